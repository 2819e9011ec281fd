import type { Pause } from '../store/claims.ts';

/** Thrown to try the job again later, in good order: soon, or after a pause. */
export class Later extends Error {
  readonly pause: Pause | null;

  constructor(why: string, { cause, pause = null }: { cause?: unknown; pause?: Pause | null } = {}) {
    super(why, cause === undefined ? undefined : { cause });
    this.pause = pause;
  }
}
