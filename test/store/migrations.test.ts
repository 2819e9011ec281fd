import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
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
  ['0008_questions', '9a46cdddc2a31db0930fd4530e56d1da2b548da1eea39398ea659e87ba2ee2ee'],
  ['0009_variants', 'f67b56ee460628fa2971483dde11db1b27822293210de45d3528b118bd993d9e'],
  ['0010_dismissed_reports', 'd6d4e07a6062bfd635c231a989960af7bdde93037a59dd8fcd448751b464dec2'],
  ['0011_presets', '96ae31e20852f7146f46db9c3d29314e5edc6c29c173a498b617e5dfa6107155'],
  ['0012_erased_jobs', '87c29858c7bac88d2fb4b71956b8963e340ac1e885019224266731ca6b12de54'],
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

describe('a migration', () => {
  const folder = 'src/store/migrations';
  /** The migrations up to one, as a program of that time had them. */
  const until = async (tag: string): Promise<string> => {
    const old = await mkdtemp(join(tmpdir(), 'photoplay-schema-'));
    await cp(folder, old, { recursive: true });
    const entries = journal.entries.filter((one) => one.tag <= tag);
    await writeFile(join(old, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
    return old;
  };

  it('moves what waits for an answer, and blocks, out of the settings', async () => {
    const { dataDir } = await import('@electric-sql/pglite-prepopulatedfs');
    await using pglite = await PGlite.create({ loadDataDir: await dataDir() });
    const database = drizzle(pglite);
    const old = await until('0007_sessions');
    await migrate(database, { migrationsFolder: old });
    await rm(old, { recursive: true });
    const at = '2026-01-02T03:04:05.000Z';
    const rows: readonly (readonly [scope: string, name: string, value: unknown])[] = [
      ['ana', 'pending:p1', { until: at, order: { effect: 'kiss' }, questions: ['kiss'], agreed: [] }],
      ['ana', 'asked:form:f1', { until: at, about: { message: 7 } }],
      ['ana', 'asked:c1', { until: at }],
      ['guild:1', 'blocked:ben', {}],
      ['cleo', 'forgetting', { since: at }],
      ['guild:1', 'rules', { watermark: 'Us' }],
    ];
    for (const [scope, name, value] of rows)
      await pglite.query('insert into settings values ($1, $2, $3)', [scope, name, JSON.stringify(value)]);
    await migrate(database, { migrationsFolder: folder });
    const all = async (table: string) => (await pglite.query(`select * from ${table}`)).rows;
    const expiresAt = new Date(at);
    expect(await all('pending_orders')).toEqual([
      {
        ...{ id: 'p1', owner: 'ana', order: { effect: 'kiss' }, questions: ['kiss'], agreed: [] },
        expires_at: expiresAt,
      },
    ]);
    expect(await all('open_questions')).toEqual([
      { owner: 'ana', id: 'f1', about: { message: 7 }, expires_at: expiresAt },
      { owner: 'ana', id: 'c1', about: null, expires_at: expiresAt },
    ]);
    expect(await all('blocks')).toEqual([{ scope: 'guild:1', owner: 'ben' }]);
    expect(await all('forgetting')).toEqual([{ owner: 'cleo', since: expiresAt }]);
    expect(await all('settings')).toEqual([{ scope: 'guild:1', name: 'rules', value: { watermark: 'Us' } }]);
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
