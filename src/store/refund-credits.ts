import { sql } from 'drizzle-orm';
import type { Database } from './open-store.ts';

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
