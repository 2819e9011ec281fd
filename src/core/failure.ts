/** Errors an engine may return instead of a clip. */
const engineKinds = [
  'auth',
  'billing',
  'rate_limited',
  'invalid_input',
  'content_blocked',
  'model_failed',
  'timeout',
  'expired',
  'unavailable',
  'bad_output',
  'unknown_outcome',
] as const;

/** Problems with a photo. */
const photoKinds = [
  'photo_missing',
  'photo_not_in_message',
  'photo_link_refused',
  'avatar_missing',
  'photo_is_folder',
  'photo_empty',
  'photo_not_image',
  'photo_type_unsupported',
  'photo_damaged',
  'photo_too_heavy',
  'photo_too_many_pixels',
  'photo_too_small',
  'photo_too_slow',
  'video_unreadable',
  'video_too_long',
  'mask_shape',
  'mask_unused',
  'mask_empty',
  'faces_missing',
  'face_missing',
  'head_cut',
  'faces_off',
  'analysis_failed',
  'subject_missing',
  'archive_damaged',
  'archive_too_large',
  'archive_without_photos',
] as const;

/** Problems with a sound. */
const soundKinds = [
  'sound_missing',
  'sound_is_folder',
  'sound_empty',
  'sound_not_audio',
  'sound_damaged',
  'sound_too_heavy',
  'sound_too_long',
  'sound_too_short',
] as const;

/** Problems with the request itself, which the person can fix by changing it. */
const usageKinds = [
  'unknown_command',
  'unknown_option',
  'unknown_choice',
  'default_gone',
  'preset_gone',
  'unknown_preset',
  'preset_taken',
  'too_many_presets',
  'preset_damaged',
  'preset_field',
  'preset_empty',
  'preset_too_heavy',
  'missing_option',
  'bad_number',
  'speech_speed',
  'join_count',
  'join_too_long',
  'not_rerendered',
  'format_unavailable',
  'format_too_large',
  'too_many_choices',
  'takes_and_variants',
  'compare_same',
  'too_many_clips',
  'side_by_side',
  'two_consents',
  'bad_camera',
  'bad_text',
  'wrong_photo_count',
  'too_much_motion',
  'too_long',
  'not_extendable',
  'motion_limit',
  'not_refinable',
  'not_failed',
] as const;

/** Reasons why the web page rejects a request before running anything. */
const webKinds = [
  'bad_request',
  'request_too_big',
  'too_many_requests',
  'foreign_request',
  'playground_off',
  'link_expired',
  'bad_range',
  'wrong_key',
] as const;

const otherKinds = [
  'not_found',
  'not_allowed',
  'not_manager',
  'nothing_to_refund',
  'taken_down',
  'forgetting',
  'blocked',
  'not_admitted',
  'no_community',
  'effect_off',
  'model_off',
  'not_commercial',
  'no_last_frame',
  'last_frame_pair',
  'over_cap',
  'rendered_enough',
  'channel_closed',
  'role_missing',
  'too_open',
  'adults_only',
  'never_public',
  'clip_hidden',
  'cannot_post',
  'cannot_write',
  'timed_out',
  'no_address',
  'private_clip',
  'own_clip',
  'blocked_words',
  'no_private_place',
  'cannot_ask',
  'cancelled',
  'no_credits',
  'no_community_credits',
  'no_role_credits',
  'budget_spent',
  'spending_off',
  'disk_full',
  'fault',
  'too_many_jobs',
  'too_many_community_jobs',
  'no_room',
  'output_unwritable',
  'data_folder_busy',
  'service_gone',
  'bad_setting',
  'encoder_missing',
  'encoder_failed',
  'queue_down',
  'store_down',
  'store_newer',
  'store_changed',
  'backup_busy',
  'backup_missing',
  'backup_damaged',
  'backup_version',
  'backup_not_empty',
  'port_taken',
  'poison',
  'internal',
] as const;

const failureKinds = [
  ...engineKinds,
  ...photoKinds,
  ...soundKinds,
  ...usageKinds,
  ...webKinds,
  ...otherKinds,
] as const;

export type FailureKind = (typeof failureKinds)[number];

/** Values that a failure message may include. Never a secret, a prompt or a provider's own words. */
export type Facts = Readonly<Record<string, string | number>>;

/** The only error thrown on purpose. `text/` holds the message for each kind; causes go to the log. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly facts: Facts;

  constructor(kind: FailureKind, facts: Facts = {}, cause?: unknown) {
    super(kind, cause === undefined ? undefined : { cause });
    this.name = 'Failure';
    this.kind = kind;
    this.facts = facts;
  }
}

/** A plain record of a failure, for a database column or a socket. */
export type FailureRecord = { readonly kind: FailureKind; readonly facts: Facts };

/** Converts any thrown value to a `Failure`. What wasn't thrown on purpose becomes `internal`. */
export const asFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure('internal', {}, error);

export const isFailureKind = (text: string): text is FailureKind =>
  (failureKinds as readonly string[]).includes(text);

/** Whether something is wrong with one photo, so that others may still be used. */
export const isPhotoProblem = (error: unknown): error is Failure =>
  error instanceof Failure && (photoKinds as readonly string[]).includes(error.kind);

/** Whether the request itself was malformed. The terminal then exits with code 2. */
export const isUsage = (kind: FailureKind): boolean => (usageKinds as readonly string[]).includes(kind);
