import { Failure } from '../core/failure.ts';

/** What a slot is for: a task that someone waits on, a render, or finishing a clip rendered elsewhere. */
type SlotKind = 'answer' | 'render' | 'remote-result';

type Release = () => void;
type Waiting = { readonly rank: number; enter(release: Release): void };

/** This process's slots for CPU-bound work. */
export type Slots = {
  /** Number of renders and results of remote engines that run at once. */
  readonly size: number;
  /** Runs a task once a slot is free; lower ranks go first. Rejects when `signal` aborts before that. */
  run<T>(kind: SlotKind, rank: number, signal: AbortSignal | null, task: () => Promise<T>): Promise<T>;
  /**
   * Runs a task while slots are free, otherwise returns null. Aborts the task's signal as soon as a render or remote result
   * wants a slot.
   */
  whileFree<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T | null>;
};

/**
 * Renders and remote results alternate, so neither queue blocks the other. Answers go first, and get one extra slot when all
 * are taken: someone is waiting, and they are short.
 */
export const createSlots = (size: number): Slots => {
  const lines: Record<SlotKind, Waiting[]> = { answer: [], render: [], 'remote-result': [] };
  let free = size;
  let spare = 1;
  const extras = new Set<AbortController>();
  let last: SlotKind = 'remote-result';

  const next = (kinds: readonly SlotKind[]): Waiting | undefined => {
    const kind = kinds.find((one) => lines[one].length > 0);
    if (kind === undefined) return undefined;
    if (kind !== 'answer') last = kind;
    return lines[kind].shift();
  };
  const leave = (): void => {
    const after = next(['answer', last === 'render' ? 'remote-result' : 'render', last]);
    if (after === undefined) free += 1;
    else after.enter(leave);
  };
  const releaseSpare = (): void => {
    const after = next(['answer']);
    if (after === undefined) spare += 1;
    else after.enter(releaseSpare);
  };

  const acquireNow = (kind: SlotKind): Release | null => {
    if (free > 0) {
      free -= 1;
      if (kind !== 'answer') last = kind;
      return leave;
    }
    if (kind !== 'answer' || spare === 0) return null;
    spare -= 1;
    return releaseSpare;
  };

  const join = (kind: SlotKind, rank: number, signal: AbortSignal | null): Promise<Release> =>
    new Promise((resolve, reject) => {
      const line = lines[kind];
      const giveUp = (): void => {
        line.splice(line.indexOf(waiting), 1);
        reject(signal?.reason);
      };
      const waiting = {
        rank,
        enter: (leaving: Release) => {
          signal?.removeEventListener('abort', giveUp);
          resolve(leaving);
        },
      };
      signal?.addEventListener('abort', giveUp);
      const behind = line.findIndex((other) => other.rank > rank);
      line.splice(behind === -1 ? line.length : behind, 0, waiting);
    });

  return {
    size,
    run: async (kind, rank, signal, task) => {
      signal?.throwIfAborted();
      if (kind !== 'answer') for (const extra of extras) extra.abort(new Failure('cancelled'));
      const done = acquireNow(kind) ?? (await join(kind, rank, signal));
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
