import { sql } from 'drizzle-orm';
import type { Opinions } from '../core/keep-rate.ts';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';

/** The latest clips that are counted, and for how many days. */
const latestClips = 5_000;
const latestDays = 90;
/** Days after which a clip that its owner hasn't deleted counts as kept. */
const keptDays = 3;
/** The most opinions of one person about a model and effect. */
const maxEach = 10;

/**
 * Counts opinions by effect and model. A like is a good one and a dislike a bad one. A clip that is published or has a
 * link, or isn't deleted for some days, is a good one of its owner, and a clip deleted before a bad one. Where clips
 * aren't kept for longer, only likes and dislikes count. Comparisons and clips that moderators hid, that were taken down
 * or whose owner is forgotten don't count.
 */
export const readOpinions = (database: Database): Promise<Opinions[]> =>
  rowsOf<Opinions>(
    database,
    sql`
    with latest as (
      select id, owner, community, effect, recipe->>'model' as model, visibility, link_key,
        coalesce(deleted_at, now()) - created_at as age, deleted_at is not null as deleted
      from clips
      where take <> 0 and created_at > now() - make_interval(days => ${latestDays}) and taken_down is null and hidden_at is null
        and owner not like 'forgotten:%' and owner not in (select owner from forgetting)
      order by sequence desc limit ${latestClips}
    ), aged as (
      select *, age >= make_interval(days => ${keptDays}) as old, visibility = 'public' or link_key is not null as shown
      from latest
      where not exists (select 1 from settings where scope = community and name = 'rules'
        and (value->>'days')::int <= ${keptDays})
    ), opinions as (
      select effect, model, owner as person, (old or not deleted)::int as kept from aged where old or shown or deleted
      union all
      select effect, model, actor, liked::int from latest join ratings on ratings.clip = latest.id
    ), people as (
      select effect, model, count(*)::float8 as count, sum(kept)::float8 as kept,
        least(1, ${maxEach}::float8 / count(*)) as weight
      from opinions group by effect, model, person
    )
    select effect, model, sum(count * weight) as count, sum(kept * weight) as kept from people group by effect, model`,
  );
