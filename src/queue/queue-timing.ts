/** Limits of the queue. Times are in milliseconds. */
export type QueueTiming = {
  /** A worker that hasn't been heard from for this long loses its jobs. */
  readonly lock: number;
  /** Interval between checks for lost jobs. */
  readonly check: number;
  /** Delay before the first retry. It doubles with each further one. */
  readonly retry: number;
  /** A job that has crashed this many workers is dropped. */
  readonly deaths: number;
};

export type Settings = {
  /** The lanes that exist from the start. */
  readonly lanes: readonly string[];
  /** Called on background errors, such as a lost connection. */
  readonly onError: (error: Error) => void;
  readonly limits?: QueueTiming;
};

export const defaultLimits: QueueTiming = { lock: 10_000, check: 5_000, retry: 1_000, deaths: 5 };
