import { and, asc, desc, eq, ne, type SQL, sql } from 'drizzle-orm';
import type { AttemptLine, BookLine, JobFilter, JobLine, JobSheet, TakeLine } from '../core/overview.ts';
import type { PersonLine } from '../core/people-sheet.ts';
import { everywhere } from './blocked-people.ts';
import { findDelivery } from './deliveries.ts';
import type { Database } from './open-store.ts';
import { heldBack } from './pauses.ts';
import { rowsOf } from './rows-of.ts';
import { clips } from './tables/clips-table.ts';
import { ledger } from './tables/credits-table.ts';
import { attempts, jobs, takes } from './tables/jobs-table.ts';

// Prompt, photos and target are deliberately left out.
const line = {
  id: jobs.id,
  owner: jobs.owner,
  effect: sql<string>`jobs."order"->>'effect'`,
  engine: jobs.engine,
  model: jobs.model,
  visibility: sql<JobLine['visibility']>`jobs."order"->>'visibility'`,
  state: jobs.state,
  outcome: jobs.outcome,
  failure: jobs.failure,
  paused: sql<boolean>`${heldBack}`,
  waitsFor: sql<JobLine['waitsFor']>`case when jobs.lease is null then jobs.waits_for end`,
  fraction: jobs.fraction,
  credits: jobs.credits,
  createdAt: jobs.createdAt,
  startedAt: jobs.startedAt,
  finishedAt: jobs.finishedAt,
};

const conditions: Readonly<Record<JobFilter, SQL | undefined>> = {
  all: undefined,
  paused: and(ne(jobs.state, 'done'), heldBack),
  queued: and(eq(jobs.state, 'queued'), sql`not ${heldBack}`),
  running: and(ne(jobs.state, 'done'), ne(jobs.state, 'queued'), sql`not ${heldBack}`),
  succeeded: and(eq(jobs.state, 'done'), eq(jobs.outcome, 'succeeded')),
  failed: and(eq(jobs.state, 'done'), eq(jobs.outcome, 'failed')),
  cancelled: and(eq(jobs.state, 'done'), eq(jobs.outcome, 'cancelled')),
};

/** All owners' jobs, newest first, after the job `before` (keyset paging). */
export const jobLines = (
  database: Database,
  filter: JobFilter,
  page: { readonly before: string | null; readonly limit: number; readonly owner?: string | null },
): Promise<JobLine[]> =>
  database
    .select(line)
    .from(jobs)
    .where(
      and(
        conditions[filter],
        page.owner == null ? undefined : eq(jobs.owner, page.owner),
        page.before === null
          ? undefined
          : sql`${jobs.sequence} < (select sequence from jobs where id = ${page.before})`,
      ),
    )
    .orderBy(desc(jobs.sequence))
    .limit(page.limit);

const takeLines = (database: Database, job: string): Promise<TakeLine[]> =>
  database
    .select({
      number: takes.number,
      clip: takes.clip,
      gone: sql<boolean>`${clips.deletedAt} is not null`,
      score: clips.score,
      credits: takes.credits,
      failure: takes.failure,
    })
    .from(takes)
    .leftJoin(clips, eq(clips.id, takes.clip))
    .where(eq(takes.job, job))
    .orderBy(asc(takes.number));

const attemptLines = (database: Database, job: string): Promise<AttemptLine[]> =>
  database
    .select({
      take: attempts.take,
      number: attempts.number,
      engine: sql<string>`${attempts.plan}->>'engine'`,
      model: sql<string>`${attempts.plan}->>'model'`,
      state: attempts.state,
      failure: attempts.failure,
      credits: sql<number>`(${attempts.plan}->>'credits')::int`,
      startedAt: attempts.startedAt,
      seconds: attempts.seconds,
    })
    .from(attempts)
    .where(eq(attempts.job, job))
    .orderBy(asc(attempts.take), asc(attempts.number));

const bookLines = (database: Database, job: string): Promise<BookLine[]> =>
  database
    .select({
      kind: ledger.kind,
      owner: ledger.owner,
      available: ledger.available,
      held: ledger.held,
      spent: ledger.spent,
      createdAt: ledger.createdAt,
    })
    .from(ledger)
    .where(eq(ledger.job, job))
    .orderBy(asc(ledger.sequence));

const childrenOf = async (database: Database, job: string, owner: string): Promise<string[]> => {
  const rows = await database
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.owner, owner), sql`jobs."order"->>'parent' = ${job}`))
    .orderBy(asc(jobs.sequence))
    .limit(20);
  return rows.map(({ id }) => id);
};

/** Everything an operator may see of a job; null if it does not exist. */
export const jobSheet = async (database: Database, id: string): Promise<JobSheet | null> => {
  const own = { parent: sql<string | null>`jobs."order"->>'parent'`, retries: jobs.retries };
  const deaths = sql<number>`greatest(${jobs.claims} - 1, 0)::int`;
  const [row] = await database
    .select({ ...line, ...own, deaths })
    .from(jobs)
    .where(eq(jobs.id, id));
  if (row === undefined) return null;
  const { parent, retries, deaths: died, ...job } = row;
  const delivery = await findDelivery(database, id);
  return {
    job,
    parent,
    children: await childrenOf(database, id, job.owner),
    deaths: died,
    retries,
    takes: await takeLines(database, id),
    attempts: await attemptLines(database, id),
    book: await bookLines(database, id),
    delivery: delivery && {
      platform: delivery.target.platform,
      delivered: delivery.delivered,
      tries: delivery.tries,
    },
  };
};

type Row = Omit<PersonLine, 'seenAt'> & { readonly seenAt: string | null };

/** People whose ID contains these words, those who store most first. */
export const personLines = async (
  database: Database,
  words: string,
  limit: number,
): Promise<PersonLine[]> => {
  const rows = await rowsOf<Row>(
    database,
    sql`with kept as (
        select owner, bytes, 1 as clips from clips where deleted_at is null
        union all select owner, bytes, 0 from photos where removed_at is null),
      asked as (select owner, count(*)::int as jobs, count(*) filter (where state <> 'done')::int as open,
        max(created_at) as seen from jobs group by owner),
      people as (select owner, sum(bytes)::float8 as bytes, sum(clips)::int as clips from kept group by owner)
      select owner, coalesce(jobs, 0) as jobs, coalesce(open, 0) as open, coalesce(clips, 0) as clips,
        coalesce(bytes, 0) as bytes, seen as "seenAt",
        exists (select 1 from blocks where scope = ${everywhere} and blocks.owner = all_people.owner) as blocked
      from (select owner from asked union select owner from people) as all_people
        left join asked using (owner) left join people using (owner)
      where strpos(lower(owner), ${words.toLowerCase()}) > 0
      order by bytes desc, jobs desc, owner limit ${limit}`,
  );
  return rows.map((row) => ({ ...row, seenAt: row.seenAt === null ? null : new Date(row.seenAt) }));
};
