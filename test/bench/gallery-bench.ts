import { sql } from 'drizzle-orm';
import type { GalleryQuery } from '../../src/core/gallery.ts';
import { cursorOf, galleryOrders } from '../../src/core/gallery.ts';
import { listShown } from '../../src/store/gallery-query.ts';
import type { Database } from '../../src/store/open-store.ts';
import { databases } from '../store/databases.ts';
import { emptyTables } from '../store/empty.ts';
import { tell } from './figures.ts';

/** Clips of a year, a third of them public, of effects and communities of which few have most. */
const fill = async (database: Database, count: number): Promise<void> => {
  await emptyTables(database);
  await database.execute(sql`
    insert into jobs (id, owner, "order", candidates, engine, model, work, expected_seconds, credits, priority, state)
    select 'bench', 'ana', '{}', '[]', 'local', 'local-2.5d', 1, 1, 0, 0, 'done'`);
  await database.execute(sql`
    insert into clips (id, job, take, owner, community, visibility, shown_at, recipe, width, height, seconds, fps, bytes,
      file, thumbnail, licence, mark, took, score, likes, dislikes)
    select left(md5(n::text), 22), 'bench', n, 'owner-' || n % 1000,
      case when n % 3 = 0 then null else 'community-' || floor(sqrt(n % 10000)) end,
      (array['private', 'community', 'public'])[1 + n % 3],
      now() - n * interval '1 year' / ${count}::int,
      jsonb_build_object('order', jsonb_build_object('effect', 'effect-' || floor(sqrt(n % 400)), 'prompt', 'slow zoom')),
      640, 480, 4, 24, 1000000, 'clips/' || n, 'clips/' || n, 'yours', 'animated-locally', 1,
      (hashint4(n) % 1000 + 1000) / 2000.0, abs(hashint4(n)) % 20, abs(hashint4(n)) % 7
    from generate_series(1, ${count}::int) n`);
  await database.execute(sql`analyze clips`);
};

const wishes: Omit<GalleryQuery, 'after'>[] = galleryOrders.flatMap((order) =>
  [null, 'effect-19', 'effect-1'].flatMap((effect) =>
    [null, 'community-98', 'community-1'].map((community) => ({ order, effect, community, words: null })),
  ),
);

/** Milliseconds of pages of every kind, from the beginning and from deep inside, shortest first. */
const pageTimes = async (database: Database): Promise<number[]> => {
  const times: number[] = [];
  const page = async (wish: GalleryQuery) => {
    const begun = performance.now();
    const found = await listShown(database, wish, 25);
    times.push(performance.now() - begun);
    return found;
  };
  for (let round = 0; round < 30; round++) {
    for (const wish of wishes) {
      for (let after: GalleryQuery['after'] = null, depth = 0; depth < 5; depth++) {
        const last = (await page({ ...wish, after })).at(-1);
        if (last === undefined) break;
        after = cursorOf(wish.order, last);
      }
    }
  }
  return times.sort((left, right) => left - right);
};

const at = (times: readonly number[], share: number): number =>
  times[Math.ceil(times.length * share) - 1] ?? Number.NaN;

/** A page of the gallery among a thousand clips and among a million; at most twice as long is the promise. */
export const benchGallery = async (): Promise<void> => {
  for (const { name, open } of databases) {
    const { store, close } = await open();
    try {
      const slowest: number[] = [];
      for (const count of [1_000, 1_000_000]) {
        await fill(store.database, count);
        const times = await pageTimes(store.database);
        slowest.push(at(times, 0.95));
        tell(`gallery, ${name}, ${count}`, { 'p50 ms': at(times, 0.5), 'p95 ms': at(times, 0.95) });
      }
      tell(`gallery, ${name}`, { 'p95, million to thousand': (slowest[1] ?? 0) / (slowest[0] ?? 0) });
    } finally {
      await close();
    }
  }
};
