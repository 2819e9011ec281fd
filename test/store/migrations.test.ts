import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import journal from '../../src/store/migrations/meta/_journal.json' with { type: 'json' };
import { openPglite, openPostgres, type Store } from '../../src/store/open-store.ts';
import { postgresAvailable } from '../peers/postgres.ts';
import { newPostgres, preparePglite } from '../shared/ask.ts';

/** Each migration that people may have run, and the SHA-256 of its file. Lines are only ever added. */
const released: readonly (readonly [tag: string, hash: string])[] = [
  ['0000_foundation', 'c2f9353d425d073425031eea1f42fbc16f23b349c0edae93ebe8d2017024df23'],
  ['0001_consents', '34112a9711909fac93e6930366986863b3c2037c1747e68812c476f3048752ef'],
  ['0002_waiting', 'cf08b54426a675c66555c6a79e83abfe820ce0c66342ab18e7087b1293b6fb1c'],
  ['0003_photo_owner', '212126d7b19241ea3709628d65c337e1a8b1a29190ab47ccaa2152dc44becfe1'],
  ['0004_waiting_cards', '08a20781b04d695fb2661abb7737078da9a3f4c567677bd99dce76c5ab4b5a81'],
  ['0005_forgotten', '9a5aad2ee39c53f7b5b9d04d79cebde37065521ea7af3e6af74e44bf5dd232c0'],
  ['0006_sharing', '505e7695464c66b111e4338d1e0ac8eb1abf1a89e65da897cbe1ee7c90c239e7'],
  ['0007_sessions', '931cf6808a89a250dc5321f6201ab871d42ec0698304dd5e5a6b25bd59bf5587'],
];

describe('migrations', () => {
  it('are only ever added', () => {
    const files = readMigrationFiles({ migrationsFolder: 'src/store/migrations' });
    const present = journal.entries.map(({ tag }, at) => [tag, files[at]?.hash]);
    expect(present.slice(0, released.length)).toEqual(released);
    expect(present.slice(released.length), 'new migrations need their line here').toEqual([]);
  });

  it('are dated one after another, as they would be left out otherwise', () => {
    const dates = journal.entries.map(({ when }) => when);
    expect(dates).toEqual([...new Set(dates)].sort((one, other) => one - other));
  });
});

const places: readonly {
  name: string;
  place: () => Promise<{ open(): Promise<Store>; remove(): Promise<void> }>;
}[] = [
  {
    name: 'PGlite',
    place: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'photoplay-schema-'));
      await preparePglite(folder);
      return { open: () => openPglite(folder), remove: () => rm(folder, { recursive: true }) };
    },
  },
  ...(postgresAvailable()
    ? [
        {
          name: 'Postgres',
          place: async () => {
            const url = await newPostgres();
            return { open: () => openPostgres(url, () => {}), remove: async () => {} };
          },
        },
      ]
    : []),
];

describe.each(places)('a database of another version, $name', ({ place }) => {
  let at: Awaited<ReturnType<typeof place>>;
  beforeEach(async () => {
    at = await place();
  });
  afterEach(() => at.remove());

  const change = async (query: ReturnType<typeof sql>): Promise<void> => {
    const store = await at.open();
    await store.database.execute(query);
    await store.close();
  };
  const count = journal.entries.length;
  const version = (schemas: number) => expect.stringMatching(new RegExp(`^${schemas}-[0-9a-f]{7}$`));

  it('is refused when it is newer', async () => {
    await change(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('0123abcd', 9000000000000)`,
    );
    await expect(at.open()).rejects.toMatchObject({
      kind: 'store_newer',
      facts: { database: version(count + 1), program: version(count) },
    });
  });

  it('is refused when a migration was changed after it ran', async () => {
    await change(sql`update drizzle.__drizzle_migrations set hash = '0123abcd'`);
    await expect(at.open()).rejects.toMatchObject({
      kind: 'store_changed',
      facts: { database: `${count}-0123abc` },
    });
    // What was refused is not left locked.
    await expect(at.open()).rejects.toMatchObject({ kind: 'store_changed' });
  });

  it('opens again as it was', async () => {
    await (await at.open()).close();
    await (await at.open()).close();
  });
});
