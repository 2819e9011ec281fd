/**
 * Guards what others will see. Checked right before each request, so that a worker that was frozen does nothing late.
 */
export interface Fence {
  /** Aborts when this worker no longer holds the job. */
  readonly signal: AbortSignal;
  /** Throws if this worker no longer holds the job, or if the job's state is no longer what is about to be shown. */
  check(): Promise<void>;
}

/** The signal of a fence that only its check can close. */
export const never: AbortSignal = new AbortController().signal;

/** Thrown when a message is no longer about what was going to be shown. */
export class MovedOn extends Error {}
