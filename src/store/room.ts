import { sql } from 'drizzle-orm';
import { Failure } from '../core/failure.ts';
import type { Database } from './open.ts';
import { rowsOf } from './rows-of.ts';

/** How much one person, and one community, may have here at once; null is no limit. */
export type Room = {
  /** Jobs of one person that are not done. */
  readonly jobs: number | null;
  /** Jobs of all members of a community that are not done. */
  readonly communityJobs: number | null;
  /** Bytes of one person's clips and of what they gave for them. */
  readonly bytes: number | null;
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
