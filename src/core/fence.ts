/** Guards what others will see: asked right before each request, so that a worker that was frozen does nothing late. */
export interface Fence {
  /** Aborts when the job is no longer ours. */
  readonly signal: AbortSignal;
  /** Throws when the job is no longer ours, or no longer stands as it is about to be shown. */
  check(): Promise<void>;
}

/** Thrown where a message is no longer about what was to be shown. */
export class MovedOn extends Error {}
