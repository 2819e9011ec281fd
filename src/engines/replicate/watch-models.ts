import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../../core/failure.ts';
import type { Json } from '../../core/json.ts';
import type { Log } from '../../core/log.ts';
import { compareSchema } from './compare-schema.ts';
import type { RemoteModel } from './models/model.ts';
import type { Restorer } from './models/repair-model.ts';

type Watched = RemoteModel | Restorer;

/** How a model's schema differed from its entry at the last check; empty when they match. */
type Verdict = readonly string[];

export type WatchModelsDeps = {
  readonly models: readonly Watched[];
  /** Names of models that don't match their entries. Updated by the watch. */
  readonly disabled: Set<string>;
  /** Names of models to offer only after they match. The watch removes them once they are checked. */
  readonly unchecked: Set<string>;
  /** Reads the models' schemas and passes each one, or the failure, to `onSchema`. */
  read(
    refs: readonly string[],
    onSchema: (ref: string, schema: Json | Failure) => void,
    signal: AbortSignal,
  ): Promise<void>;
  readonly log: Log;
  /** Milliseconds between two comparisons: `daily` after all models could be read, `retry` after some could not. */
  readonly pauses?: { readonly daily: number; readonly retry: number };
};

export type ModelWatch = {
  /** How a model differs from its entry; null before it could be compared. */
  verdictOf(name: string): Verdict | null;
  /** Compares all models, or those with the given refs, with their live schemas; false when some couldn't be read. */
  compare(signal: AbortSignal, refs?: readonly string[]): Promise<boolean>;
  /**
   * Reports that a model is gone or rejected its input. Compares it again, at most once between two full comparisons.
   */
  suspect(ref: string): void;
  /** Compares daily, and sooner when some models could not be read, until `signal` aborts. */
  watch(signal: AbortSignal): Promise<void>;
};

const hour = 3_600_000;
const usual = { daily: 24 * hour, retry: hour / 12 };

/** Offers a model only while its live schema matches its entry. Logs each change once. */
export const createModelWatch = ({
  models,
  disabled,
  unchecked,
  read,
  log,
  pauses = usual,
}: WatchModelsDeps): ModelWatch => {
  const verdicts = new Map<string, Verdict>();
  const suspects = new Set<string>();
  const stopped = new AbortController();

  const settle = (name: string, verdict: Verdict): void => {
    const before = verdicts.get(name)?.join() ?? (unchecked.has(name) ? null : '');
    verdicts.set(name, verdict);
    unchecked.delete(name);
    if (verdict.length === 0) disabled.delete(name);
    else disabled.add(name);
    if (verdict.join() === before) return;
    if (verdict.length > 0)
      log.warn(
        { model: name, differences: verdict },
        'a model no longer fits its catalogue entry: taken out',
      );
    else log.info({ model: name }, 'a model fits its catalogue entry: offered');
  };

  const compare: ModelWatch['compare'] = async (
    signal,
    refs = [...new Set(models.map(({ ref }) => ref))],
  ) => {
    const unread: Failure[] = [];
    const judge = (ref: string, schema: Json | Failure): void => {
      const gone = schema instanceof Failure && schema.kind === 'not_found';
      if (schema instanceof Failure && !gone) unread.push(schema);
      else
        for (const model of models.filter((entry) => entry.ref === ref))
          settle(model.name, gone ? ['it is gone'] : compareSchema(model, schema));
    };
    await read(refs, judge, signal).catch((error: unknown) => {
      unread.push(error instanceof Failure ? error : new Failure('internal', {}, error));
    });
    const [error] = unread;
    if (error !== undefined && !signal.aborted)
      log.warn({ models: unread.length, error }, 'could not compare models with their catalogue entries');
    return error === undefined;
  };

  return {
    verdictOf: (name) => verdicts.get(name) ?? null,
    compare,
    suspect: (ref) => {
      if (suspects.has(ref)) return;
      suspects.add(ref);
      void compare(stopped.signal, [ref]);
    },
    watch: async (signal) => {
      signal.addEventListener('abort', () => stopped.abort());
      while (!signal.aborted) {
        suspects.clear();
        const complete = await compare(signal);
        const pause = complete ? pauses.daily : pauses.retry;
        await wait(pause, undefined, { signal, ref: false }).catch(() => {});
      }
    },
  };
};
