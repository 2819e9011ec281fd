import type { Advice } from '../core/advice.ts';
import type { Agreement } from '../core/consent.ts';
import { Failure, type FailureKind } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import type { Order } from '../core/order.ts';
import { listConsents } from '../store/consents.ts';
import { enterJob, type NewTake } from '../store/enter-job.ts';
import { namesBy } from '../store/forgotten.ts';
import { findJob, findJobByKey, type JobRow } from '../store/jobs.ts';
import { lockQuotas, requireQuota } from '../store/quotas.ts';
import { takeCredits } from '../store/spend.ts';
import { laneOf } from './lanes.ts';
import { requireConsent } from './order-consent.ts';
import { privateIfParentHidden } from './order-from-clip.ts';
import { removeUnused } from './pending.ts';
import {
  candidatesIn,
  type Hold,
  type PlannedOrder,
  planOrder,
  startOptions,
  sumOf,
  type TakeWithPlans,
} from './plan-takes.ts';
import { isLocal } from './route.ts';
import { engineNamed, platformOf, type Services } from './services.ts';
import { requireSpeechInTime } from './shot-of.ts';

const isMinor = (advice: Advice): boolean => !['small', 'noisy', 'narrow'].includes(advice);

export type Submitted = {
  readonly job: JobRow;
  /** True when this idempotency key was used before, so nothing new was created. */
  readonly repeated: boolean;
  readonly advice: readonly Advice[];
};

/** The job that an idempotency key created earlier, or null. */
export const findSubmitted = async (
  services: Services,
  owner: string,
  key: string | null,
): Promise<Submitted | null> => {
  const job = key === null ? null : await findJobByKey(services.store.database, owner, key);
  return job === null ? null : { job, repeated: true, advice: [] };
};

type Entry = {
  readonly id: string;
  readonly agreed: readonly Agreement[];
  readonly order: Order;
  readonly key: string | null;
  readonly takes: readonly TakeWithPlans[];
};

/** Creates the job, credit hold and delivery. Returns null when the key was used before. */
const enter = (
  services: Services,
  { id, order, key, takes: planned, agreed }: Entry,
  holds: readonly Hold[],
): Promise<JobRow | null> =>
  services.store.database.transaction(async (transaction) => {
    const plans = planned.flatMap((take, index) => take.plans[holds[index]?.candidate ?? 0] ?? []);
    const takes = planned.flatMap(
      ({ number, seed }, index) => ({ number, seed, ...holds[index] }) as NewTake,
    );
    const [plan] = plans;
    if (plan === undefined) throw new Failure('internal');
    const credits = holds.reduce((sum, { held }) => sum + held, 0);
    const forgottenKey = await lockQuotas(transaction, order);
    const { owner, community } = order;
    const cardUntil = platformOf(services, order.address)?.cardUntil(order.address) ?? null;
    const delivery = { key: newId(), cardUntil };
    const job = {
      ...{ id, owner, key, order, credits },
      candidates: candidatesIn(order, planned),
      engine: plan.engine,
      model: plan.model,
      work: sumOf(services, plans, 'work'),
      expectedSeconds: sumOf(services, plans, 'seconds'),
    };
    const consented = agreed.filter(({ question }) => question !== 'photo');
    const belongings = { takes, delivery, agreed: consented, names: namesBy(forgottenKey, owner) };
    const entered = await enterJob(transaction, job, belongings, services.quotas);
    if (entered === null) return null;
    const local = plans.some(({ engine }) => isLocal(engineNamed(services, engine)));
    requireQuota(entered.taken, order, local, services.quotas);
    await takeCredits(transaction, { id, owner, community, credits }, services.limits);
    return entered.job;
  });

// Someone who can't afford the best candidate may have the next best.
const tooExpensive: readonly FailureKind[] = [
  'no_credits',
  'no_community_credits',
  'no_role_credits',
  'budget_spent',
  'spending_off',
];

/** Enters the job with the best affordable candidates, holding enough credits for later ones when possible. */
const enterAffordable = async (services: Services, entry: Entry) => {
  let tries = entry.takes.map(startOptions);
  for (;;) {
    try {
      const first = tries.flatMap(([next]) => next ?? []);
      return await enter(services, entry, first);
    } catch (error) {
      const cheaper = tries.map(([next, ...rest]) => rest.filter(({ held }) => held < (next?.held ?? 0)));
      const known = error instanceof Failure && tooExpensive.includes(error.kind);
      if (!known || cheaper.every(({ length }) => length === 0)) throw error;
      tries = cheaper.map((one, index) => (one.length > 0 ? one : (tries[index] ?? [])));
    }
  }
};

/**
 * Creates the job of a planned order, with its credit hold and delivery in one transaction, then pushes it to the queue. The
 * same `key` twice is one job. Throws usage `Failure`s, what `takeCredits` throws, and `cannot_ask` when consent is missing.
 */
export const submit = async (
  services: Services,
  { order: stored, frames, takes }: PlannedOrder,
  key: string | null,
  agreed: readonly Agreement[] = [],
): Promise<Submitted> => {
  requireSpeechInTime(services, stored);
  requireConsent(services, stored, agreed);
  const order = await privateIfParentHidden(services, stored);
  // Of these plans the job keeps only the candidates: what runs is planned again then.
  const job = await enterAffordable(services, { id: newId(), order, key, agreed, takes });
  if (job === null) {
    const first = await findSubmitted(services, order.owner, key);
    if (first === null) throw new Failure('internal');
    // These files were stored for nothing.
    await removeUnused(services, stored, first.job.order);
    return first;
  }
  await services.queue.push(laneOf(services, job.engine), job.id, job.priority).catch((error: unknown) => {
    // The row is safe and the sweeper will push it, so the user doesn't need to know.
    services.log.warn({ job: job.id, error }, 'push failed');
  });
  // Someone who makes another clip from a photo has read this before, and so has who was asked about a poor photo.
  const advice = order.parent === null ? [...new Set(frames.flatMap((photo) => photo.advice))] : [];
  const asked = agreed.some(({ question }) => question === 'photo');
  return { job, repeated: false, advice: asked ? advice.filter(isMinor) : advice };
};

/**
 * Runs a failed job's order again as a new job. The first job's held credits were returned, so nobody pays twice. A job
 * is retried only once however often this is called; if the retry fails too, retry the new job. Throws `Failure`
 * `not_found`, `not_failed`, and what `planOrder` and `submit` throw.
 */
export const redoJob = async (services: Services, id: string): Promise<Submitted> => {
  const job = await findJob(services.store.database, id);
  if (job === null) throw new Failure('not_found');
  if (job.outcome !== 'failed') throw new Failure('not_failed');
  const key = `retry:${job.id}`;
  const before = await findSubmitted(services, job.owner, key);
  if (before !== null) return before;
  const planned = await planOrder(services, { ...job.order, parent: job.id });
  return submit(services, planned, key, await listConsents(services.store.database, job.id));
};
