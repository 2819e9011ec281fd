import { sql } from 'drizzle-orm';
import type { PersonLine } from '../core/people-sheet.ts';
import { everywhere } from './blocked-people.ts';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';

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
