import type { FailureRecord } from './failure.ts';
import type { Visibility } from './visibility.ts';

/**
 * A job is `queued` until a process claims it (`generating`), `finishing` while its takes are stored, `delivering` while its result
 * is sent, then `done`.
 */
export const jobStates = ['queued', 'generating', 'finishing', 'delivering', 'done'] as const;
export type JobState = (typeof jobStates)[number];

export const outcomes = ['succeeded', 'failed', 'cancelled'] as const;
export type Outcome = (typeof outcomes)[number];

/** What of ours may be away for a while. */
export const faults = ['disk', 'database', 'storage', 'memory'] as const;
export type Fault = (typeof faults)[number];

/** What a job may wait for that is nobody's doing and comes back by itself. */
export type WaitsFor = Fault | 'delivery';

/** Who renders a clip, for how much, and who sees its photo. */
export type Terms = {
  readonly model: string;
  /** Whether it is rendered in the service itself. */
  readonly local: boolean;
  /** Who gets to see the photo, by name or `operator`; null when it never leaves this machine. */
  readonly dataGoesTo: readonly string[] | null;
  /** The most it will cost. */
  readonly credits: number;
};

/** What a card shows of a job. */
export type JobStatus = Terms & {
  readonly id: string;
  readonly state: JobState;
  readonly outcome: Outcome | null;
  readonly failure: FailureRecord | null;
  readonly effect: string;
  readonly engine: string;
  readonly seed: number;
  readonly visibility: Visibility;
  /** Its place in the queue, from 1; null once it runs. */
  readonly place: number | null;
  /** Work done, 0 to 1. */
  readonly fraction: number;
  /** It waits until the operator lets it go on. */
  readonly paused?: true;
  /** Something of ours is away, and it goes on by itself. */
  readonly waitsFor?: WaitsFor;
  /** Its card can't be changed after this. */
  readonly lastWords?: true;
  /** When it should be ready, in milliseconds since 1970; null when no guess is honest. */
  readonly readyAt: number | null;
  /** Clips made so far, best first. */
  readonly clips: readonly string[];
};
