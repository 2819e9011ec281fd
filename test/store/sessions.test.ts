import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WebSessions } from '../../src/core/browser-session.ts';
import type { Store } from '../../src/store/open-store.ts';
import { rowsOf } from '../../src/store/rows-of.ts';
import { storedSessions } from '../../src/store/sessions.ts';
import { memorySessions } from '../web/memory-sessions.ts';
import { databases } from './databases.ts';
import { emptyTables } from './empty.ts';

const [pglite] = databases;
const ana = { owner: 'web:ana', key: null, agent: 'a browser' };

describe('sessions', () => {
  let store: Store;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const opened = await pglite?.open();
    if (opened === undefined) throw new Error('no database');
    ({ store, close } = opened);
  });
  beforeEach(() => emptyTables(store.database));
  afterAll(() => close());

  const kinds: readonly [string, () => WebSessions][] = [
    ['in the database', () => storedSessions(store.database, 7)],
    ['in memory, as pages are tested with', () => memorySessions(7)],
  ];
  it.each(kinds)('%s are opened by their token alone, listed, and ended one by one', async (_, open) => {
    const sessions = open();
    await sessions.begin('one', ana);
    await sessions.begin('two', { ...ana, key: 'key' });
    await sessions.begin('three', ana);
    await sessions.begin('other', { ...ana, owner: 'web:ben' });
    expect(await sessions.find('nothing')).toBeNull();
    const [one, two] = [await sessions.find('one'), await sessions.find('two')];
    expect(two).toMatchObject({ owner: 'web:ana', key: 'key', due: true });
    await sessions.renew('two');
    expect(await sessions.find('two')).toMatchObject({ due: false });
    expect(JSON.stringify(await sessions.list('web:ana'))).not.toContain('"one"');
    await sessions.end('web:ben', { id: one?.id ?? '' });
    expect(await sessions.find('one')).not.toBeNull();
    await sessions.end('web:ana', { id: one?.id ?? '' });
    expect(await sessions.find('one')).toBeNull();
    await sessions.end('web:ana', { except: two?.id ?? '' });
    expect((await sessions.list('web:ana')).map(({ id }) => id)).toEqual([two?.id]);
    expect(await sessions.find('other')).not.toBeNull();
    await sessions.begin('short', { ...ana, owner: 'web:eve' }, 0);
    expect([await sessions.find('short'), await sessions.replaced('web:eve')]).toEqual([null, true]);
  });

  it('of one visitor are 20 at most: another one ends the one that was not used for longest', async () => {
    const sessions = storedSessions(store.database, 7);
    const tokens = Array.from({ length: 22 }, (_, index) => `browser ${index}`);
    for (const token of tokens) await sessions.begin(token, ana);
    expect(await sessions.list('web:ana')).toHaveLength(20);
    const open = await Promise.all(tokens.map((token) => sessions.find(token)));
    expect(open.map((found) => found !== null)).toEqual(tokens.map((_, index) => index > 1));
  });

  it('that were ended leave room for another one', async () => {
    const sessions = storedSessions(store.database, 7);
    for (let index = 0; index < 20; index++) await sessions.begin(`browser ${index}`, ana);
    await sessions.end('web:ana', { id: (await sessions.find('browser 19'))?.id ?? '' });
    await sessions.begin('another', ana);
    expect(await sessions.find('browser 0')).not.toBeNull();
  });

  it('replace an old cookie once their own has come back, and not before', async () => {
    const sessions = storedSessions(store.database, 7);
    await sessions.begin('lost', ana);
    await sessions.begin('taken', ana);
    const replaced = async () => {
      const then = await sessions.replaced('web:ana');
      await store.database.execute(
        sql`update sessions set created_at = created_at - interval '11 minutes', seen_at = seen_at - interval '11 minutes'`,
      );
      return [then, await sessions.replaced('web:ana')];
    };
    expect(await replaced()).toEqual([false, false]);
    await sessions.renew('taken');
    await store.database.execute(sql`update sessions set created_at = now() - interval '1 second'`);
    expect(await replaced()).toEqual([false, true]);
  });

  it('that are used last longer, and those that are not end', async () => {
    const sessions = storedSessions(store.database, 7);
    await sessions.begin('used', ana);
    const days = async () => {
      const left = sql`select round(extract(epoch from expires_at - now()) / 86400)::int as days from sessions`;
      return (await rowsOf<{ days: number }>(store.database, left))[0]?.days;
    };
    await store.database.execute(
      sql`update sessions set seen_at = now() - interval '2 hours', expires_at = now() + interval '1 day'`,
    );
    expect(await sessions.find('used')).toMatchObject({ due: true });
    await sessions.renew('used');
    expect([await sessions.find('used'), await days()]).toMatchObject([{ due: false }, 7]);
    await store.database.execute(sql`update sessions set expires_at = now()`);
    await sessions.renew('used');
    expect(await sessions.find('used')).toBeNull();
  });
});
