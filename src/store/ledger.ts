import { eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { accounts, ledger } from './tables/credits-table.ts';

/** The credits an owner can still spend, without a refill that may be due. */
export const balanceOf = async (database: Database, owner: string): Promise<number> => {
  const [row] = await database.select().from(accounts).where(eq(accounts.owner, owner));
  return row?.balance ?? 0;
};

/** Grants an owner credits. They do not expire. */
export const grantCredits = (database: Database, owner: string, credits: number): Promise<void> =>
  database.transaction(async (transaction) => {
    await transaction
      .insert(accounts)
      .values({ owner, balance: credits })
      .onConflictDoUpdate({
        target: accounts.owner,
        set: { balance: sql`${accounts.balance} + ${credits}` },
      });
    await transaction.insert(ledger).values({ owner, kind: 'grant', available: credits, held: 0, spent: 0 });
  });

/** The spending periods of a timestamp, in the order their rows are locked: month, then day. */
export const periodsOf = (moment: SQL): SQL =>
  sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM'), to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD')`;

/** Credits held for a job, or spent on it in the end. */
export type JobCost = { readonly effect: string; readonly held: number; readonly spent: number };

/** Costs of the owner's newest jobs that were not free, newest first. */
export const jobCosts = async (database: Database, owner: string, limit: number): Promise<JobCost[]> => {
  const result = await database.execute(sql`
    select jobs."order"->>'effect' as effect, sum(ledger.held)::float8 as held, sum(ledger.spent)::float8 as spent
    from ledger join jobs on jobs.id = ledger.job
    where ledger.owner = ${owner} group by jobs.id order by jobs.sequence desc limit ${limit}`);
  return (result as unknown as { rows: JobCost[] }).rows;
};

/**
 * Audits the ledger: every figure must be 0. `drift` compares credits granted with credits available, held and spent;
 * `accounts` compares the entries with the balances and with the spending of each period; `orphans` counts holds of
 * finished jobs that were never settled.
 */
export const auditLedger = async (
  database: Database,
): Promise<{ drift: number; accounts: number; orphans: number }> => {
  const result = await database.execute(sql`
    with balances as (
      select owner, sum(available) as total from (
        select owner, available from ledger union all select owner, -balance from accounts) as sides group by owner
    ), periods as (
      select period, sum(credits) as total from (
        select unnest(array[${periodsOf(sql`hold.created_at`)}]) as period, entry.held + entry.spent as credits
        from ledger hold join ledger entry on entry.job = hold.job and entry.owner = hold.owner and entry.kind <> 'refund'
        join jobs on jobs.id = hold.job and jobs.owner = hold.owner where hold.kind = 'hold'
        union all select period, -credits from spending) as sides group by period
    )
    select
      (select coalesce(sum(case when kind in ('grant', 'refill') then available else 0 end), 0)
            - coalesce(sum(available + held + spent), 0) from ledger)::float8 as drift,
      ((select coalesce(sum(abs(total)), 0) from balances)
            + (select coalesce(sum(abs(total)), 0) from periods))::float8 as accounts,
      (select count(*) from ledger l join jobs on jobs.id = l.job
        where l.kind = 'hold' and jobs.state = 'done' and not exists (select 1 from ledger s
          where s.job = l.job and s.owner = l.owner and s.kind in ('capture', 'release')))::float8
        as orphans`);
  const { rows } = result as unknown as { rows: { drift: number; accounts: number; orphans: number }[] };
  return rows[0] ?? { drift: 0, accounts: 0, orphans: 0 };
};

/**
 * Refunds a job to every account that paid for it, in one statement and only once. Returns what its owner got back: 0
 * if nothing was charged or it was refunded before. The service's own spending (`spending`) is not reduced.
 */
export const refundJob = async (database: Database, job: string): Promise<number> => {
  const result = await database.execute(sql`
    with returned as (
      insert into ledger (owner, job, kind, available, held, spent)
      select owner, job, 'refund', spent, 0, -spent from ledger
      where job = ${job} and kind = 'capture' and spent > 0
      on conflict do nothing returning owner, available
    ), owed as (
      select accounts.owner, returned.available as back from accounts
      join returned on returned.owner = accounts.owner
      join ledger hold on hold.job = ${job} and hold.kind = 'hold' and hold.owner = accounts.owner
      order by hold.sequence for update of accounts
    ), paid as (
      update accounts set balance = balance + back from owed where accounts.owner = owed.owner
      returning accounts.owner, back
    )
    select coalesce(sum(back), 0)::int as back from paid join jobs on jobs.id = ${job} and jobs.owner = paid.owner`);
  const { rows } = result as unknown as { rows: { back: number }[] };
  return rows[0]?.back ?? 0;
};
