/**
 * Schedules work in lanes that don't wait for each other. It carries job ids only; the row in the store is the source
 * of truth.
 */
export interface Queue {
  /** Pushing an id that is already waiting or running in the lane does nothing. Lower priority numbers go first. */
  push(lane: string, id: string, priority: number): Promise<void>;
  /** Which of these ids the queue still knows. */
  knows(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Drops everything waiting or running. Only for a process that is the sole user of this queue. */
  clear(): Promise<void>;
  /** Starts taking ids from lanes, with a concurrency for each. */
  work(handle: Handle, lanes: Readonly<Record<string, number>>): Promise<QueueWorker>;
  /** Rejects if the backend doesn't respond. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Does the work for an id. Throwing means "retry later", with back-off. The signal aborts when this worker must stop:
 * rejecting then returns the id at once and costs no attempt.
 */
export type Handle = (id: string, signal: AbortSignal) => Promise<void>;

export interface QueueWorker {
  /** Returns running work to the queue and stops. Resolves within about a second. */
  stop(): Promise<void>;
}
