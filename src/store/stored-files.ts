import { and, isNull, sql } from 'drizzle-orm';
import type { Clip } from '../core/clip.ts';
import type { InputFileRow } from './input-file-rows.ts';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';
import { clips, photos } from './tables/clips-table.ts';

/** Which of these storage keys are in use by a photo, a clip or an attempt of an unfinished job. */
export const neededKeys = async (
  database: Database,
  keys: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (keys.length === 0) return new Set();
  const wanted = sql`(values ${sql.join(
    keys.map((key) => sql`(${key}::text)`),
    sql`, `,
  )}) as wanted(file_key)`;
  const rows = await rowsOf<{ file_key: string }>(
    database,
    sql`select file_key from ${wanted} where exists (select 1 from photos where photos.file = file_key and removed_at is null)
      or exists (select 1 from clips where file_key in (clips.file, clips.thumbnail) and deleted_at is null)
      or exists (select 1 from attempts join jobs on jobs.id = attempts.job where jobs.state <> 'done'
        and file_key in ('clips/' || attempts.marker || '.mp4', 'clips/' || attempts.marker || '.jpg'))`,
  );
  return new Set(rows.map((row) => row.file_key));
};

const old = (table: typeof clips | typeof photos, seconds: number) =>
  sql`${table.createdAt} < now() - make_interval(secs => ${seconds})`;

/** Stored photos older than this many seconds, after an id (keyset paging). */
export const pageOfPhotos = (
  database: Database,
  seconds: number,
  after: string,
  limit: number,
): Promise<InputFileRow[]> =>
  database
    .select()
    .from(photos)
    .where(and(isNull(photos.removedAt), old(photos, seconds), sql`${photos.id} > ${after}`))
    .orderBy(photos.id)
    .limit(limit);

/** Clips older than this many seconds, after an id (keyset paging). */
export const pageOfClips = (
  database: Database,
  seconds: number,
  after: string,
  limit: number,
): Promise<Clip[]> =>
  database
    .select()
    .from(clips)
    .where(and(isNull(clips.deletedAt), old(clips, seconds), sql`${clips.id} > ${after}`))
    .orderBy(clips.id)
    .limit(limit);
