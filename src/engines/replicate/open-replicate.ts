import pTimeout from 'p-timeout';
import type { Failure } from '../../core/failure.ts';
import type { Log } from '../../core/log.ts';
import type { ModelState, RemoteEngine } from '../../core/remote-engine.ts';
import type { RemoteModel } from './models/model.ts';
import { ownFile, readCatalogue } from './models/operator-models.ts';
import { restorer } from './models/repair-model.ts';
import { shippedEntries } from './models/shipped-models.ts';
import { createPlanning } from './planning.ts';
import type { Prices } from './prices.ts';
import { createReplicateEngine } from './replicate-engine.ts';
import { createModelWatch, type WatchModelsDeps } from './watch-models.ts';
import { attemptUrl, hookPath } from './webhook-address.ts';

type ReplicateSettings = {
  readonly REPLICATE_API_TOKEN?: string | undefined;
  readonly REPLICATE_API_URL: string;
  readonly REPLICATE_WEBHOOK_SECRET?: string | undefined;
  readonly REPLICATE_PRICES?: Prices | undefined;
  readonly PUBLIC_URL?: string | undefined;
  readonly ATTACHMENT_HOSTS?: readonly string[] | undefined;
  readonly DATA_DIR: string;
};

const alarms: Partial<Record<Failure['kind'], string>> = {
  auth: 'Replicate refused REPLICATE_API_TOKEN: its models are paused until the token is valid',
  billing: 'Replicate requires payment: its models are paused until the account has credit',
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

/** Creates the Replicate engine from the configuration; null without a key. */
export const openReplicate = (
  config: ReplicateSettings,
  log: Log,
  pauses?: WatchModelsDeps['pauses'],
): RemoteEngine | null => {
  const token = config.REPLICATE_API_TOKEN;
  if (token === undefined) return null;
  const prices = config.REPLICATE_PRICES ?? {};
  const { models, own, problems } = readCatalogue(config.DATA_DIR, shippedEntries);
  for (const problem of problems)
    log.warn({ file: ownFile, ...problem }, 'an entry of models.json is wrong and left out');
  const disabled = new Set<string>();
  // Models that nobody has confirmed are offered only after their live schema matches.
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
      alert: (error) => log.error({ error }, alarms[error.kind] ?? 'Replicate refused a request'),
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
    hooks: [{ path: hookPath, receive: engine.receive }],
    summary: (jobs) => {
      const hooked = attemptUrl(urls, '') !== null;
      const news = hooked ? 'using webhooks' : 'without webhooks (set PUBLIC_URL to an https address)';
      const most = `up to ${jobs} clips at a time (set REMOTE_JOBS to change this)`;
      return `Replicate: ${engine.models().length} models, ${news}, ${most}`;
    },
    probe: async () => {
      await engine.probe();
      return 'connected';
    },
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
    checkNew: async (milliseconds) => {
      const refs = models.filter(({ name }) => unchecked.has(name)).map(({ ref }) => ref);
      const comparing = watch.compare(AbortSignal.timeout(milliseconds), [...new Set(refs)]);
      await pTimeout(comparing, { milliseconds, message: false });
    },
    watch: watch.watch,
  };
};
