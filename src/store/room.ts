import { type SQL, sql } from 'drizzle-orm';
import { Failure } from '../core/failure.ts';
import type { Order } from '../core/order.ts';
import { forgottenKey } from './forgotten.ts';
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

/** The setting that says that everything of its owner's is about to go. */
export const forgetting = 'forgetting';

/** What somebody and their community have here, as far as it is limited. */
export type RoomTaken = {
  readonly jobs: number;
  readonly communityJobs?: number;
  readonly bytes?: number;
  readonly rendered?: number;
  /** Everything of theirs is about to go. */
  readonly forgetting: boolean;
};

const bytesOf = (owner: string): SQL =>
  sql`(select coalesce(sum(bytes), 0) from clips where owner = ${owner} and deleted_at is null)
    + (select coalesce(sum(bytes), 0) from photos where owner = ${owner} and removed_at is null)`;

/**
 * What is taken by those behind an order for an engine, as far as it is limited, before the order is added, under all
 * `names` of its owner.
 */
export const roomTaken = (
  { owner, community }: Pick<Order, 'owner' | 'community'>,
  engine: string,
  names: SQL,
  room: Room,
): SQL => {
  const parts = [
    sql`'jobs', priority, 'forgetting', exists (select 1 from settings where scope = ${owner} and name = ${forgetting})`,
    room.communityJobs !== null &&
      community !== null &&
      sql`'communityJobs', (select count(*) from jobs where "order"->>'community' = ${community} and state <> 'done')`,
    room.bytes !== null && sql`'bytes', ${bytesOf(owner)}`,
    // What failed or was cancelled took no share.
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

const refuseBytes = (used: number, { bytes }: Room): void => {
  if (bytes !== null && used > bytes)
    throw new Failure('no_room', { megabytes: Math.round(bytes / megabyte) });
};

/** Throws Failure `no_room` for somebody whose clips and photos take all that one person may have. */
export const wantBytes = async (database: Database, owner: string, room: Room): Promise<void> => {
  if (room.bytes === null) return;
  const [row] = await rowsOf<{ used: number }>(database, sql`select (${bytesOf(owner)})::float8 as used`);
  refuseBytes(row?.used ?? 0, room);
};

// Of several who ask at once, each must see what those before have added.
const lock = (name: string): SQL => sql`pg_advisory_xact_lock(hashtextextended(${name}, 0))`;

/**
 * Lets nobody else add jobs of this person or community until the transaction ends: before a job is added. Gives the key to who was
 * forgotten; null while nobody ever was.
 */
export const lockRoom = async (
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
 * Throws Failure `forgetting`, `too_many_jobs`, `too_many_community_jobs`, `no_room` or `rendered_enough` where there is no room for one more order.
 * `local`: it is rendered here.
 */
export const wantRoom = (
  taken: RoomTaken,
  { community, seconds, takes }: Pick<Order, 'community' | 'seconds' | 'takes'>,
  local: boolean,
  room: Room,
): void => {
  if (taken.forgetting) throw new Failure('forgetting');
  if (room.jobs !== null && taken.jobs >= room.jobs) throw new Failure('too_many_jobs', { limit: room.jobs });
  const { communityJobs = 0, bytes = 0, rendered = 0 } = taken;
  if (community !== null && room.communityJobs !== null && communityJobs >= room.communityJobs)
    throw new Failure('too_many_community_jobs', { limit: room.communityJobs });
  refuseBytes(bytes, room);
  if (!local || room.rendered === null || rendered + seconds * takes <= room.rendered) return;
  const left = Math.max(0, Math.floor(room.rendered - rendered));
  throw new Failure('rendered_enough', { limit: room.rendered, left });
};
