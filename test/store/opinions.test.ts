import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepRate } from '../../src/core/keep-rate.ts';
import { deleteClip, insertClip } from '../../src/store/clip-rows.ts';
import type { Store } from '../../src/store/open-store.ts';
import { readOpinions } from '../../src/store/opinions.ts';
import { rateClip } from '../../src/store/ratings.ts';
import { writeSetting } from '../../src/store/saved-settings.ts';
import { databases } from './databases.ts';
import { emptyTables } from './empty.ts';
import { clipRow, insertJob, jobRow } from './rows.ts';

describe.each(databases)('what people keep on $name', ({ open }) => {
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

  type Made = Partial<ReturnType<typeof clipRow>> & { readonly days?: number };
  const add = async ({ days = 0, ...more }: Made = {}): Promise<string> => {
    const row = { ...clipRow(job, ++take), ...more };
    await insertClip(store.database, row);
    await store.database.execute(
      sql`update clips set created_at = now() - make_interval(days => ${days}) where id = ${row.id}`,
    );
    return row.id;
  };
  const all = () => readOpinions(store.database);
  const of = (count: number, kept: number) => [{ effect: 'parallax', model: 'local-2.5d', count, kept }];

  it('counts a clip once it is three days old or published, and one deleted before as not kept', async () => {
    await add();
    expect(await all(), 'too new to say').toEqual([]);
    await add({ days: 4 });
    expect(await all()).toEqual(of(1, 1));
    await add({ owner: 'ben', visibility: 'community' as never });
    expect(await all(), 'where most clips are made').toEqual(of(1, 1));
    await add({ owner: 'ben', visibility: 'public' as never });
    expect(await all()).toEqual(of(2, 2));
    await deleteClip(store.database, await add({ owner: 'cyd' }));
    expect(await all()).toEqual(of(3, 2));
    await deleteClip(store.database, await add({ owner: 'dan', days: 40 }));
    expect(await all(), 'kept for forty days').toEqual(of(4, 3));
    await add({ owner: 'eve', days: 100 });
    expect(await all(), 'too long ago').toEqual(of(4, 3));
  });

  it('counts likes and dislikes, the latest of each person', async () => {
    const clip = await add();
    await rateClip(store.database, { clip, actor: 'ben', liked: true });
    await rateClip(store.database, { clip, actor: 'cyd', liked: true });
    await rateClip(store.database, { clip, actor: 'cyd', liked: false });
    expect(await all()).toEqual(of(2, 1));
  });

  it('leaves out clips that moderators hid, that were taken down, or of forgotten people', async () => {
    const [hidden, down] = [await add({ days: 4 }), await add({ days: 4 })];
    await store.database.execute(sql`update clips set hidden_at = now() where id = ${hidden}`);
    await store.database.execute(sql`update clips set taken_down = 'consent' where id = ${down}`);
    await deleteClip(store.database, await add({ owner: 'forgotten:1' }));
    expect(await all()).toEqual([]);
  });

  it('counts no comparison', async () => {
    take = -1;
    await add({ days: 4 });
    expect(await all()).toEqual([]);
  });

  it('can’t tell where clips are kept for three days or less, except by votes', async () => {
    const home = { community: 'home' as never };
    await writeSetting(store.database, 'home', 'rules', { days: 3 });
    await add({ ...home, days: 4 });
    await deleteClip(store.database, await add({ ...home, days: 2 }));
    expect(await all()).toEqual([]);
    await rateClip(store.database, { clip: await add(home), actor: 'ben', liked: false });
    expect(await all()).toEqual(of(1, 0));
    await writeSetting(store.database, 'home', 'rules', { days: 30 });
    expect(await all()).toEqual(of(3, 1));
  });

  it('gives nobody more than ten opinions about a model and effect', async () => {
    for (let clip = 0; clip < 20; clip++) await add({ days: 4 });
    for (let clip = 0; clip < 20; clip++) await deleteClip(store.database, await add());
    await add({ owner: 'ben', days: 4 });
    expect(await all()).toEqual(of(11, 6));
    expect(keepRate(await all(), 'parallax'), 'still too few').toBeNull();
  });
});
