import type { FailureRecord } from './failure.ts';
import type { JobState, Outcome, WaitsFor } from './job.ts';
import type { Visibility } from './permission.ts';

/** The state of the service, as its operator sees it. Nothing here contains a prompt, a photo or an address. */

export const jobFilters = ['all', 'paused', 'queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type JobFilter = (typeof jobFilters)[number];

/** A job as a row in a list. */
export type JobLine = {
  readonly id: string;
  readonly owner: string;
  readonly effect: string;
  readonly engine: string;
  readonly model: string;
  readonly visibility: Visibility;
  readonly state: JobState;
  readonly outcome: Outcome | null;
  readonly failure: FailureRecord | null;
  readonly paused: boolean;
  /** What must recover before the job is worked on. */
  readonly waitsFor: WaitsFor | null;
  readonly fraction: number;
  readonly credits: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
};

export type TakeLine = {
  readonly number: number;
  readonly clip: string | null;
  /** Whether the clip was deleted. */
  readonly gone: boolean;
  readonly score: number | null;
  readonly credits: number;
  readonly failure: FailureRecord | null;
};

export type AttemptLine = {
  readonly take: number;
  readonly number: number;
  readonly engine: string;
  readonly model: string;
  readonly state: 'open' | 'done' | 'dead';
  readonly failure: FailureRecord | null;
  readonly credits: number;
  readonly startedAt: Date;
  readonly seconds: number | null;
};

/** A ledger entry: changes of an account's available, held and spent credits. */
export type BookLine = {
  readonly kind: string;
  readonly owner: string;
  readonly available: number;
  readonly held: number;
  readonly spent: number;
  readonly createdAt: Date;
};

/** All details of a job except its inputs. */
export type JobSheet = {
  readonly job: JobLine;
  /** The job that it extends or retries, and the jobs that extend or retry it. */
  readonly parent: string | null;
  readonly children: readonly string[];
  /** How often its worker died, and how often it was released after an error. */
  readonly deaths: number;
  readonly retries: number;
  readonly takes: readonly TakeLine[];
  readonly attempts: readonly AttemptLine[];
  readonly book: readonly BookLine[];
  readonly delivery: {
    readonly platform: string;
    readonly delivered: string | null;
    readonly tries: number;
  } | null;
};

/** Number of jobs in each state now. `oldest`: longest wait in seconds, not counting paused jobs. */
export type QueueFigures = {
  /** Jobs that nobody works on because a dependency is unavailable, by what they wait for. */
  readonly waits: Readonly<Partial<Record<WaitsFor, number>>>;
  readonly states: Readonly<Record<Exclude<JobState, 'done'>, number>>;
  readonly paused: number;
  readonly oldest: number | null;
};

/** Jobs that ended in the hour that begins at `at`. */
export type HourFigures = {
  readonly at: Date;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Seconds that half of those that began waited and ran at most. */
  readonly wait: number;
  readonly run: number;
};

/** Seconds. */
export type Quantiles = { readonly p50: number | null; readonly p95: number | null };

export type FailureCount = { readonly kind: string; readonly day: number; readonly week: number };

/**
 * How often a model succeeds with an effect. A clip is a hit if more people like than dislike it or, without ratings,
 * if its owner kept it: neither deleted it within a day nor made it again. Drafts don't count.
 */
export type HitLine = {
  readonly model: string;
  readonly effect: string;
  readonly clips: number;
  readonly liked: number;
  readonly disliked: number;
  readonly kept: number;
  readonly hits: number;
};

/** Credits captured on a day (UTC, `2026-11-21`) for an engine's renders. */
export type SpendLine = { readonly day: string; readonly engine: string; readonly credits: number };

/** Ledger totals of all accounts. Balanced if granted = available + held + spent and `imbalance` is 0. */
export type LedgerFigures = {
  readonly granted: number;
  readonly available: number;
  readonly held: number;
  readonly spent: number;
  readonly refunded: number;
  readonly imbalance: number;
};

export type StorageFigures = {
  readonly clips: number;
  readonly clipBytes: number;
  readonly photos: number;
  readonly photoBytes: number;
  readonly freeBytes: number;
};

export type ModelOff = { readonly engine: string; readonly name: string; readonly reason: string };

export type EngineLine = {
  readonly name: string;
  readonly models: number;
  readonly paused: boolean;
  /** Its models that are off, and why. */
  readonly off: readonly ModelOff[];
  /** Why it accepts no new work, as far as this process knows. */
  readonly down: FailureRecord | null;
  readonly waiting: number;
  readonly running: number;
  /** Attempts in the last 24 hours, and the duration in seconds of those that produced a clip. */
  readonly done: number;
  readonly dead: number;
  readonly seconds: Quantiles;
};

export type Overview = {
  readonly queue: QueueFigures;
  readonly running: readonly JobLine[];
  readonly hours: readonly HourFigures[];
  readonly wait: Quantiles;
  readonly run: Quantiles;
  readonly failures: readonly FailureCount[];
  readonly hits: readonly HitLine[];
  readonly spend: readonly SpendLine[];
  readonly ledger: LedgerFigures;
  readonly storage: StorageFigures;
  /** Models that are off, and why. */
  readonly off: readonly ModelOff[];
  readonly pausedAll: boolean;
};

/** What ended since the last call, for counters that only grow. */
export type RecentEvents = {
  /** Pass this to the next call. */
  readonly until: string;
  readonly jobs: readonly {
    readonly engine: string;
    readonly outcome: Outcome;
    readonly failure: string | null;
    readonly delivered: string | null;
    readonly wait: number | null;
    readonly run: number | null;
  }[];
  readonly attempts: readonly {
    readonly engine: string;
    readonly state: 'done' | 'dead';
    readonly failure: string | null;
    readonly seconds: number;
  }[];
};
