import type { FailureKind } from '../core/failure.ts';
import type { ReadFacts } from './failure-facts.ts';
import type { Messages } from './messages.ts';

/** Writes the sentence of a failure with its values. */
export type Say = (messages: Messages, facts: ReadFacts) => string;

const photoCount: Say = ({ format }, { effect, has, number }) => {
  if (!has('effect')) return format('failures.wrong_photo_count.most', { needed: number('needed') });
  const values = { effect: effect('effect'), given: number('given') };
  if (number('needed') === 1) return format('failures.wrong_photo_count.one', values);
  return number('fewest') === 1
    ? format('failures.wrong_photo_count.both', values)
    : format('failures.wrong_photo_count', values);
};

/** Sentences about photos. */
export const photos = {
  photo_missing: ({ format }, { raw, written }) =>
    format('failures.photo_missing', { role: raw('role'), name: written('name') }),
  photo_is_folder: ({ format }, { raw, written }) =>
    format('failures.photo_is_folder', { role: raw('role'), name: written('name') }),
  photo_empty: ({ format }, { raw }) => format('failures.photo_empty', { role: raw('role') }),
  photo_not_image: ({ format }, { raw }) => format('failures.photo_not_image', { role: raw('role') }),
  photo_type_unsupported: ({ format }, { raw, written }) =>
    format('failures.photo_type_unsupported', { role: raw('role'), type: written('type') }),
  photo_damaged: ({ format }, { raw }) => format('failures.photo_damaged', { role: raw('role') }),
  photo_too_heavy: ({ format }, { raw, number, written }) =>
    format('failures.photo_too_heavy', {
      ...{ role: raw('role'), megabytes: written('megabytes'), limit: number('limit', 20) },
    }),
  photo_too_many_pixels: ({ format }, { raw, number }) =>
    format('failures.photo_too_many_pixels', { role: raw('role'), limit: number('limit', 50) }),
  video_too_long: ({ format }, { number }) =>
    format('failures.video_too_long', { limit: number('limit', 10) }),
  photo_too_small: ({ format }, { raw }) => format('failures.photo_too_small', { role: raw('role') }),
  photo_too_slow: ({ format }, { raw }) => format('failures.photo_too_slow', { role: raw('role') }),
  mask_shape: ({ format }, { written }) =>
    format('failures.mask_shape', { mask: written('mask'), photo: written('photo') }),
  mask_unused: ({ format }, { effect }) => format('failures.mask_unused', { effect: effect('effect') }),
  faces_missing: ({ format }, { number }) => format('failures.faces_missing', { found: number('found') }),
  face_missing: ({ format }, { number }) => format('failures.face_missing', { photo: number('photo') }),
  head_cut: ({ format }, { number }) => format('failures.head_cut', { photo: number('photo') }),
  wrong_photo_count: photoCount,
} as const satisfies Partial<Record<FailureKind, Say>>;

/** Sentences about sounds. */
export const sounds = {
  sound_missing: ({ format }, { written }) => format('failures.sound_missing', { name: written('name') }),
  sound_is_folder: ({ format }, { written }) => format('failures.sound_is_folder', { name: written('name') }),
  sound_too_heavy: ({ format }, { number, written }) =>
    format('failures.sound_too_heavy', { megabytes: written('megabytes'), limit: number('limit', 50) }),
  sound_too_long: ({ format }, { number, written }) =>
    format('failures.sound_too_long', { minutes: written('minutes'), limit: number('limit', 15) }),
} as const satisfies Partial<Record<FailureKind, Say>>;
