import { Failure } from '../core/failure.ts';
import type { Membership } from '../core/rules.ts';
import { findJob } from '../store/jobs.ts';
import { balanceOf, grantCredits, type JobCost, jobCosts, refundJob } from '../store/ledger.ts';
import {
  nextStart,
  poolOf,
  refill,
  setSpending,
  spendingIsOn,
  spentSoFar,
  spentToday,
} from '../store/spend.ts';
import { policyFor } from './community-rules.ts';
import type { Services } from './services.ts';

/** The credits an owner can spend right now, including today's refill. */
export const creditsLeft = async (services: Services, owner: string): Promise<number> => {
  await refill(services.store.database, owner, services.limits.daily);
  return balanceOf(services.store.database, owner);
};

export type Credits = {
  readonly left: number;
  readonly daily: number;
  /** When accounts are refilled next. */
  readonly refill: string;
  /** What the community may still spend from its shared pool; null when it has no pool. */
  readonly pool: { readonly left: number; readonly daily: number } | null;
  /** What the owner's roles still allow them in the community; null when they set no limit. */
  readonly role: { readonly left: number; readonly daily: number } | null;
  readonly costs: readonly JobCost[];
  /** Nothing here costs credits. */
  readonly free: boolean;
};

const costsShown = 5;

/** An owner's credits, including those of the current community. */
export const creditsOf = async (
  services: Services,
  owner: string,
  community: string | null,
  membership: Membership = {},
): Promise<Credits> => {
  const { database } = services.store;
  const {
    daily,
    communityDaily,
    memberDaily = null,
  } = (await policyFor(services, community, membership)).limits;
  const left = await creditsLeft(services, owner);
  const pool = async (name: string, most: number): Promise<Credits['pool']> => {
    await refill(database, poolOf(name), most);
    return { left: await balanceOf(database, poolOf(name)), daily: most };
  };
  const member = async (name: string, most: number): Promise<Credits['role']> => {
    const used = await spentToday(database, owner, name);
    return { left: Math.max(0, most - used), daily: most };
  };
  return {
    left,
    daily,
    refill: await nextStart(database, 'day'),
    pool: community === null || communityDaily === null ? null : await pool(community, communityDaily),
    role: community === null || memberDaily === null ? null : await member(community, memberDaily),
    costs: await jobCosts(database, owner, costsShown),
    free: services.engines.every((engine) => engine.models().every(({ price }) => price === undefined)),
  };
};

/** Grants an account credits on top of today's refill. Returns its new balance. */
export const grant = async (services: Services, owner: string, credits: number): Promise<number> => {
  const { daily, communityDaily } = services.limits;
  await refill(services.store.database, owner, owner.startsWith(poolOf('')) ? (communityDaily ?? 0) : daily);
  await grantCredits(services.store.database, owner, credits);
  return balanceOf(services.store.database, owner);
};

export type Spending = {
  readonly on: boolean;
  /** False when the configuration keeps spending off, whatever the switch says. */
  readonly allowed: boolean;
  /** Credits held and spent by everyone, and the budgets, in US cents; a null budget means no limit. */
  readonly day: number;
  readonly month: number;
  readonly budgetDaily: number | null;
  readonly budgetMonthly: number | null;
};

/** The state of paid work, after turning it on or off if `turn` is set. */
export const spendingOf = async (services: Services, turn: 'on' | 'off' | null): Promise<Spending> => {
  const { database } = services.store;
  if (turn !== null) await setSpending(database, turn);
  const { on: allowed, budgetDaily, budgetMonthly } = services.limits;
  const on = await spendingIsOn(database, services.limits);
  return { ...(await spentSoFar(database)), on, allowed, budgetDaily, budgetMonthly };
};

type Refund = { readonly owner: string; readonly credits: number; readonly left: number };

/** Refunds what a finished job cost, only once. Throws `Failure` `not_found` or `nothing_to_refund`. */
export const refund = async (services: Services, id: string): Promise<Refund> => {
  const { database } = services.store;
  const job = await findJob(database, id);
  if (job === null) throw new Failure('not_found');
  const credits = await refundJob(database, id);
  if (credits === 0) throw new Failure('nothing_to_refund');
  return { owner: job.owner, credits, left: await balanceOf(database, job.owner) };
};
