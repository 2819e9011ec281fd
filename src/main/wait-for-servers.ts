import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, type FailureKind } from '../core/failure.ts';

/** Opens a connection, again and again if the server may still be starting. */
export type Opening = <Opened>(open: () => Promise<Opened>) => Promise<Opened>;

export const openOnce: Opening = (open) => open();

const names: Partial<Record<FailureKind, string>> = {
  store_down: 'database',
  queue_down: 'queue',
  fault: 'file storage',
};

type WaitLimits = {
  /** In milliseconds. Pauses between attempts grow to `longest`. */
  readonly total: number;
  readonly first: number;
  readonly longest: number;
};

const usual: WaitLimits = { total: 120_000, first: 500, longest: 10_000 };

/** Waits for servers that are away, and says so once for each. Throws what the last attempt threw. */
export const waitingFor =
  (say: (line: string) => void, stop: AbortSignal, { total, first, longest }: WaitLimits = usual): Opening =>
  async (open) => {
    const end = Date.now() + total;
    for (let pause = first, warned = false; ; pause = Math.min(2 * pause, longest)) {
      try {
        return await open();
      } catch (error) {
        const name = error instanceof Failure ? names[error.kind] : undefined;
        if (name === undefined || stop.aborted || Date.now() + pause > end) throw error;
        if (!warned) say(`Waiting up to ${total / 60_000} minutes for the ${name}.`);
        warned = true;
        await sleep(pause, undefined, { signal: stop }).catch(() => {});
      }
    }
  };
