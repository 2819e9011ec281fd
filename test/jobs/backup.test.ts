import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTableName, sql } from 'drizzle-orm';
import S3rver from 's3rver';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Storage } from '../../src/core/storage.ts';
import { backUp, restore } from '../../src/jobs/backup-folder.ts';
import { removeClip } from '../../src/jobs/remove.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { linkOf, openLink } from '../../src/jobs/share-clip.ts';
import { webSecret } from '../../src/main/web-url.ts';
import { openDisk } from '../../src/storage/disk.ts';
import { openS3 } from '../../src/storage/s3/open-s3.ts';
import { clipsOfJob, findClip } from '../../src/store/clip-rows.ts';
import { dumpedTables } from '../../src/store/dump.ts';
import { findJob } from '../../src/store/jobs.ts';
import { auditLedger, grantCredits } from '../../src/store/ledger.ts';
import { openPglite, openPostgres, type Store } from '../../src/store/open-store.ts';
import { rowsOf } from '../../src/store/rows-of.ts';
import { never } from '../engines/replicate/replicate-stand.ts';
import { postgresAvailable } from '../peers/postgres.ts';
import { newPostgres, preparePglite } from '../shared/ask.ts';
import { standUp } from './job-stand.ts';

const contentOf = async ({ database }: Pick<Store, 'database'>) =>
  Promise.all(
    dumpedTables.map(async (table) => {
      const rows = await rowsOf<{ row: string }>(
        database,
        sql`select to_jsonb(one)::text as row from ${table} one order by 1`,
      );
      return [getTableName(table), rows.map(({ row }) => row)] as const;
    }),
  );

const keysIn = async (storage: Storage): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of storage.list()) keys.push(key);
  return keys.sort();
};

const onDisk = async (folder: string): Promise<Storage> => openDisk(folder, true);
/** A bucket of a store that is there for as long as it is used. */
const onS3 = async (folder: string): Promise<Storage & { close?: () => Promise<void> }> => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'S3RVER');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S3RVER');
  const server = new S3rver({
    ...{ directory: join(folder, 's3'), port: 0, address: '127.0.0.1', silent: true },
    configureBuckets: [{ name: 'clips', configs: [] }],
  });
  const endpoint = `http://127.0.0.1:${(await server.run()).port}`;
  const settings = { bucket: 'clips', endpoint, region: 'us-east-1', folder };
  return { ...(await openS3(settings, await openDisk(folder, false))), close: () => server.close() };
};

const fresh = [
  {
    name: 'the built-in database and a disk',
    files: onDisk,
    open: async (folder: string) => {
      await preparePglite(folder);
      return openPglite(folder);
    },
  },
  ...(postgresAvailable()
    ? [
        {
          name: 'Postgres and a disk',
          files: onDisk,
          open: async () => openPostgres(await newPostgres(), () => {}),
        },
        {
          name: 'Postgres and S3',
          files: onS3,
          open: async () => openPostgres(await newPostgres(), () => {}),
        },
      ]
    : []),
];

const closing = async (opening: Promise<Storage & { close?: () => Promise<void> }>) => {
  const opened = await opening;
  return { ...opened, [Symbol.asyncDispose]: async () => opened.close?.() };
};

describe('a backup', () => {
  const stand = standUp();
  let [folder, backup, certificates] = ['', '', ''];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-backup-'));
    [backup, certificates] = [join(folder, 'backup'), join(folder, 'provenance')];
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  const made = async (owner: string): Promise<string> => {
    await grantCredits(stand.store.database, owner, 100);
    const { job } = await stand.ask(owner);
    await runJob(stand.services, job.id, never);
    expect((await stand.reload(job.id)).outcome).toBe('succeeded');
    return job.id;
  };
  const save = () => backUp({ ...stand.services, certificates }, backup);

  it('knows every table there is', async () => {
    const tables = await rowsOf<{ name: string }>(
      stand.store.database,
      sql`select tablename as name from pg_tables where schemaname = 'public'`,
    );
    expect(dumpedTables.map(getTableName).sort()).toEqual(tables.map(({ name }) => name).sort());
  });

  it.each(fresh)(
    'comes back on $name with all rows, files, links and numbers, and jobs go on',
    async ({ files, open }) => {
      const [clip] = await clipsOfJob(stand.store.database, await made('ana'));
      if (clip === undefined) throw new Error('no clip');
      const linked = linkOf(stand.services, await openLink(stand.services, clip));
      // Links are signed with it.
      const secret = await webSecret(stand.store.database);
      await grantCredits(stand.store.database, 'ben', 100);
      const waiting = await stand.ask('ben', { prompt: 'one\u2028two\u2029three' });
      const figures = await save();
      const target = join(folder, 'elsewhere');
      const store = await open(target);
      try {
        await using storage = await closing(files(target));
        expect(await restore({ store, storage, certificates }, backup)).toEqual(figures);
        expect(await contentOf(store)).toEqual(await contentOf(stand.store));
        expect(await keysIn(storage)).toEqual(await keysIn(stand.services.storage));
        for (const key of await keysIn(storage)) {
          const [one, other] = [await storage.path(key), await stand.services.storage.path(key)];
          expect((await readFile(one)).equals(await readFile(other))).toBe(true);
        }
        expect(await auditLedger(store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
        // The next job is later than those that came back.
        const next = sql`select nextval(pg_get_serial_sequence('jobs', 'sequence'))::int as next`;
        const last = sql`select max(sequence)::int as last from jobs`;
        const [{ next: following } = { next: 0 }] = await rowsOf<{ next: number }>(store.database, next);
        const [{ last: latest } = { last: 0 }] = await rowsOf<{ last: number }>(store.database, last);
        expect(following).toBe(latest + 1);
        // And is saved from there as it was.
        const again = await backUp(
          { ...stand.services, store, storage, certificates },
          join(folder, 'again'),
        );
        expect(again).toEqual(figures);
        const back = await findClip(store.database, clip.id);
        expect(linked).not.toBeNull();
        expect([back && linkOf(stand.services, back), await webSecret(store.database)]).toEqual([
          linked,
          secret,
        ]);
        const services = { ...stand.services, store, storage };
        await runJob(services, waiting.job.id, never);
        expect((await findJob(store.database, waiting.job.id))?.outcome).toBe('succeeded');
        expect(await clipsOfJob(store.database, waiting.job.id)).toHaveLength(1);
      } finally {
        await store.close();
      }
    },
  );

  it('is brought up to date: deleted clips leave it', async () => {
    const job = await made('ana');
    const first = await save();
    for (const clip of await clipsOfJob(stand.store.database, job)) await removeClip(stand.services, clip);
    await made('ana');
    await save();
    // What an interrupted backup left, and what somebody deleted.
    const [lost = ''] = await keysIn(stand.services.storage);
    await writeFile(join(backup, 'files', 'left.jpg'), 'of somebody who wants to be forgotten');
    await rm(join(backup, 'files', lost));
    const second = await save();
    expect(await keysIn(await openDisk(backup, false))).toEqual(await keysIn(stand.services.storage));
    expect(second?.files).toBe(first?.files);
    const left = JSON.parse(await readFile(join(backup, 'backup.json'), 'utf8'));
    expect(Object.keys(left.files).sort()).toEqual(await keysIn(stand.services.storage));
    for (const key of Object.keys(left.files)) await readFile(join(backup, 'files', key));
  });

  it('is written by one process at a time', async () => {
    const both = await Promise.all([save(), save()]);
    expect(both.filter((figures) => figures !== null)).toHaveLength(1);
    expect(await save()).not.toBeNull();
  });

  it('is refused where it is damaged, unfinished, of another version, or would mix with what is there', async () => {
    await made('ana');
    await save();
    const target = join(folder, 'elsewhere');
    await preparePglite(target);
    const store = await openPglite(target);
    try {
      const storage = await openDisk(target, true);
      const parts = { store, storage, certificates };
      const refused = (kind: string, where = backup) =>
        expect(restore(parts, where)).rejects.toMatchObject({ kind });
      await refused('backup_missing', folder);
      await expect(restore({ ...stand.services, certificates }, backup)).rejects.toMatchObject({
        kind: 'backup_not_empty',
      });
      const manifest = join(backup, 'backup.json');
      const text = await readFile(manifest, 'utf8');
      await writeFile(manifest, text.replace(/"schema":"[^"]+"/, '"schema":"1-abcdefg"'));
      await refused('backup_version');
      await writeFile(manifest, text);
      const [key = ''] = Object.keys(JSON.parse(text).files);
      await writeFile(join(backup, 'files', key), 'other bytes');
      await refused('backup_damaged');
      expect((await contentOf(store)).every(([, rows]) => rows.length === 0)).toBe(true);
    } finally {
      await store.close();
    }
  });
});
