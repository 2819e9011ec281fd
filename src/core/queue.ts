/**
 * Tells who shall work next, in lanes none of which waits for another. It carries job ids only; the row in the store is
 * the truth.
 */
export interface Queue {
  /** Pushing an id that is already waiting or running in the lane does nothing. Lower priority numbers go first. */
  push(lane: string, id: string, priority: number): Promise<void>;
  /** Which of these ids the queue still knows. */
  knows(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Forgets everything waiting or running: only for the one process that uses this queue. */
  clear(): Promise<void>;
  /** Takes ids from lanes, so many of each at once. */
  work(handle: Handle, lanes: Readonly<Record<string, number>>): Promise<QueueWorker>;
  /** Rejects when the backend does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Does the work behind an id. A throw means "again later", with back-off. The signal aborts when this worker must
 * stop: rejecting then hands the id back at once and costs no attempt.
 */
export type Handle = (id: string, signal: AbortSignal) => Promise<void>;

export interface QueueWorker {
  /** Hands running work back to the queue and stops. Resolves within a second or so. */
  stop(): Promise<void>;
}
