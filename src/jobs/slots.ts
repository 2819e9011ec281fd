import { Failure } from '../core/failure.ts';

/** What a place is wanted for: something whose asker waits for an answer, a film, or the end of one that came from elsewhere. */
type Errand = 'answer' | 'render' | 'finish';

type Leave = () => void;
type Waiting = { readonly rank: number; enter(leave: Leave): void };

/** The places of this process for work that keeps a processor core busy. */
export type Slots = {
  /** Films and endings at the same time. */
  readonly places: number;
  /** Does a task once there is a place for it; lower ranks go first. Rejects when `signal` aborts before that. */
  take<T>(errand: Errand, rank: number, signal: AbortSignal | null, task: () => Promise<T>): Promise<T>;
  /** Does a task while places are free, else gives null: it is told to stop as soon as somebody wants a place. */
  whileFree<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T | null>;
};

/**
 * Films and endings take turns, so that neither line holds up the other. Answers go before both, and where films have
 * taken every place there is one more for them: people look on, and it is soon over.
 */
export const createSlots = (places: number): Slots => {
  const lines: Record<Errand, Waiting[]> = { answer: [], render: [], finish: [] };
  let free = places;
  let spare = 1;
  const extras = new Set<AbortController>();
  let last: Errand = 'finish';

  const next = (errands: readonly Errand[]): Waiting | undefined => {
    const errand = errands.find((one) => lines[one].length > 0);
    if (errand === undefined) return undefined;
    if (errand !== 'answer') last = errand;
    return lines[errand].shift();
  };
  const leave = (): void => {
    const after = next(['answer', last === 'render' ? 'finish' : 'render', last]);
    if (after === undefined) free += 1;
    else after.enter(leave);
  };
  const leaveSpare = (): void => {
    const after = next(['answer']);
    if (after === undefined) spare += 1;
    else after.enter(leaveSpare);
  };

  const enterNow = (errand: Errand): Leave | null => {
    if (free > 0) {
      free -= 1;
      if (errand !== 'answer') last = errand;
      return leave;
    }
    if (errand !== 'answer' || spare === 0) return null;
    spare -= 1;
    return leaveSpare;
  };

  const join = (errand: Errand, rank: number, signal: AbortSignal | null): Promise<Leave> =>
    new Promise((resolve, reject) => {
      const line = lines[errand];
      const giveUp = (): void => {
        line.splice(line.indexOf(waiting), 1);
        reject(signal?.reason);
      };
      const waiting = {
        rank,
        enter: (leaving: Leave) => {
          signal?.removeEventListener('abort', giveUp);
          resolve(leaving);
        },
      };
      signal?.addEventListener('abort', giveUp);
      const behind = line.findIndex((other) => other.rank > rank);
      line.splice(behind === -1 ? line.length : behind, 0, waiting);
    });

  return {
    places,
    take: async (errand, rank, signal, task) => {
      signal?.throwIfAborted();
      if (errand !== 'answer') for (const extra of extras) extra.abort(new Failure('cancelled'));
      const done = enterNow(errand) ?? (await join(errand, rank, signal));
      try {
        return await task();
      } finally {
        done();
      }
    },
    whileFree: async (task) => {
      if (extras.size >= free) return null;
      const control = new AbortController();
      extras.add(control);
      try {
        return await task(control.signal);
      } catch (error) {
        if (control.signal.aborted) return null;
        throw error;
      } finally {
        extras.delete(control);
      }
    },
  };
};
