import type { Pause } from '../store/claims.ts';

/** Thrown when a job must continue in another lane. */
export class OtherLane extends Error {
  readonly lane: string;

  constructor(lane: string) {
    super(`goes on in the lane ${lane}`);
    this.lane = lane;
  }
}

/** Thrown when a long job lets others go first. The sweeper takes it up again. */
export class NextTurn extends Error {}

/** Thrown to retry the job later: soon, or after a pause. The job has not failed. */
export class RetryLater extends Error {
  readonly pause: Pause | null;

  constructor(why: string, { cause, pause = null }: { cause?: unknown; pause?: Pause | null } = {}) {
    super(why, cause === undefined ? undefined : { cause });
    this.pause = pause;
  }
}
