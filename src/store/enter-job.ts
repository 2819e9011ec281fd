import { type SQL, sql } from 'drizzle-orm';
import type { Agreement } from '../core/consent.ts';
import type { JobRow } from './jobs.ts';
import type { Database } from './open-store.ts';
import { type Quotas, type RoomTaken, roomTaken } from './quotas.ts';
import { type JsonRow, rowOf, rowsOf } from './rows-of.ts';
import { jobs } from './tables/jobs-table.ts';
import type { TakeRow } from './takes.ts';

export type NewJob = Omit<typeof jobs.$inferInsert, 'priority'>;

/** SQL for how many clips an order counts as. */
const clipsOf = sql`coalesce(jsonb_array_length("order"->'variants'), 1)`;

/**
 * Adds a job behind the owner's other unfinished ones. Its priority is how many clips they and its own variants are,
 * so that many clips of one person don't hold up others. Returns no row if the owner has used its idempotency key before.
 */
export const jobInsertion = (database: Database, job: NewJob) =>
  database
    .insert(jobs)
    .values({
      ...job,
      priority: sql`(select coalesce(sum(${clipsOf}), 0) from jobs where owner = ${job.owner} and state <> 'done')
        + ${(job.order.variants?.length ?? 1) - 1}::int`,
    })
    .onConflictDoNothing({ target: [jobs.owner, jobs.key] })
    .returning();

/** A take: its seed, the index of the candidate that renders it, and the credits held for it. */
export type NewTake = Pick<TakeRow, 'number' | 'seed' | 'candidate'> & { readonly held: number };

/** What is stored with a new job. */
export type NewJobParts = {
  readonly takes: readonly NewTake[];
  readonly delivery: { readonly key: string; readonly cardUntil: number | null };
  readonly agreed: readonly Agreement[];
  /** All names that the owner's data may be stored under. */
  readonly names: SQL;
};

const each = (rows: readonly object[], shape: SQL): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ${shape}`;

const agreeing = (agreed: readonly Agreement[]): SQL => sql`, agreed as (
      insert into consents (job, question, actor, surface, agreed_at)
      select added.id, one.question, one.actor, one.surface, one.at
      from added, ${each(agreed, sql`one(question text, actor text, surface text, at timestamptz)`)}
    )`;

/**
 * Adds a job with its takes, delivery and consents in one statement. Also returns what its owner and community used
 * before it, as far as that is limited. Null if its idempotency key was used before.
 */
export const enterJob = async (
  transaction: Database,
  job: NewJob,
  { takes, delivery, agreed, names }: NewJobParts,
  room: Quotas,
): Promise<{ readonly job: JobRow; readonly taken: RoomTaken } | null> => {
  const cardUntil = delivery.cardUntil === null ? null : new Date(delivery.cardUntil).toISOString();
  const [row] = await rowsOf<{ job: JsonRow; taken: RoomTaken }>(
    transaction,
    sql`with added as ${jobInsertion(transaction, job)}, taken as (
      insert into takes (job, number, seed, candidate, held)
      select added.id, take.number, take.seed, take.candidate, take.held
      from added, ${each(takes, sql`take(number int, seed bigint, candidate int, held int)`)}
    ), sent as (
      insert into deliveries (job, key, address, card_until)
      select id, ${delivery.key}, "order"->'address', ${cardUntil}::timestamptz from added
    )${agreed.length === 0 ? sql`` : agreeing(agreed)}
    select to_jsonb(added) as job, ${roomTaken(job.order, job.engine, names, room)} as taken from added`,
  );
  return row === undefined ? null : { job: rowOf(jobs, row.job), taken: row.taken };
};
