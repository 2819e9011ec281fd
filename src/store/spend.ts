import { sql } from 'drizzle-orm';
import { Failure } from '../core/failure.ts';
import { aliasOf, namesOf, recallAccount } from './forgotten.ts';
import { balanceOf, periodsOf } from './ledger.ts';
import type { Database } from './open-store.ts';
import { readSetting, writeSetting } from './saved-settings.ts';
import { accounts, spending } from './tables/credits-table.ts';

/** What may be spent, in credits (US cents); null is no limit. */
export type Limits = {
  /** What an owner is topped up to once a day. */
  readonly daily: number;
  /** What a community's pool is topped up to once a day; null: communities have none. */
  readonly communityDaily: number | null;
  /** What one member may hold and spend a day in the community they ask in; null or none: what they have. */
  readonly memberDaily?: number | null;
  /** What all owners together may hold and spend in a day and in a month. */
  readonly budgetDaily: number | null;
  readonly budgetMonthly: number | null;
  /** What costs more is asked about first where no community says otherwise; null: nothing is. */
  readonly askAbove: number | null;
  /** False stops everything that costs credits. */
  readonly on: boolean;
};

type Period = 'day' | 'month';

const rowsOf = async <Row>(database: Database, query: ReturnType<typeof sql>): Promise<Row[]> =>
  ((await database.execute(query)) as unknown as { rows: Row[] }).rows;

/** The account that holds what a community may spend together. */
export const poolOf = (community: string): string => `community:${community}`;

/** When the next day or month (UTC) begins, such as `2026-12-01 00:00 UTC`. */
export const nextStart = async (database: Database, period: Period): Promise<string> => {
  const start = sql`date_trunc(${period}, now() at time zone 'UTC') + ${`1 ${period}`}::interval`;
  const [row] = await rowsOf<{ at: string }>(
    database,
    sql`select to_char(${start}, 'YYYY-MM-DD HH24:MI "UTC"') as at`,
  );
  return row?.at ?? '';
};

/** An account for whoever has none; of somebody who was forgotten it holds what they had left. */
const openAccount = (database: Database, owner: string): Promise<void> =>
  database.transaction(async (transaction) => {
    const opened = await transaction.insert(accounts).values({ owner }).onConflictDoNothing().returning();
    const alias = opened.length === 0 ? null : await aliasOf(transaction, owner);
    if (alias !== null) await recallAccount(transaction, owner, alias);
  });

/** Tops an account up to `daily`, the first time it is called on a day (UTC). Nothing is ever taken away. */
export const refill = async (database: Database, owner: string, daily: number): Promise<void> => {
  await openAccount(database, owner);
  if (daily === 0) return;
  const today = sql`(now() at time zone 'UTC')::date`;
  // Waiting for the row reads it anew, so of many at once only the first still finds it due.
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

/** Counts credits into the month and the day, each only while its budget allows. */
const countSpending = async (transaction: Database, credits: number, limits: Limits): Promise<void> => {
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

/** Turns paid work on or off for every process, until it is turned again. */
export const turnSpending = (database: Database, to: 'on' | 'off'): Promise<void> =>
  writeSetting(database, ...switchPlace, to);

/** Whether paid work may begin: neither the configuration nor the switch says off. */
export const spendingIsOn = async (database: Database, limits: Pick<Limits, 'on'>): Promise<boolean> =>
  limits.on && (await readSetting(database, ...switchPlace)) !== 'off';

/** Throws Failure `spending_off` unless paid work may begin. */
export const wantSpending = async (database: Database, limits: Pick<Limits, 'on'>): Promise<void> => {
  if (!(await spendingIsOn(database, limits))) throw new Failure('spending_off');
};

/** Credits held and spent by everybody this month and today (UTC). */
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

/** Counts this job's hold in already; the owner's account is locked, so nobody else adds to it. */
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
 * Sets a job's price aside, the one way credits are taken; free jobs take nothing. Call inside the transaction that
 * adds the job. Rows are locked in one order everywhere, settling included: owner, pool, month, day. Throws Failure
 * `spending_off`, `no_credits`, `no_role_credits`, `no_community_credits` or `budget_spent`, and then the transaction must end.
 */
export const takeCredits = async (
  transaction: Database,
  job: { id: string; owner: string; community: string | null; credits: number },
  limits: Limits,
): Promise<void> => {
  if (job.credits === 0) return;
  await wantSpending(transaction, limits);
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
