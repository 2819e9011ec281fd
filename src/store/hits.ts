import { sql } from 'drizzle-orm';
import type { HitLine } from '../core/overview.ts';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';

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
