import type { Action } from './action.ts';
import type { Clip } from './clip.ts';
import type { FailureRecord } from './failure.ts';
import type { RefusedPhoto } from './order.ts';
import type { Visibility } from './permission.ts';

/**
 * A job is `queued` until a process claims it (`generating`), `finishing` while its takes are stored, `delivering`
 * while its result is sent, then `done`.
 */
export const jobStates = ['queued', 'generating', 'finishing', 'delivering', 'done'] as const;
export type JobState = (typeof jobStates)[number];

export const outcomes = ['succeeded', 'failed', 'cancelled'] as const;
export type Outcome = (typeof outcomes)[number];

/** Dependencies of ours that may be unavailable for a while. */
export const faults = ['disk', 'database', 'storage', 'memory'] as const;
export type Fault = (typeof faults)[number];

/** Temporary conditions a job may wait for, which nobody caused and which clear by themselves. */
export type WaitsFor = Fault | 'delivery';

/** Which model renders a clip, its price, and who receives the photo. */
export type Terms = {
  readonly model: string;
  /** Whether it is rendered by this service itself. */
  readonly local: boolean;
  /** Who receives the photo, by name or `operator`. Null if it never leaves this machine. */
  readonly dataGoesTo: readonly string[] | null;
  /** Maximum cost in credits. */
  readonly credits: number;
};

/** A frame of a clip that is being made, and how it is made. `spoiler` and `adult` are those of its order. */
export type Preview = {
  readonly jpeg: Uint8Array;
  readonly mark: Clip['mark'];
  readonly spoiler: boolean;
  readonly adult: boolean;
};

/** What a card shows about a job. */
export type JobStatus = Terms & {
  readonly id: string;
  readonly state: JobState;
  readonly outcome: Outcome | null;
  readonly failure: FailureRecord | null;
  readonly effect: string;
  readonly engine: string;
  readonly seed: number;
  /** How many clips it makes, if more than one. */
  readonly takes?: number;
  /** Photos of several that have no clip, and why. */
  readonly refused?: readonly RefusedPhoto[];
  readonly visibility: Visibility;
  /** Position in the queue, from 1. Null once it runs. */
  readonly queuePosition: number | null;
  /** Progress, 0 to 1. */
  readonly fraction: number;
  /** It waits until the operator resumes it. */
  readonly paused?: true;
  /** A dependency of ours is unavailable. The job continues by itself. */
  readonly waitsFor?: WaitsFor;
  /** Its card can't be edited after this update. */
  readonly finalUpdate?: true;
  /** When it should be ready, in milliseconds since 1970. Null if no honest estimate is possible. */
  readonly readyAt: number | null;
  /** Clips made so far, best first. */
  readonly clips: readonly string[];
  /** Only while it runs, and only if its engine shows one. */
  readonly preview?: Preview;
};

/** A job's status and owner, and the actions that may help after it failed. */
export type JobView = JobStatus & { readonly owner: string; readonly next: readonly Action[] };

/** What can be chosen by an id: a clip, a job that isn't finished, or one that failed or was cancelled. */
export type OwnKind = 'clip' | 'waiting' | 'failed';

/** A clip or job of one's own, to choose from instead of typing its id. */
export type OwnItem = {
  readonly id: string;
  readonly effect: string;
  readonly prompt: string;
  readonly at: Date;
};
