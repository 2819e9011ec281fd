import { describe, expect, it } from 'vitest';
import { effects } from '../../effects/all.ts';
import type { Effect } from '../../src/core/effect.ts';
import type { Engine } from '../../src/core/engine.ts';
import { nextCandidate } from '../../src/jobs/generate.ts';
import { neededConsent } from '../../src/jobs/order-consent.ts';
import { holdPrices } from '../../src/jobs/plan-takes.ts';
import { route } from '../../src/jobs/route.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { auditLedger, balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { planning } from '../engines/replicate/shots.ts';
import { order } from '../store/rows.ts';
import { otherEngine } from './engines.ts';
import { standUp } from './job-stand.ts';
import { submitFiles } from './submit-files.ts';

const every: readonly Effect[] = effects;
const walks = every.flatMap(({ name, needs: { photos, fewest = photos } }) =>
  [...new Set([fewest, photos])].map((count) => ({ name, count })),
);

/** With words of one's own, so that no effect begins here. */
const wishFor = (effect: string) => ({ ...order, effect, prompt: 'slowly' });

describe('where the first model of an effect fails', () => {
  const stand = standUp();

  /** The real catalogue with its prices; of its models, one fails. */
  const remote = (broken: string): Engine => ({
    ...stand.engine,
    name: 'replicate',
    models: planning.models,
    plan: planning.plan,
    start: async (plan, context) => {
      const operation = await stand.engine.start({ ...plan, input: context.idempotencyKey }, context);
      return { ...operation, model: plan.model };
    },
    check: async (operation, fence) =>
      operation['model'] === broken
        ? { state: 'failed', failure: { kind: 'model_failed', facts: {} } }
        : stand.engine.check(operation, fence),
  });

  const photosOf = (count: number) => Array.from({ length: count }, () => ({ width: 640, height: 480 }));
  const plansFor = (name: string, count: number) => {
    const engines = [remote(''), otherEngine(stand.engine, 'here', 0, true)];
    const [first, second] = route({ engines, effects }, wishFor(name), 7, photosOf(count));
    if (second === undefined) throw new Error('nobody is second');
    return [first, second] as const;
  };

  it('the second of every effect can be paid for with what is held', () => {
    for (const { name, count } of walks) {
      const plans = plansFor(name, count);
      expect(plans.map(({ engine }) => engine)).toEqual(['replicate', 'replicate']);
      const [held = 0] = holdPrices(plans, 0);
      expect(held, name).toBe(Math.max(...plans.map(({ credits }) => credits)));
      expect(nextCandidate(plans, 0, 'model_failed', held), name).toBe(1);
    }
  });

  it.each(walks)('$name of $count is paid once, at the price of the second', async ({ name, count }) => {
    const { database } = stand.store;
    const [first, second] = plansFor(name, count);
    const engines = [remote(first.model), otherEngine(stand.engine, 'here', 0, true)];
    await stand.rebuild({ engines, effects });
    const question = neededConsent(stand.services, wishFor(name));
    const agreed = question === null ? [] : [{ question, actor: 'ana', surface: 'memory', at: new Date() }];
    await grantCredits(database, 'ana', 100);
    const files = photosOf(count).map(stand.photo);
    const { job } = await submitFiles(stand.services, wishFor(name), files, null, undefined, agreed);
    expect(job.credits).toBe(Math.max(first.credits, second.credits));
    await runJob(stand.services, job.id, new AbortController().signal);
    const { outcome, engine, model } = await stand.reload(job.id);
    expect([outcome, engine, model]).toEqual(['succeeded', 'replicate', second.model]);
    expect(await balanceOf(database, 'ana')).toBe(100 - second.credits);
    expect(await auditLedger(database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });
});
