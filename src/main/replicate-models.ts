import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { ModelState, ModelStates } from '../core/engine.ts';
import type { Failure } from '../core/failure.ts';
import type { Log } from '../core/log.ts';
import { createReplicateEngine, type ReplicateEngine } from '../engines/replicate/engine.ts';
import { webhookUrl } from '../engines/replicate/hook.ts';
import { shippedEntries } from '../engines/replicate/models/all.ts';
import type { RemoteModel } from '../engines/replicate/models/model.ts';
import { ownFile, readCatalogue } from '../engines/replicate/models/own.ts';
import { restorer } from '../engines/replicate/models/restore.ts';
import { createPlanning } from '../engines/replicate/planning.ts';
import type { Prices } from '../engines/replicate/prices.ts';
import { createModelWatch, type WatchParts } from '../engines/replicate/watch-models.ts';

export type OpenReplicate = {
  readonly engine: ReplicateEngine;
  /** Whether webhooks can reach us. */
  readonly hooked: boolean;
  readonly states: ModelStates;
  /** Compares what is not offered yet, for so many milliseconds at most: for whoever cannot wait for the rest. */
  checkNew(patience: number): Promise<void>;
  /** Compares the catalogue with what the models declare, now and daily; those that no longer fit are taken out. */
  watch(signal: AbortSignal): Promise<void>;
};

const alarms: Partial<Record<Failure['kind'], string>> = {
  auth: 'Replicate does not accept our key: nothing is filmed there until REPLICATE_API_TOKEN is right',
  billing: 'Replicate wants money: nothing is filmed there until the account has credit',
};

const priceOf = ({ name, size, per, confirmed }: RemoteModel, prices: Prices): ModelState['price'] => {
  const own = prices[name];
  const usd = own === undefined ? size.tiers.map((tier) => tier.usd) : [own];
  return {
    least: Math.min(...usd),
    most: Math.max(...usd),
    per,
    confirmed: confirmed || own !== undefined,
  };
};

/** Replicate as the configuration names it; null without a key. */
export const openReplicate = (
  config: Config,
  log: Log,
  pauses?: WatchParts['pauses'],
): OpenReplicate | null => {
  const token = config.REPLICATE_API_TOKEN;
  if (token === undefined) return null;
  const prices = config.REPLICATE_PRICES ?? {};
  const { models, own, problems } = readCatalogue(config.DATA_DIR, shippedEntries);
  for (const problem of problems)
    log.warn({ file: ownFile, ...problem }, 'an entry of models.json is wrong and left out');
  const disabled = new Set<string>();
  // What nobody has seen working is offered once its live schema agrees.
  const unchecked = new Set(
    models.filter(({ name, confirmed }) => own.has(name) || !confirmed).map(({ name }) => name),
  );
  const urls = { publicUrl: config.PUBLIC_URL, apiUrl: config.REPLICATE_API_URL };
  const engine = createReplicateEngine(
    {
      token,
      ...urls,
      webhookSecret: config.REPLICATE_WEBHOOK_SECRET,
      attachmentHosts: config.ATTACHMENT_HOSTS ?? [],
      log,
      alert: (error) => log.error({ error }, alarms[error.kind] ?? 'Replicate refuses us'),
      refused: (ref) => watch.suspect(ref),
    },
    createPlanning({ models, disabled, unchecked, prices }),
  );
  const watch = createModelWatch({
    models: [...models, restorer],
    ...{ disabled, unchecked, log },
    read: engine.readSchemas,
    ...(pauses !== undefined && { pauses }),
  });

  const stateOf = (model: RemoteModel): ModelState => {
    const { name, seed } = model;
    const reason = watch.verdictOf(name)?.join('; ') || null;
    const state = unchecked.has(name) ? 'unchecked' : disabled.has(name) ? 'off' : 'on';
    return {
      ...{ name, engine: engine.name, price: priceOf(model, prices), repeatable: seed !== null },
      ...{ state, reason },
    };
  };

  return {
    engine,
    hooked: webhookUrl(urls, '') !== null,
    states: {
      list: () => [
        ...models.map(stateOf),
        ...problems.map(({ model, field, reason }) => ({
          ...{ name: model || ownFile, engine: engine.name, price: null, repeatable: false },
          ...{
            state: 'refused' as const,
            reason: [ownFile, field, reason].filter((part) => part !== '').join(' '),
          },
        })),
      ],
      check: async (signal) => {
        await watch.compare(signal);
      },
    },
    checkNew: async (patience) => {
      const refs = models.filter(({ name }) => unchecked.has(name)).map(({ ref }) => ref);
      const signal = AbortSignal.timeout(patience);
      const late = wait(patience, undefined, { ref: false });
      await Promise.race([watch.compare(signal, [...new Set(refs)]), late]);
    },
    watch: watch.watch,
  };
};
