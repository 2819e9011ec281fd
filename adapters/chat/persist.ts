import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../../src/core/failure.ts';
import type { Log } from '../../src/core/log.ts';

const longestPause = 60_000;

/** Tries again, ever more slowly, until the platform can be reached or we stop. A wrong setting is not tried again. */
export const persist = async <Result>(
  title: string,
  log: Log,
  stop: AbortSignal,
  attempt: () => Promise<Result>,
): Promise<Result> => {
  for (let pause = 1_000; ; pause = Math.min(2 * pause, longestPause)) {
    try {
      return await attempt();
    } catch (error) {
      if (stop.aborted || (error instanceof Failure && error.kind === 'bad_setting')) throw error;
      log.warn({ error }, `${title} can't be reached`);
      await wait(pause, undefined, { signal: stop });
    }
  }
};
