/** How patient the queue is. Times are in milliseconds. */
export type Limits = {
  /** A worker that has not been heard of for this long has lost its jobs. */
  readonly lock: number;
  /** Pause between two looks for lost jobs. */
  readonly check: number;
  /** Pause before the first retry; each further one is twice as long. */
  readonly retry: number;
  /** A job that has taken this many workers down with it is dropped. */
  readonly deaths: number;
};

export type Settings = {
  /** The lanes there are from the start. */
  readonly lanes: readonly string[];
  /** Hears of trouble in the background, such as a lost connection. */
  readonly onError: (error: Error) => void;
  readonly limits?: Limits;
};

export const defaultLimits: Limits = { lock: 10_000, check: 5_000, retry: 1_000, deaths: 5 };
