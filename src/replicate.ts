import type { Config } from './config.ts';
import { Failure } from './core/failure.ts';
import type { Json } from './core/json.ts';
import type { Log } from './core/log.ts';
import { compareSchema } from './engines/replicate/compare-schema.ts';
import { createReplicateEngine, type ReplicateEngine } from './engines/replicate/engine.ts';
import { webhookUrl } from './engines/replicate/hook.ts';
import { catalogue } from './engines/replicate/models/all.ts';
import { restorer } from './engines/replicate/models/restore.ts';
import { createPlanning } from './engines/replicate/planning.ts';

export type OpenReplicate = {
  readonly engine: ReplicateEngine;
  /** Whether webhooks can reach us. */
  readonly hooked: boolean;
  /** Compares the catalogue with what the models declare now; those that no longer fit are taken out. */
  compare(signal: AbortSignal): Promise<void>;
};

const everyModel = [...catalogue, restorer];

const alarms: Partial<Record<Failure['kind'], string>> = {
  auth: 'Replicate does not accept our key: nothing is filmed there until REPLICATE_API_TOKEN is right',
  billing: 'Replicate wants money: nothing is filmed there until the account has credit',
};

/** Replicate as the configuration names it; null without a key. */
export const openReplicate = (config: Config, log: Log): OpenReplicate | null => {
  const token = config.REPLICATE_API_TOKEN;
  if (token === undefined) return null;
  const disabled = new Set<string>();
  const urls = { publicUrl: config.PUBLIC_URL, apiUrl: config.REPLICATE_API_URL };
  const engine = createReplicateEngine(
    {
      token,
      ...urls,
      webhookSecret: config.REPLICATE_WEBHOOK_SECRET,
      attachmentHosts: config.ATTACHMENT_HOSTS ?? [],
      log,
      alert: (error) => log.error({ error }, alarms[error.kind] ?? 'Replicate refuses us'),
    },
    createPlanning({ disabled, prices: config.REPLICATE_PRICES ?? {} }),
  );

  const judge = (ref: string, schema: Json | Failure): void => {
    for (const model of everyModel.filter((entry) => entry.ref === ref)) {
      const gone = schema instanceof Failure && schema.kind === 'not_found';
      if (schema instanceof Failure && !gone) {
        log.warn({ model: model.name, error: schema }, 'could not compare a model with its catalogue entry');
        continue;
      }
      const differences = gone ? ['it is gone'] : compareSchema(model, schema);
      if (differences.length === 0) continue;
      disabled.add(model.name);
      log.warn({ model: model.name, differences }, 'a model no longer fits its catalogue entry: taken out');
    }
  };

  return {
    engine,
    hooked: webhookUrl(urls, '') !== null,
    compare: async (signal) => {
      const refs = [...new Set(everyModel.map(({ ref }) => ref))];
      await engine.readSchemas(refs, judge, signal).catch((error: unknown) => {
        log.warn({ error }, 'could not compare the catalogue');
      });
    },
  };
};
