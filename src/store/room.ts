import { sql } from 'drizzle-orm';
import { Failure } from '../core/failure.ts';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';

/** How much one person, and one community, may have here at once; null is no limit. */
export type Room = {
  /** Jobs of one person that are not done. */
  readonly jobs: number | null;
  /** Jobs of all members of a community that are not done. */
  readonly communityJobs: number | null;
  /** Bytes of one person's clips and of what they gave for them. */
  readonly bytes: number | null;
  /** Seconds of clips that are rendered here for one person in an hour. */
  readonly rendered: number | null;
};

const megabyte = 1_000_000;

const countOf = async (database: Database, query: ReturnType<typeof sql>): Promise<number> => {
  const [row] = await rowsOf<{ total: number }>(database, query);
  return row?.total ?? 0;
};

const jobsOf = (database: Database, owner: string): Promise<number> =>
  countOf(database, sql`select count(*)::int as total from jobs where owner = ${owner} and state <> 'done'`);

const jobsIn = (database: Database, community: string): Promise<number> =>
  countOf(
    database,
    sql`select count(*)::int as total from jobs where "order"->>'community' = ${community} and state <> 'done'`,
  );

// What failed or was cancelled took no share.
const renderedOf = (database: Database, owner: string, engine: string): Promise<number> =>
  countOf(
    database,
    sql`select coalesce(sum(("order"->>'seconds')::float8 * ("order"->>'takes')::int), 0)::float8 as total from jobs
      where owner = ${owner} and engine = ${engine} and created_at > now() - interval '1 hour'
        and (outcome is null or outcome = 'succeeded')`,
  );

/** Throws Failure `rendered_enough` where the job just added goes beyond a person's share of an hour's rendering. */
export const wantShare = async (
  transaction: Database,
  { owner, seconds, takes }: { readonly owner: string; readonly seconds: number; readonly takes: number },
  engine: string,
  { rendered }: Room,
): Promise<void> => {
  if (rendered === null) return;
  const used = await renderedOf(transaction, owner, engine);
  if (used <= rendered) return;
  const left = Math.max(0, Math.floor(rendered - used + seconds * takes));
  throw new Failure('rendered_enough', { limit: rendered, left });
};

const bytesOf = (database: Database, owner: string): Promise<number> =>
  countOf(
    database,
    sql`select ((select coalesce(sum(bytes), 0) from clips where owner = ${owner} and deleted_at is null)
      + (select coalesce(sum(bytes), 0) from photos where owner = ${owner} and removed_at is null))::float8 as total`,
  );

/** Throws Failure `no_room` for somebody whose clips and photos take all that one person may have. */
export const wantBytes = async (database: Database, owner: string, { bytes }: Room): Promise<void> => {
  if (bytes !== null && (await bytesOf(database, owner)) > bytes)
    throw new Failure('no_room', { megabytes: Math.round(bytes / megabyte) });
};

// Of several who ask at once, each must see what those before have added.
const lock = (transaction: Database, name: string): Promise<unknown> =>
  transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);

/** Lets nobody else add jobs of this person or community until the transaction ends: before a job is added. */
export const lockRoom = async (
  transaction: Database,
  { owner, community }: { readonly owner: string; readonly community: string | null },
): Promise<void> => {
  await lock(transaction, `jobs of ${owner}`);
  if (community !== null) await lock(transaction, `jobs in ${community}`);
};

/**
 * Counts the job that was just added in already. Throws Failure `too_many_jobs`, `too_many_community_jobs` or `no_room`, and then the
 * transaction must end.
 */
export const wantRoom = async (
  transaction: Database,
  { owner, community }: { readonly owner: string; readonly community: string | null },
  room: Room,
): Promise<void> => {
  if (room.jobs !== null && (await jobsOf(transaction, owner)) > room.jobs)
    throw new Failure('too_many_jobs', { limit: room.jobs });
  if (community !== null && room.communityJobs !== null)
    if ((await jobsIn(transaction, community)) > room.communityJobs)
      throw new Failure('too_many_community_jobs', { limit: room.communityJobs });
  await wantBytes(transaction, owner, room);
};
