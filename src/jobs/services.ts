import type { Advice } from '../core/advice.ts';
import type { Beat } from '../core/beat.ts';
import type { Caps } from '../core/caps.ts';
import type { Clip } from '../core/clip.ts';
import type { Effect } from '../core/effect.ts';
import type { Engine, ModelStates } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import type { Log } from '../core/log.ts';
import type { Motion } from '../core/order.ts';
import type { Permission } from '../core/permission.ts';
import type { Platform } from '../core/platform.ts';
import type { PostStep } from '../core/post-steps.ts';
import type { MarkedFile, Provenance } from '../core/provenance.ts';
import type { Queue } from '../core/queue.ts';
import type { Size } from '../core/shot.ts';
import type { Storage } from '../core/storage.ts';
import type { Store } from '../store/open-store.ts';
import type { Room } from '../store/room.ts';
import type { Limits } from '../store/spend.ts';
import type { Pulse } from './pulse.ts';
import type { Slots } from './slots.ts';

/** What intake tells of a photo it has re-encoded. */
export type StoredPhoto = {
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly advice: readonly Advice[];
};

/** What intake tells of a sound it has re-encoded; the beat is null where none can be felt. */
export type StoredSound = Pick<StoredPhoto, 'bytes' | 'sha256'> & { readonly beat: Beat | null };

/** What finishing tells of a clip. `score` is how good it is, 0 to 1; null when nobody could tell. */
export type FinishedClip = {
  readonly file: MarkedFile;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly fps: number;
  readonly bytes: number;
  readonly score: number | null;
};

/** What finishing must know of a clip. */
export type FinishRequest = {
  readonly motion: Motion;
  readonly about: Provenance;
  /** How many takes are ranked against each other. */
  readonly takes: number;
};

/** The workshop for bytes; real media in the service, something quicker where only the core is measured. */
export type Media = {
  /** Re-encodes a stranger's photo at `source` into `target`. Throws photo Failures. */
  intake(source: string, target: string): Promise<StoredPhoto>;
  /** How many faces of a photo taken in can be made out; null where nobody may look, or looking failed. */
  countFaces(photo: string): Promise<number | null>;
  /** Writes a small clip of a photo taken in, of that size, quickly. Throws Failure `cancelled`, or what a render throws. */
  preview(photo: string, size: Size, target: string, signal: AbortSignal): Promise<void>;
  /** Re-encodes the start of a stranger's sound into `target`, AAC in MP4. Throws sound Failures. */
  intakeSound(source: string, target: string): Promise<StoredSound>;
  /** Re-encodes a stranger's logo into `target`, PNG with its see-through parts. Throws photo Failures. */
  intakeLogo(source: string, target: string): Promise<Omit<StoredPhoto, 'advice'>>;
  /** Re-encodes a stranger's depth map into `target`, grey PNG. Throws photo Failures. */
  intakeDepth(source: string, target: string): Promise<Omit<StoredPhoto, 'advice'>>;
  /**
   * Does steps to the clip at `source` and writes the result to `target`, files being known by the names that steps use;
   * tells the steps that really ran, and writes nothing when none did.
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
   * Checks a clip, scores it against the motion asked for, makes its thumbnail, and as the last step writes into both how
   * they were made. Throws Failure `bad_output`.
   */
  finish(clip: string, thumbnail: string, asked: FinishRequest, signal: AbortSignal): Promise<FinishedClip>;
};

/** Who may use this service in chats, as platforms' ids with their name before them; an empty list lets everybody. */
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
  readonly effects: readonly Effect[];
  readonly platforms: readonly Platform[];
  /** What whoever presses a command's button must be allowed to do. */
  readonly needs: ReadonlyMap<string, Permission>;
  readonly log: Log;
  readonly pulse: Pulse;
  readonly slots: Slots;
  /** Jobs of each provider under way at once in this process. */
  readonly remoteJobs: number;
  /** How long a job waits for what of ours is away. */
  readonly faultMinutes: number;
  /** Days a photo is kept for rerolls. */
  readonly photoDays: number;
  /** Whether every clip says in its picture what it is, and in which words. */
  readonly label: { readonly always: boolean; words(mark: Clip['mark']): string };
  readonly limits: Limits;
  /** What people may ask for at most. */
  readonly caps: Caps;
  /** Who may use this service in chats. */
  readonly allowed: Allowed;
  /** What people are told about their privacy that only the configuration knows. */
  readonly privacy: { readonly faces: boolean; readonly contact: string | null };
  /** Where somebody can download all of their clips; null where nobody can reach us. */
  exportLink(owner: string): string | null;
  /** How much one person may have here at once. */
  readonly room: Room;
};

/** What there is before any platform is opened. */
export type Backend = Omit<Services, 'platforms'>;

const named = <T extends { readonly name: string }>(list: readonly T[], name: string): T => {
  const found = list.find((entry) => entry.name === name);
  if (found === undefined) throw new Failure('unavailable', { name });
  return found;
};

/** The engine of that name. Throws Failure `unavailable` when this service runs without it. */
export const engineNamed = (services: Pick<Services, 'engines'>, name: string): Engine =>
  named(services.engines, name);

export const effectNamed = (services: Pick<Services, 'effects'>, name: string): Effect =>
  named(services.effects, name);
