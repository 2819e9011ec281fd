import { sql } from 'drizzle-orm';
import type { Opinions } from '../core/keep-rate.ts';
import type { HitLine } from '../core/overview.ts';
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
 * Counts opinions by effect and model. A like counts as good and a dislike as bad. A clip that is published or has a
 * link, or isn't deleted for some days, counts as good for its owner, and a clip deleted earlier as bad. Where clips
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

/**
 * How often each model and effect produced a hit in the last 30 days, most clips first. Clips younger than an hour
 * count only once they are rated or discarded: nobody has had time to discard them yet.
 */
export const hitLines = (database: Database, limit: number): Promise<HitLine[]> =>
  rowsOf(
    database,
    sql`with recent as (
      select clips.id, clips.job, clips.owner, clips.created_at, clips.recipe->>'model' as model,
        clips.effect, clips.likes as up, clips.dislikes as down,
        coalesce(clips.deleted_at < clips.created_at + interval '1 day', false) or clips.taken_down is not null as deleted
      from clips join jobs on jobs.id = clips.job
      where clips.created_at > now() - interval '30 days' and not coalesce((jobs."order"->>'draft')::boolean, false)
    ), again as (
      select "order"->>'parent' as job, owner, "order" #>> '{after,clip}' as after from jobs
      where created_at > now() - interval '30 days' and "order"->>'parent' is not null
    ), discarded as (
      select distinct recent.id from recent join again
        on again.job = recent.job and again.owner = recent.owner and again.after is distinct from recent.id
    ), judged as (
      select model, effect, created_at, up, down, not deleted and discarded.id is null as kept
      from recent left join discarded on discarded.id = recent.id
    )
    select model, effect, count(*)::int as clips, sum(up)::int as liked, sum(down)::int as disliked,
      count(*) filter (where kept)::int as kept,
      count(*) filter (where case when up + down > 0 then up > down else kept end)::int as hits
    from judged where up + down > 0 or not kept or created_at < now() - interval '1 hour'
    group by model, effect order by clips desc, model, effect limit ${limit}`,
  );
