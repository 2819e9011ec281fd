/** What can be chosen by an id: a clip, a job that isn't finished, or one that failed or was cancelled. */
export type OwnKind = 'clip' | 'waiting' | 'failed';

/** A clip or job of one's own, to choose from instead of typing its id. */
export type OwnItem = {
  readonly id: string;
  readonly effect: string;
  readonly prompt: string;
  readonly at: Date;
};
