import { sql } from 'drizzle-orm';
import { Failure } from '../core/failure.ts';
import { aliasOf, namesOf, recallAccount } from './forgotten.ts';
import { balanceOf, periodsOf } from './ledger.ts';
import type { Database } from './open-store.ts';
import { readSetting, writeSetting } from './saved-settings.ts';
import { accounts, spending } from './tables/credits-table.ts';

/** Spending limits, in credits (US cents); null means no limit. */
export type SpendLimits = {
  /** Daily refill level of an owner. */
  readonly daily: number;
  /** Daily refill level of a community's pool; null: communities have no pools. */
  readonly communityDaily: number | null;
  /**
   * What one member may hold and spend per day in the order's community; null or absent: no limit beyond their balance.
   */
  readonly memberDaily?: number | null;
  /** What all owners together may hold and spend per day and per month. */
  readonly budgetDaily: number | null;
  readonly budgetMonthly: number | null;
  /** Price above which a job asks for confirmation, unless the community's rules differ; 0: it never asks. */
  readonly askAbove: number;
  /** False stops all paid work. */
  readonly on: boolean;
};

type Period = 'day' | 'month';

const rowsOf = async <Row>(database: Database, query: ReturnType<typeof sql>): Promise<Row[]> =>
  ((await database.execute(query)) as unknown as { rows: Row[] }).rows;

/** The account id of a community's pool. */
export const poolOf = (community: string): string => `community:${community}`;

/** The start of the next day or month (UTC), such as `2026-12-01 00:00 UTC`. */
export const nextStart = async (database: Database, period: Period): Promise<string> => {
  const start = sql`date_trunc(${period}, now() at time zone 'UTC') + ${`1 ${period}`}::interval`;
  const [row] = await rowsOf<{ at: string }>(
    database,
    sql`select to_char(${start}, 'YYYY-MM-DD HH24:MI "UTC"') as at`,
  );
  return row?.at ?? '';
};

/** Creates an account if there is none. A forgotten person who returns gets the balance they had left. */
const openAccount = (database: Database, owner: string): Promise<void> =>
  database.transaction(async (transaction) => {
    const opened = await transaction.insert(accounts).values({ owner }).onConflictDoNothing().returning();
    const alias = opened.length === 0 ? null : await aliasOf(transaction, owner);
    if (alias !== null) await recallAccount(transaction, owner, alias);
  });

/** Refills an account to `daily` on the first call of a day (UTC). Never reduces a balance. */
export const refill = async (database: Database, owner: string, daily: number): Promise<void> => {
  await openAccount(database, owner);
  if (daily === 0) return;
  const today = sql`(now() at time zone 'UTC')::date`;
  // A waiting query re-reads the row once it has the lock, so only the first of several concurrent calls finds it due.
  await database.execute(sql`
    with due as (
      select owner, greatest(${daily}::bigint - balance, 0) as credits from accounts
      where owner = ${owner} and coalesce(refilled_on < ${today}, true) for update
    ), paid as (
      update accounts set balance = balance + due.credits, refilled_on = ${today} from due
      where accounts.owner = due.owner
    )
    insert into ledger (owner, kind, available, held, spent)
    select owner, 'refill', credits, 0, 0 from due where credits > 0`);
};

const hold = async (
  transaction: Database,
  job: { id: string; credits: number },
  from: { owner: string; daily: number; refusal: 'no_credits' | 'no_community_credits' },
): Promise<void> => {
  await refill(transaction, from.owner, from.daily);
  const held = await rowsOf(
    transaction,
    sql`with paid as (
      update accounts set balance = balance - ${job.credits}::bigint
      where owner = ${from.owner} and balance >= ${job.credits}::bigint returning owner
    )
    insert into ledger (owner, job, kind, available, held, spent)
    select owner, ${job.id}, 'hold', -${job.credits}::bigint, ${job.credits}::bigint, 0 from paid returning owner`,
  );
  if (held.length > 0) return;
  const left = await balanceOf(transaction, from.owner);
  const resets = await nextStart(transaction, 'day');
  throw new Failure(from.refusal, { needed: job.credits, left, daily: from.daily, resets });
};

/** Adds credits to the month and the day. Throws `Failure` `budget_spent` if either budget is exceeded. */
const countSpending = async (transaction: Database, credits: number, limits: SpendLimits): Promise<void> => {
  const [now] = await rowsOf<{ periods: [string, string] }>(
    transaction,
    sql`select array[${periodsOf(sql`now()`)}] as periods`,
  );
  const [month = '', day = ''] = now?.periods ?? [];
  const counters = [
    { key: month, period: 'month', limit: limits.budgetMonthly },
    { key: day, period: 'day', limit: limits.budgetDaily },
  ] as const;
  for (const { key, period, limit } of counters) {
    const most = limit ?? Number.MAX_SAFE_INTEGER;
    const counted = await rowsOf(
      transaction,
      sql`insert into spending (period, credits) select ${key}, ${credits}::bigint where ${credits}::bigint <= ${most}::bigint
        on conflict (period) do update set credits = spending.credits + excluded.credits
        where spending.credits + excluded.credits <= ${most}::bigint returning period`,
    );
    if (counted.length === 0)
      throw new Failure('budget_spent', { period, resets: await nextStart(transaction, period) });
  }
};

const switchPlace = ['service', 'spending'] as const;

/** Turns paid work on or off for all processes. */
export const setSpending = (database: Database, to: 'on' | 'off'): Promise<void> =>
  writeSetting(database, ...switchPlace, to);

/** Whether paid work is allowed: both the configuration and the switch are on. */
export const spendingIsOn = async (database: Database, limits: Pick<SpendLimits, 'on'>): Promise<boolean> =>
  limits.on && (await readSetting(database, ...switchPlace)) !== 'off';

/** Throws `Failure` `spending_off` if paid work is not allowed. */
export const requireSpending = async (database: Database, limits: Pick<SpendLimits, 'on'>): Promise<void> => {
  if (!(await spendingIsOn(database, limits))) throw new Failure('spending_off');
};

/** Credits held and spent by all owners this month and today (UTC). */
export const spentSoFar = async (database: Database): Promise<Record<Period, number>> => {
  const rows = await database
    .select()
    .from(spending)
    .where(sql`${spending.period} in (${periodsOf(sql`now()`)})`);
  const sum = (length: number): number => rows.find(({ period }) => period.length === length)?.credits ?? 0;
  return { month: sum('2026-11'.length), day: sum('2026-11-21'.length) };
};

/** Credits an owner held and spent today (UTC) for jobs of a community. */
export const spentToday = async (database: Database, owner: string, community: string): Promise<number> => {
  const names = await namesOf(database, owner);
  const [row] = await rowsOf<{ credits: number }>(
    database,
    sql`select coalesce(sum(entry.held + entry.spent), 0)::float8 as credits
      from ledger hold join jobs on jobs.id = hold.job and jobs."order"->>'community' = ${community}
      join ledger entry on entry.job = hold.job and entry.owner = hold.owner
      where hold.owner in ${names} and hold.kind = 'hold'
        and hold.created_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'`,
  );
  return row?.credits ?? 0;
};

/**
 * Checks the member's daily limit, which already includes this job's hold. The owner's account is locked, so no other
 * job can add to it meanwhile. Throws `Failure` `no_role_credits`.
 */
const keepWithinRole = async (
  transaction: Database,
  job: { owner: string; community: string; credits: number },
  daily: number,
): Promise<void> => {
  const used = await spentToday(transaction, job.owner, job.community);
  if (used <= daily) return;
  const left = Math.max(0, daily - used + job.credits);
  const resets = await nextStart(transaction, 'day');
  throw new Failure('no_role_credits', { needed: job.credits, left, daily, resets });
};

/**
 * Holds a job's price; the only way to take credits. Free jobs hold nothing. Call inside the transaction that adds the
 * job. Rows are locked in one order everywhere, including at settlement: owner, pool, month, day. Throws `Failure`
 * `spending_off`, `no_credits`, `no_role_credits`, `no_community_credits` or `budget_spent`; the transaction must then
 * be rolled back.
 */
export const takeCredits = async (
  transaction: Database,
  job: { id: string; owner: string; community: string | null; credits: number },
  limits: SpendLimits,
): Promise<void> => {
  if (job.credits === 0) return;
  await requireSpending(transaction, limits);
  await hold(transaction, job, { owner: job.owner, daily: limits.daily, refusal: 'no_credits' });
  const { community } = job;
  const { memberDaily = null } = limits;
  if (community !== null && memberDaily !== null)
    await keepWithinRole(transaction, { ...job, community }, memberDaily);
  if (community !== null && limits.communityDaily !== null) {
    const pool = { owner: poolOf(community), daily: limits.communityDaily };
    await hold(transaction, job, { ...pool, refusal: 'no_community_credits' });
  }
  await countSpending(transaction, job.credits, limits);
};
