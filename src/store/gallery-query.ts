import { and, desc, eq, type SQLWrapper, sql } from 'drizzle-orm';
import type { Recipe } from '../core/clip.ts';
import type { Cursor, GalleryClip, GalleryQuery } from '../core/gallery.ts';
import { doneWords } from '../core/words/done-words.ts';
import { hasWords } from './clip-rows.ts';
import type { Database } from './open-store.ts';
import { clips, shown } from './tables/clips-table.ts';

const exhibit = {
  id: clips.id,
  owner: clips.owner,
  community: clips.community,
  effect: clips.effect,
  prompt: sql<string>`${clips.recipe} #>> '{order,prompt}'`.as('prompt'),
  spoiler:
    sql<boolean>`coalesce((${clips.recipe} #>> '{order,spoiler}')::boolean, false) or coalesce((${clips.recipe} #>> '{order,adult}')::boolean, false)`.as(
      'spoiler',
    ),
  warnings: sql<Recipe['warnings']>`coalesce(${clips.recipe} #> '{warnings}', '[]'::jsonb)`.as('warnings'),
  width: clips.width,
  height: clips.height,
  seconds: clips.seconds,
  bytes: clips.bytes,
  mark: clips.mark,
  likes: clips.likes,
  rank: clips.rank,
  shownAt: clips.shownAt,
};

const behind = (order: GalleryQuery['order'], { value, id }: Cursor) =>
  order === 'best'
    ? sql`(${clips.rank}, ${clips.id}) < (${value}, ${id})`
    : sql`(${clips.shownAt}, ${clips.id}) < (${new Date(value).toISOString()}::timestamptz, ${id})`;

/** How many clips a search for words looks through, from where its page begins. */
const maxSearched = 5_000;

/** Public clips only, whatever the request says: most recently published or best first (keyset paging). */
export const listShown = async (
  database: Database,
  { order, effect, community, words, after }: GalleryQuery,
  limit: number,
  searched = maxSearched,
): Promise<GalleryClip[]> => {
  const first = <Table extends Record<'rank' | 'shownAt' | 'id', SQLWrapper>>(table: Table) =>
    [desc(order === 'best' ? table.rank : table.shownAt), desc(table.id)] as const;
  const found = database
    .select(exhibit)
    .from(clips)
    .where(
      and(
        shown(clips),
        effect === null ? undefined : eq(clips.effect, effect),
        community === null ? undefined : eq(clips.community, community),
        after === null ? undefined : behind(order, after),
      ),
    )
    .orderBy(...first(clips))
    .limit(words === null ? limit : searched);
  const within = found.as('within');
  const rows =
    words === null
      ? await found
      : await database
          .select()
          .from(within)
          .where(hasWords(within.prompt, words))
          .orderBy(...first(within))
          .limit(limit);
  return rows.map(({ warnings, ...row }) => ({ ...row, prompt: doneWords(row.prompt, warnings) }));
};
