import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  cursorFromWire,
  cursorOf,
  cursorToWire,
  type GalleryQuery,
  galleryOrders,
} from '../../src/core/gallery.ts';
import { deleteClip, findClip, insertClip, setVisibility } from '../../src/store/clip-rows.ts';
import { listShown } from '../../src/store/gallery-query.ts';
import type { Store } from '../../src/store/open-store.ts';
import { countRatings, rateClip } from '../../src/store/ratings.ts';
import { closeReports, insertReport, openReports } from '../../src/store/reports.ts';
import { rowsOf } from '../../src/store/rows-of.ts';
import { databases } from './databases.ts';
import { emptyTables } from './empty.ts';
import { clipRow, insertJob, jobRow } from './rows.ts';

const everything: GalleryQuery = { order: 'newest', effect: null, community: null, words: null, after: null };

describe.each(databases)('the gallery on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;
  let job: string;
  let take: number;

  beforeAll(async () => {
    ({ store, close } = await open());
  });
  beforeEach(async () => {
    await emptyTables(store.database);
    job = (await insertJob(store.database, jobRow()))?.id ?? '';
    take = 0;
  });
  afterAll(() => close());

  const add = async (
    more: Partial<Parameters<typeof insertClip>[1]> & { effect?: string } = {},
  ): Promise<string> => {
    const { effect = 'parallax', ...changes } = more;
    const row = clipRow(job, ++take);
    const recipe = { ...row.recipe, order: { ...row.recipe.order, effect } };
    await insertClip(store.database, { ...row, visibility: 'public', recipe, ...changes });
    return row.id;
  };
  const shown = async (wish: Partial<GalleryQuery> = {}, limit = 100): Promise<string[]> =>
    (await listShown(store.database, { ...everything, ...wish }, limit)).map(({ id }) => id);
  const rate = (clip: string, actor: string, liked: boolean) =>
    rateClip(store.database, { clip, actor, liked });

  it('shows public clips and never any other, whatever is wished', async () => {
    const seen = await add({ community: 'home' });
    await add({ visibility: 'private', community: 'home' });
    await add({ visibility: 'community', community: 'home' });
    await deleteClip(store.database, await add({ community: 'home' }));
    for (const order of galleryOrders)
      for (const effect of [null, 'parallax'])
        for (const community of [null, 'home'])
          expect(await shown({ order, effect, community })).toEqual([seen]);
    expect(await shown({ effect: "parallax' or true --" })).toEqual([]);
  });

  it('finds words in prompts, among as many clips as a search looks through', async () => {
    const said = async (prompt: string): Promise<string> => {
      const { recipe } = clipRow(job, take + 1);
      return add({ recipe: { ...recipe, order: { ...recipe.order, prompt } } });
    };
    const [old, fresh] = [await said('Waves at dusk'), await said('WAVES again')];
    await add();
    const search = (limit: number, searched?: number) =>
      listShown(store.database, { ...everything, words: 'waves' }, limit, searched);
    const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).sort();
    expect(idsOf(await search(10))).toEqual([old, fresh].sort());
    expect(await search(1)).toHaveLength(1);
    expect((await search(10, 1)).length).toBeLessThanOrEqual(1);
    expect(await search(10, 3)).toHaveLength(2);
  });

  it.each(galleryOrders)(
    'pages through the %s without a gap or a repeat, also where many are alike',
    async (order) => {
      const ids = new Set<string>();
      for (let index = 0; index < 11; index++)
        ids.add(await add({ score: index % 3 === 0 ? 0.5 : index / 10 }));
      await store.database.execute(sql`update clips set shown_at = '2020-01-01' where take % 2 = 0`);
      const seen: string[] = [];
      for (let after: GalleryQuery['after'] = null; ; ) {
        const page: Awaited<ReturnType<typeof listShown>> = await listShown(
          store.database,
          { ...everything, order, after },
          3,
        );
        seen.push(...page.map(({ id }) => id));
        const last = page.at(-1);
        if (last === undefined) break;
        after = cursorFromWire(order, cursorToWire(cursorOf(order, last)));
        expect(after).not.toBeNull();
      }
      expect(seen).toHaveLength(11);
      expect(new Set(seen)).toEqual(ids);
      expect(seen).toEqual(await shown({ order }));
    },
  );

  it('goes on from a place even when the clip there is gone', async () => {
    const [oldest, middle] = [await add(), await add()];
    await store.database.execute(sql`update clips set shown_at = '2020-01-01' where id = ${oldest}`);
    const [first] = await listShown(store.database, everything, 1);
    expect(first?.id).toBe(middle);
    await setVisibility(store.database, { id: middle }, 'private');
    expect(await shown({ after: first === undefined ? null : cursorOf('newest', first) })).toEqual([oldest]);
  });

  it('chooses by effect, by community, and by both', async () => {
    const [one, two, three] = [
      await add({ effect: 'melt', community: 'home' }),
      await add({ effect: 'melt' }),
      await add({ community: 'home' }),
    ];
    expect((await shown({ effect: 'melt' })).sort()).toEqual([one, two].sort());
    expect((await shown({ community: 'home' })).sort()).toEqual([one, three].sort());
    expect(await shown({ community: 'home', effect: 'melt', order: 'best' })).toEqual([one]);
    expect(await shown({ community: 'away' })).toEqual([]);
  });

  it('puts what was shown last first, not what was made last', async () => {
    const [first, second] = [await add({ visibility: 'private' }), await add()];
    await store.database.execute(sql`update clips set shown_at = shown_at - interval '1 minute'`);
    await setVisibility(store.database, { id: first }, 'public');
    expect(await shown()).toEqual([first, second]);
    await setVisibility(store.database, { id: second }, 'public');
    expect(await shown()).toEqual([first, second]);
  });

  it('marks the moment at which others come to see a clip, and no other', async () => {
    const id = await add({ visibility: 'private' });
    const since = async () => (await findClip(store.database, id))?.shownAt.getTime();
    await store.database.execute(sql`update clips set shown_at = '2020-01-01T00:00:00Z'`);
    const before = await since();
    await setVisibility(store.database, { id }, 'private');
    expect(await since()).toBe(before);
    await setVisibility(store.database, { id }, 'community');
    expect(await since()).toBeGreaterThan(before ?? 0);
  });

  it('locks jobs before their clips, so that changes at once don’t wait for each other', async () => {
    const id = await add();
    const waiting = sql`select 1 from pg_stat_activity where wait_event_type = 'Lock'`;
    let changing = Promise.resolve();
    await store.database.transaction(async (transaction) => {
      await transaction.execute(sql`select 1 from jobs where id = ${job} for update`);
      changing = setVisibility(store.database, { job }, 'private');
      // The built-in database begins the second change after the first.
      for (let look = 0; store.pglite === null && look < 200; look++)
        if ((await rowsOf(transaction, waiting)).length > 0) break;
      await transaction.execute(sql`update clips set likes = 1 where id = ${id}`);
    });
    await changing;
    expect(await findClip(store.database, id)).toMatchObject({ visibility: 'private', likes: 1 });
  });

  it('puts what people like first, then what is steady, then what they do not like', async () => {
    const [shaky, steady, liked, disliked] = [
      await add({ score: 0.2 }),
      await add({ score: 0.9 }),
      await add({ score: 0.1 }),
      await add({ score: 1 }),
    ];
    for (const person of ['ben', 'cleo', 'dan']) {
      await rate(liked, person, true);
      await rate(disliked, person, false);
    }
    expect(await shown({ order: 'best' })).toEqual([liked, steady, shaky, disliked]);
    for (const person of ['ben', 'cleo', 'dan']) await rate(liked, person, false);
    expect((await shown({ order: 'best' })).at(0)).toBe(steady);
  });

  it('counts every word once, however many are said at the same time', async () => {
    const id = await add();
    const people = Array.from({ length: 20 }, (_, index) => index);
    await Promise.all(people.map((person) => rate(id, `person-${person}`, true)));
    await Promise.all(people.map((person) => rate(id, `person-${person}`, person % 4 !== 0)));
    expect(await countRatings(store.database, id)).toEqual({ up: 15, down: 5 });
    const [{ rank } = { rank: 0 }] = await listShown(store.database, everything, 1);
    expect(rank).toBeCloseTo(16.5 / 24);
  });

  it('keeps one report a person and clip until somebody has looked, and none of a clip that is gone', async () => {
    const [one, two] = [await add(), await add()];
    const say = (clip: string, actor: string, reason: string) =>
      insertReport(store.database, { clip, actor, reason });
    await say(one, 'ben', 'that is me');
    await say(one, 'ben', 'again');
    await say(two, 'ben', 'not nice');
    await say(one, 'cleo', '');
    const open = async () => (await openReports(store.database, 10)).map(({ reason }) => reason);
    expect((await open()).sort()).toEqual(['', 'not nice', 'that is me']);
    expect(await openReports(store.database, 1)).toHaveLength(1);
    await deleteClip(store.database, two);
    await closeReports(store.database, one);
    expect(await open()).toEqual([]);
    await say(one, 'ben', 'still me');
    expect(await open()).toEqual(['still me']);
  });
});
