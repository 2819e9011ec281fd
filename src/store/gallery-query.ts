import { and, desc, eq, sql } from 'drizzle-orm';
import type { Cursor, Exhibit, GalleryWish } from '../core/gallery.ts';
import type { Recipe } from '../core/recipe.ts';
import { doneWords } from '../core/words/done-words.ts';
import { hasWords } from './clip-rows.ts';
import type { Database } from './open-store.ts';
import { clips, shown } from './tables/clips-table.ts';

const exhibit = {
  id: clips.id,
  owner: clips.owner,
  community: clips.community,
  effect: clips.effect,
  prompt: sql<string>`${clips.recipe} #>> '{order,prompt}'`,
  covered: sql<boolean>`coalesce((${clips.recipe} #>> '{order,spoiler}')::boolean, false) or coalesce((${clips.recipe} #>> '{order,adult}')::boolean, false)`,
  warnings: sql<Recipe['warnings']>`coalesce(${clips.recipe} #> '{warnings}', '[]'::jsonb)`,
  width: clips.width,
  height: clips.height,
  seconds: clips.seconds,
  bytes: clips.bytes,
  mark: clips.mark,
  likes: clips.likes,
  rank: clips.rank,
  shownAt: clips.shownAt,
};

const behind = (order: GalleryWish['order'], { value, id }: Cursor) =>
  order === 'best'
    ? sql`(${clips.rank}, ${clips.id}) < (${value}, ${id})`
    : sql`(${clips.shownAt}, ${clips.id}) < (${new Date(value).toISOString()}::timestamptz, ${id})`;

/** Public clips only, whatever the request says: most recently published or best first (keyset paging). */
export const listShown = async (
  database: Database,
  { order, effect, community, words, after }: GalleryWish,
  limit: number,
): Promise<Exhibit[]> => {
  const rows = await database
    .select(exhibit)
    .from(clips)
    .where(
      and(
        shown(clips),
        effect === null ? undefined : eq(clips.effect, effect),
        community === null ? undefined : eq(clips.community, community),
        words === null ? undefined : hasWords(words),
        after === null ? undefined : behind(order, after),
      ),
    )
    .orderBy(desc(order === 'best' ? clips.rank : clips.shownAt), desc(clips.id))
    .limit(limit);
  return rows.map(({ warnings, ...row }) => ({ ...row, prompt: doneWords(row.prompt, warnings) }));
};
