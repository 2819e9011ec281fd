import type { Json } from '../../../src/core/json.ts';
import type { Fault } from './faults.ts';
import { createLife, type LifeParts } from './life.ts';
import { models } from './models/all.ts';
import { bodyOf, ended, type Prediction } from './prediction.ts';
import { newName } from './stamp.ts';

export type Created = {
  readonly number: number;
  readonly model: string;
  readonly input: Readonly<Record<string, Json>>;
  readonly webhook: string | null;
  readonly events: readonly string[];
  readonly key: string;
  readonly fault: Fault;
  /** Milliseconds it may live; null for ever. */
  readonly cancelAfter: number | null;
};

type Parts = Omit<LifeParts, 'delivered'> & {
  /** Milliseconds, where the fault says nothing. */
  readonly cold: number;
  readonly run: number;
};

export type Predictions = ReturnType<typeof openPredictions>;

/** Every prediction that was made, oldest first. */
export const openPredictions = ({ cold: defaultCold, run: defaultRun, ...parts }: Parts) => {
  const { clock, base } = parts;
  const all = new Map<string, Prediction>();
  const waiting = new Map<string, (() => void)[]>();
  /** The photo that a restored picture was made of stands for it. */
  const delivered = (address: string): Buffer | undefined => {
    const made = [...all.values()].find(({ output }) => output === address);
    const picture = made !== undefined && models[made.model]?.output === 'image';
    return picture && made.fault.delivery !== 'gone' ? (made.photo ?? undefined) : undefined;
  };
  const { start, end } = createLife({ ...parts, delivered }, ({ id }) => {
    for (const resolve of waiting.get(id) ?? []) resolve();
    waiting.delete(id);
  });

  const create = ({ fault, cancelAfter, ...created }: Created): Prediction => {
    const { cold = defaultCold / 1000, run = defaultRun / 1000, stuck } = fault;
    const prediction: Prediction = {
      ...created,
      id: newName(),
      fault,
      version: models[created.model]?.version ?? 'hidden',
      createdAt: clock.now(),
      run: run * 1000,
      deadline: cancelAfter === null ? null : clock.now() + cancelAfter,
      ...{ status: 'starting', startedAt: null, completedAt: null },
      ...{ output: null, error: null, removed: false, photo: null, gets: [] },
    };
    all.set(prediction.id, prediction);
    if (stuck !== 'starting') clock.after(cold * 1000, () => start(prediction));
    if (cancelAfter !== null) {
      const stop = () => end(prediction, prediction.status === 'starting' ? 'aborted' : 'canceled');
      clock.after(cancelAfter, stop);
    }
    return prediction;
  };

  return {
    all,
    create,
    body: (prediction: Prediction) => bodyOf(prediction, base(), clock.now()),
    cancel: (prediction: Prediction): void => end(prediction, 'canceled'),
    /** Resolves when it has ended, at the latest after that many milliseconds. */
    settled: (prediction: Prediction, milliseconds: number): Promise<void> =>
      new Promise((resolve) => {
        if (ended(prediction)) return resolve();
        waiting.set(prediction.id, [...(waiting.get(prediction.id) ?? []), resolve]);
        clock.after(milliseconds, resolve);
      }),
  };
};
