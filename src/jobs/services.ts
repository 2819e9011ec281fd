import type { Fix } from '../core/advice.ts';
import type { Caps } from '../core/caps.ts';
import type { Clip } from '../core/clip.ts';
import type { FileSource } from '../core/command.ts';
import { type Effect, joinedEffect } from '../core/effect.ts';
import type { Engine } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import type { Opinions } from '../core/keep-rate.ts';
import type { Log } from '../core/log.ts';
import type { Permission } from '../core/permission.ts';
import type { Platform } from '../core/platform.ts';
import type { PostStep } from '../core/post-steps.ts';
import type { Queue } from '../core/queue.ts';
import type { ModelStates } from '../core/remote-engine.ts';
import type { SelectedPart, Size } from '../core/shot.ts';
import type { Storage } from '../core/storage.ts';
import type { Target } from '../core/target.ts';
import type { FinishedClip, FinishRequest } from '../media/finish.ts';
import type { Drawing, Photo } from '../media/intake.ts';
import type { StoredSoundFile } from '../media/sound-intake.ts';
import type { Store } from '../store/open-store.ts';
import type { Quotas } from '../store/quotas.ts';
import type { SpendLimits } from '../store/spend.ts';
import type { Heartbeats } from './heartbeats.ts';
import type { Slots } from './slots.ts';

/** A photo after `intakePhoto` re-encoded it. */
export type StoredPhoto = Omit<Photo, 'measures' | 'poor'> & Partial<Pick<Photo, 'poor'>>;

/** Media tools. `main/media-tools.ts` opens the real ones; measurements of the core use a faster stand-in. */
export type Media = {
  /**
   * Re-encodes an untrusted photo at `source`, or the picture that a video shows `at` a second, into `target`, with `fixes`. Throws photo
   * `Failure`s, `video_unreadable`, `video_too_long`, and `bad_number` for a second after its end.
   */
  intakePhoto(
    source: string,
    target: string,
    at?: number | null,
    fixes?: readonly Fix[],
  ): Promise<StoredPhoto>;
  /** Unpacks the photos of an archive into `folder`. Null if it is none. Throws archive `Failure`s. */
  unpack(source: string, folder: string): Promise<readonly FileSource[] | null>;
  /** Counts the detectable faces in a stored photo; null when face detection is off or fails. */
  countFaces(photo: string): Promise<number | null>;
  /** The person or thing at a point of a stored photo, in fractions of its width and height. Null if nothing stands out. */
  select(photo: string, at: { readonly x: number; readonly y: number }): Promise<SelectedPart | null>;
  /**
   * Quickly writes a small preview clip of a stored photo of this size. Throws `Failure` `cancelled`, or what a render
   * throws.
   */
  preview(photo: string, size: Size, target: string, signal: AbortSignal): Promise<void>;
  /** Re-encodes an untrusted sound, or that of a video, `from` a second into `target`, AAC in MP4. Throws sound `Failure`s. */
  intakeSound(source: string, target: string, from?: number): Promise<StoredSoundFile>;
  /** Re-encodes an untrusted depth map or mask into `target`, grayscale PNG, or a logo, with transparency. Throws photo `Failure`s. */
  intakeDrawing(source: string, target: string, as: 'depth' | 'mask' | 'logo'): Promise<Drawing>;
  /**
   * Applies steps to the clip at `source` and writes the result to `target`. `files` maps the names used in steps to
   * paths. Returns the steps that actually ran; writes nothing when none did.
   */
  post(
    steps: readonly PostStep[],
    source: string,
    target: string,
    files: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<readonly PostStep[]>;
  /** Writes a clip's last frame as JPEG. */
  lastFrame(clip: string, target: string, signal: AbortSignal): Promise<void>;
  /**
   * Checks a clip, scores it against the requested motion, makes its thumbnail, and as the last step writes the
   * provenance into both. Throws `Failure` `bad_output`.
   */
  finishClip(
    clip: string,
    thumbnail: string,
    request: FinishRequest,
    signal: AbortSignal,
  ): Promise<FinishedClip>;
};

/** Who may use this service in chats, as IDs prefixed with the platform's name. Empty lists allow everyone. */
export type Allowed = {
  readonly servers: readonly string[];
  readonly groups: readonly string[];
  readonly users: readonly string[];
};

/** Everything the job core works with, as plain values built in `main`. */
export type Services = {
  readonly store: Store;
  readonly queue: Queue;
  readonly storage: Storage;
  readonly media: Media;
  readonly engines: readonly Engine[];
  readonly models: ModelStates;
  /** What people think of clips, by effect and model; at most some minutes old. */
  opinions(): Promise<readonly Opinions[]>;
  readonly effects: readonly Effect[];
  readonly platforms: readonly Platform[];
  /** The permission needed to press each command's button. */
  readonly needs: ReadonlyMap<string, Permission>;
  readonly log: Log;
  readonly heartbeats: Heartbeats;
  readonly slots: Slots;
  /** Maximum number of concurrent jobs per provider in this process. */
  readonly remoteJobs: number;
  /** Minutes a job waits for one of our own resources that is unavailable. */
  readonly faultMinutes: number;
  /** The shortest time between two changes of a job's card. */
  readonly cardSeconds: number;
  /** Days a photo is kept for rerolls. */
  readonly photoDays: number;
  /** Whether every clip gets a visible label in its picture, and the label's text. */
  readonly label: { readonly always: boolean; words(mark: Clip['mark']): string };
  readonly limits: SpendLimits;
  /** The most that people may request. */
  readonly caps: Caps;
  readonly allowed: Allowed;
  /** Privacy facts for users that only the configuration knows. */
  readonly privacy: { readonly faces: boolean; readonly contact: string | null };
  /** Unlisted links of clips. `reachable`: people elsewhere can open them; otherwise a link is only a path. */
  readonly links: {
    readonly days: number;
    readonly reachable: boolean;
    clip(id: string, key: string, until: Date): string;
  };
  /** The link where an owner can download their clips, all or these; null when this service has no public address. */
  exportLink(owner: string, ids?: readonly string[]): string | null;
  /** Limits on what one person may have here at once. */
  readonly quotas: Quotas;
};

/** The services available before any platform is opened. */
export type CoreServices = Omit<Services, 'platforms'>;

const named = <T extends { readonly name: string }>(list: readonly T[], name: string): T => {
  const found = list.find((entry) => entry.name === name);
  if (found === undefined) throw new Failure('unavailable', { name });
  return found;
};

/** The platform of a target; undefined when this service doesn't run it. */
export const platformOf = (
  { platforms }: Pick<Services, 'platforms'>,
  { platform }: Target,
): Platform | undefined => platforms.find(({ name }) => name === platform);

/** The engine with that name. Throws `Failure` `unavailable` when this service doesn't run it. */
export const engineNamed = (services: Pick<Services, 'engines'>, name: string): Engine =>
  named(services.engines, name);

export const effectNamed = (services: Pick<Services, 'effects'>, name: string): Effect =>
  name === joinedEffect.name ? joinedEffect : named(services.effects, name);
