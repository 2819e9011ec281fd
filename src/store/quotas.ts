import { type SQL, sql } from 'drizzle-orm';
import { Failure } from '../core/failure.ts';
import type { Order } from '../core/order.ts';
import { forgottenKey } from './forgotten.ts';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';

/** Limits per person and per community; null means no limit. */
export type Quotas = {
  /** Unfinished jobs of one person. A job of several variants counts as that many. */
  readonly jobs: number | null;
  /** Unfinished jobs of all members of a community, counted in the same way. */
  readonly communityJobs: number | null;
  /** Bytes of one person's clips and uploaded files. */
  readonly bytes: number | null;
  /** Seconds of clips rendered locally for one person per hour. */
  readonly rendered: number | null;
};

const megabyte = 1_000_000;

/** What a person and their community use, as far as it is limited. */
export type RoomTaken = {
  readonly jobs: number;
  readonly communityJobs?: number;
  readonly bytes?: number;
  readonly rendered?: number;
  /** They are marked for erasure. */
  readonly forgetting: boolean;
};

const bytesOf = (owner: string): SQL =>
  sql`(select coalesce(sum(bytes), 0) from clips where owner = ${owner} and deleted_at is null)
    + (select coalesce(sum(bytes), 0) from photos where owner = ${owner} and removed_at is null)`;

/**
 * SQL for what the owner and community of an order use before it is added, as far as it is limited. `names`: all names
 * of its owner.
 */
export const roomTaken = (
  { owner, community }: Pick<Order, 'owner' | 'community'>,
  engine: string,
  names: SQL,
  room: Quotas,
): SQL => {
  const parts = [
    sql`'jobs', priority, 'forgetting', exists (select 1 from forgetting where owner = ${owner})`,
    room.communityJobs !== null &&
      community !== null &&
      sql`'communityJobs', (select coalesce(sum(coalesce(jsonb_array_length("order"->'variants'), 1)), 0) from jobs
        where "order"->>'community' = ${community} and state <> 'done')`,
    room.bytes !== null && sql`'bytes', ${bytesOf(owner)}`,
    // Failed and cancelled jobs do not count.
    room.rendered !== null &&
      sql`'rendered', (select coalesce(sum(("order"->>'seconds')::float8 * ("order"->>'takes')::int), 0) from jobs
        where owner in ${names} and engine = ${engine} and created_at > now() - interval '1 hour'
          and (outcome is null or outcome = 'succeeded'))`,
  ];
  return sql`jsonb_build_object(${sql.join(
    parts.filter((part) => part !== false),
    sql`, `,
  )})`;
};

const refuseBytes = (used: number, { bytes }: Quotas): void => {
  if (bytes !== null && used > bytes)
    throw new Failure('no_room', { megabytes: Math.round(bytes / megabyte) });
};

/** Throws `Failure` `no_room` if a person's clips and photos exceed their storage limit. */
export const requireBytes = async (database: Database, owner: string, room: Quotas): Promise<void> => {
  if (room.bytes === null) return;
  const [row] = await rowsOf<{ used: number }>(database, sql`select (${bytesOf(owner)})::float8 as used`);
  refuseBytes(row?.used ?? 0, room);
};

// Concurrent requests must each see the jobs that earlier ones added.
const lock = (name: string): SQL => sql`pg_advisory_xact_lock(hashtextextended(${name}, 0))`;

/**
 * Blocks other new jobs of this person or community until the transaction ends; call before adding a job. Returns the
 * hash key of forgotten people; null until there is one.
 */
export const lockQuotas = async (
  transaction: Database,
  { owner, community }: { readonly owner: string; readonly community: string | null },
): Promise<string | null> => {
  const inside = community === null ? sql`` : sql`, ${lock(`jobs in ${community}`)}`;
  const [row] = await rowsOf<{ key: string | null }>(
    transaction,
    sql`select ${forgottenKey} as key, ${lock(`jobs of ${owner}`)}${inside}`,
  );
  return row?.key ?? null;
};

/**
 * Throws `Failure` `forgetting`, `too_many_jobs`, `too_many_community_jobs`, `no_room` or `rendered_enough` if a limit
 * leaves no room for another order. `local`: it is rendered locally.
 */
export const requireQuota = (
  taken: RoomTaken,
  { community, seconds, takes, variants }: Pick<Order, 'community' | 'seconds' | 'takes' | 'variants'>,
  local: boolean,
  room: Quotas,
): void => {
  if (taken.forgetting) throw new Failure('forgetting');
  // What others may wait for counts, not how many clips this order is.
  const before = taken.jobs - ((variants?.length ?? 1) - 1);
  if (room.jobs !== null && before >= room.jobs) throw new Failure('too_many_jobs', { limit: room.jobs });
  const { communityJobs = 0, bytes = 0, rendered = 0 } = taken;
  if (community !== null && room.communityJobs !== null && communityJobs >= room.communityJobs)
    throw new Failure('too_many_community_jobs', { limit: room.communityJobs });
  refuseBytes(bytes, room);
  if (!local || room.rendered === null || rendered + seconds * takes <= room.rendered) return;
  const left = Math.max(0, Math.floor(room.rendered - rendered));
  throw new Failure('rendered_enough', { limit: room.rendered, left });
};
