import type { Pause } from '../store/claims.ts';

/** Thrown where a job has to go on in another lane. */
export class OtherLane extends Error {
  readonly lane: string;

  constructor(lane: string) {
    super(`goes on in the lane ${lane}`);
    this.lane = lane;
  }
}

/** Thrown to try the job again later, in good order: soon, or after a pause. */
export class RetryLater extends Error {
  readonly pause: Pause | null;

  constructor(why: string, { cause, pause = null }: { cause?: unknown; pause?: Pause | null } = {}) {
    super(why, cause === undefined ? undefined : { cause });
    this.pause = pause;
  }
}
