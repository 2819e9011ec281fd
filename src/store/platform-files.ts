import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { clips, copies } from './tables/clips-table.ts';

/** The platform's file ids for those of these clips that it already has. Deleted clips are left out. */
export const findCopies = async (
  database: Database,
  platform: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await database
    .select({ clip: copies.clip, file: copies.file })
    .from(copies)
    .innerJoin(clips, eq(clips.id, copies.clip))
    .where(and(eq(copies.platform, platform), inArray(copies.clip, [...ids]), isNull(clips.deletedAt)));
  return new Map(rows.map(({ clip, file }) => [clip, file]));
};

/** Keeps a platform's file id, unless the clip was deleted while it was being sent. */
export const keepCopy = async (
  database: Database,
  { clip, platform, file }: { readonly clip: string; readonly platform: string; readonly file: string },
): Promise<void> => {
  await database.execute(sql`
    insert into copies (clip, platform, file)
    select id, ${platform}, ${file} from clips where id = ${clip} and deleted_at is null for share
    on conflict (clip, platform) do update set file = excluded.file`);
};
