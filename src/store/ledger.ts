import { and, eq, gte, sql } from 'drizzle-orm';
import { Failure } from '../core/failure.ts';
import type { Database } from './open.ts';
import { accounts, ledger } from './tables/credits.ts';

/** What an owner may still spend. */
export const balanceOf = async (database: Database, owner: string): Promise<number> => {
  const [row] = await database.select().from(accounts).where(eq(accounts.owner, owner));
  return row?.balance ?? 0;
};

/** Gives an owner credits. */
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

/** Sets a job's price aside. Call inside the transaction that adds the job. Throws Failure `no_credits`. */
export const holdCredits = async (
  database: Database,
  job: { id: string; owner: string; credits: number },
): Promise<void> => {
  if (job.credits > 0) {
    const paid = await database
      .update(accounts)
      .set({ balance: sql`${accounts.balance} - ${job.credits}` })
      .where(and(eq(accounts.owner, job.owner), gte(accounts.balance, job.credits)))
      .returning();
    if (paid.length === 0) {
      const left = await balanceOf(database, job.owner);
      throw new Failure('no_credits', { needed: job.credits, left });
    }
  }
  await database.insert(ledger).values({
    owner: job.owner,
    job: job.id,
    kind: 'hold',
    available: -job.credits,
    held: job.credits,
    spent: 0,
  });
};

/**
 * The books: every figure must be 0. `drift` compares what was granted with what is available, held and spent;
 * `accounts` compares the entries with the balances; `orphans` are holds of finished jobs never settled.
 */
export const auditLedger = async (
  database: Database,
): Promise<{ drift: number; accounts: number; orphans: number }> => {
  const result = await database.execute(sql`
    select
      (select coalesce(sum(case when kind = 'grant' then available else 0 end), 0)
            - coalesce(sum(available + held + spent), 0) from ledger)::float8 as drift,
      ((select coalesce(sum(available), 0) from ledger) - (select coalesce(sum(balance), 0) from accounts))::float8
        as accounts,
      (select count(*) from ledger l join jobs on jobs.id = l.job
        where l.kind = 'hold' and jobs.state = 'done'
          and not exists (select 1 from ledger s where s.job = l.job and s.kind in ('capture', 'release')))::float8
        as orphans`);
  const { rows } = result as unknown as { rows: { drift: number; accounts: number; orphans: number }[] };
  return rows[0] ?? { drift: 0, accounts: 0, orphans: 0 };
};
