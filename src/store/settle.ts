import { type SQL, sql } from 'drizzle-orm';
import { pressPrefix } from '../core/action.ts';
import type { FailureRecord } from '../core/failure.ts';
import type { Outcome } from '../core/job.ts';
import type { Delivered } from '../core/platform.ts';
import type { JobRow } from './jobs.ts';
import { periodsOf } from './ledger.ts';
import type { Database } from './open-store.ts';

export type End = {
  readonly outcome: Outcome;
  readonly failure: FailureRecord | null;
  /** Credits charged; the rest of the hold is released. */
  readonly spent: number;
  readonly delivered: Delivered | null;
  /** The lease we hold on the job, or null for a job that no worker holds. */
  readonly lease: string | null;
};

/** Captures or releases the holds of the ended job. Free jobs have no holds. */
const booking = (spent: number): SQL => sql`, hold as (
      select ledger.*, ended.back, ended.owner = ledger.owner as own
      from ended join ledger on ledger.job = ended.id and ledger.kind = 'hold'
    ), booked as (
      insert into ledger (owner, job, kind, available, held, spent)
      select owner, job, case when ${spent}::int > 0 then 'capture' else 'release' end, back, -held, ${spent}::int
      from hold
    ), owed as (
      select accounts.owner, back from accounts join hold on hold.owner = accounts.owner
      where back <> 0 order by hold.sequence for update of accounts
    ), paid as (
      update accounts set balance = balance + back from owed where accounts.owner = owed.owner returning 1
    ), counter as (
      select period, back from spending join hold on own and period in (${periodsOf(sql`hold.created_at`)})
      where (select count(*) from paid) > 0 order by period for update of spending
    ), counted as (
      update spending set credits = credits - back from counter where spending.period = counter.period
    )`;

/**
 * Ends a job in one statement: marks it done, records the delivery, and captures or releases every hold. Locks accounts
 * and counters in the same order as `takeCredits`. False, with nothing changed, if the job is no longer in the given
 * state or is not ours to end.
 */
export const settleJob = async (
  database: Database,
  job: Pick<JobRow, 'id' | 'state' | 'credits'>,
  end: End,
): Promise<boolean> => {
  const failure = end.failure === null ? null : JSON.stringify(end.failure);
  const ours =
    end.lease === null ? sql`(lease_until is null or lease_until <= now())` : sql`lease = ${end.lease}`;
  const result = await database.execute(sql`
    with ended as (
      update jobs set state = 'done', outcome = ${end.outcome}, failure = ${failure}::jsonb, lease = null,
        lease_until = null, key = case when key like ${`${pressPrefix}%`} then null else key end, finished_at = now()
      where id = ${job.id} and state = ${job.state} and ${ours}
      returning id, owner, credits - ${end.spent}::int as back
    ), sent as (
      update deliveries set delivered = ${end.delivered}, sent_at = now()
      from ended where deliveries.job = ended.id and ${end.delivered}::text is not null
    )${job.credits === 0 ? sql`` : booking(end.spent)}
    select count(*)::int as ended from ended`);
  const { rows } = result as unknown as { rows: { ended: number }[] };
  return rows[0]?.ended === 1;
};
