import { Failure } from '../core/failure.ts';

/** What a slot is for: a task that someone waits on, a render, or finishing a clip rendered elsewhere. */
type Errand = 'answer' | 'render' | 'finish';

type Leave = () => void;
type Waiting = { readonly rank: number; enter(leave: Leave): void };

/** This process's slots for CPU-bound work. */
export type Slots = {
  /** Number of renders and finishes that run at once. */
  readonly places: number;
  /** Runs a task once a slot is free; lower ranks go first. Rejects when `signal` aborts before that. */
  run<T>(errand: Errand, rank: number, signal: AbortSignal | null, task: () => Promise<T>): Promise<T>;
  /**
   * Runs a task while slots are free, otherwise returns null. Aborts the task's signal as soon as a render or finish
   * wants a slot.
   */
  whileFree<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T | null>;
};

/**
 * Renders and finishes alternate, so neither queue blocks the other. Answers go first, and get one extra slot when all
 * are taken: someone is waiting, and they are short.
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
    run: async (errand, rank, signal, task) => {
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
