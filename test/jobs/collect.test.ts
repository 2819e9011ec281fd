import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Clip } from '../../src/core/clip.ts';
import { newId } from '../../src/core/id.ts';
import { cancel } from '../../src/jobs/cancel-job.ts';
import { changeRules } from '../../src/jobs/community-rules.ts';
import { removeClip } from '../../src/jobs/remove.ts';
import { removeOrphans } from '../../src/jobs/remove-orphans.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import { takeDown } from '../../src/jobs/take-down.ts';
import { openDisk } from '../../src/storage/disk.ts';
import { openAttempt } from '../../src/store/attempts.ts';
import { clipsOfJob, findClip } from '../../src/store/clip-rows.ts';
import { forgetClipWords } from '../../src/store/forget-words.ts';
import { findInputFiles } from '../../src/store/input-file-rows.ts';
import { insertReport } from '../../src/store/reports.ts';
import { rowsOf } from '../../src/store/rows-of.ts';
import { settleJob } from '../../src/store/settle.ts';
import { plan } from '../store/rows.ts';
import { standUp } from './job-stand.ts';

const never = new AbortController().signal;
const secrets = ['grandmother', 'ForAnaAlone', 'TheyAreRude'];

describe('what is deleted is gone', () => {
  const stand = standUp();
  beforeEach(async () => {
    await stand.rebuild({ limits: { daily: 1_000 } });
  });

  const wish = {
    prompt: 'slow zoom on grandmother',
    post: [{ kind: 'watermark', mark: { kind: 'text', text: 'ForAnaAlone' } }],
    community: 'home',
  } as const;
  const made = async (takes = 1): Promise<readonly Clip[]> => {
    const { job } = await stand.ask('ana', { ...wish, takes });
    await runJob(stand.services, job.id, never);
    // As a model is told it.
    await stand.store.database.execute(
      sql`update attempts set plan = jsonb_set(plan, '{input}', '{"prompt": "grandmother"}') where job = ${job.id}`,
    );
    return clipsOfJob(stand.store.database, job.id);
  };
  const own = () => ({ ...plan, engine: stand.engine.name });
  it('locks the jobs that it is part of in the order of their ids, so that two who delete never wait for each other', async ({
    skip,
  }) => {
    const { database, pglite } = stand.store;
    skip(pglite !== null, 'one session has no locks');
    const [clip] = await made();
    if (clip === undefined) throw new Error('no clip');
    const { job: next } = await stand.ask('ben', { ...wish, parent: clip.job });
    const [first = ''] = [clip.job, next.id].sort();
    // The clip is of the later one.
    const [own] = first === clip.job ? [next.id] : [clip.job];
    await database.execute(
      sql`update jobs set "order" = jsonb_set("order", '{parent}', to_jsonb(${own}::text)) where id = ${first}`,
    );
    await database.execute(sql`update clips set job = ${own}, deleted_at = now() where id = ${clip.id}`);
    const erasing = await database.transaction(async (other) => {
      await other.execute(sql`select id from jobs where id = ${first} for update`);
      const running = forgetClipWords(database, clip.id);
      const waiting = sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      await vi.waitFor(async () => expect(await rowsOf(database, waiting)).toHaveLength(1), 10_000);
      const open = sql`select id from jobs where id = ${own} for update skip locked`;
      expect(await rowsOf(other, open)).toEqual([{ id: own }]);
      return { running };
    });
    await erasing.running;
    expect((await findClip(database, clip.id))?.recipe.order.prompt ?? '').toBe('');
  });

  /** Tables in which any of the words stands. */
  const holding = async (): Promise<string[]> => {
    const names = [
      'jobs',
      'takes',
      'attempts',
      'clips',
      'deliveries',
      'settings',
      'inbox',
      'reports',
      'photos',
    ];
    const found = await Promise.all(
      names.map(async (name) => {
        const { rows } = (await stand.store.database.execute(
          `select to_jsonb(t)::text as row from ${name} t`,
        )) as {
          rows: { row: string }[];
        };
        return rows.some(({ row }) => secrets.some((secret) => row.includes(secret))) ? [name] : [];
      }),
    );
    return found.flat();
  };
  const files = async (): Promise<string[]> => {
    const entries = await readdir(join(stand.folder(), 'files'), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && entry.name !== '.mark').map(({ name }) => name);
  };
  const stored = async (key: string, hoursAgo: number): Promise<void> => {
    const path = join(stand.folder(), 'files', key);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, 'bytes');
    const then = new Date(Date.now() - hoursAgo * 3_600_000);
    await utimes(path, then, then);
  };

  it.each(['owner', 'takedown', 'sweep'] as const)('with every word of its owner’s: by %s', async (way) => {
    const [clip, other] = await made(2);
    if (clip === undefined || other === undefined) throw new Error('no clips');
    await insertReport(stand.store.database, { clip: clip.id, actor: 'ben', reason: 'TheyAreRude' });
    expect(await holding()).toEqual(expect.arrayContaining(['jobs', 'attempts', 'clips', 'reports']));
    if (way === 'owner') {
      await removeClip(stand.services, clip);
      // The other take still shows what was written.
      expect(await holding()).toEqual(['jobs', 'attempts', 'clips']);
      await removeClip(stand.services, other);
    }
    if (way === 'takedown') await takeDown(stand.services, clip.job, 'rules');
    if (way === 'sweep') {
      await changeRules(stand.services, 'home', () => ({ days: 1 }));
      await stand.store.database.execute(sql`update clips set created_at = now() - interval '2 days'`);
      await sweep(stand.services);
    }
    expect(await holding()).toEqual([]);
    expect(await files()).toEqual([]);
  });

  it('a cancelled job leaves neither photo nor words nor a film that was stored and never recorded', async () => {
    const { job } = await stand.ask('ana', wish);
    const idempotencyKey = newId();
    await stand.store.database.execute(sql`update jobs set lease = 'mine' where id = ${job.id}`);
    await openAttempt(stand.store.database, 'mine', {
      idempotencyKey,
      job: job.id,
      take: 1,
      number: 1,
      plan: own(),
    });
    await stored(`clips/${idempotencyKey}.mp4`, 0);
    await stored(`clips/${idempotencyKey}.jpg`, 0);
    // What shows its takes side by side.
    await stored(`clips/${job.id}.mp4`, 0);
    expect(await cancel(stand.services, job)).toBe('ended');
    expect([await files(), await holding()]).toEqual([[], []]);
  });

  it('one file that can’t be removed holds up nothing else', async () => {
    const cancelled = async (owner: string) => {
      const { job } = await stand.ask(owner, wish);
      const ended = { outcome: 'cancelled', failure: null, spent: 0, delivered: null, lease: null } as const;
      await settleJob(stand.store.database, job, ended);
      return job;
    };
    const [first] = [await cancelled('ana'), await cancelled('ben')].sort((one, other) =>
      one.id.localeCompare(other.id),
    );
    const [photo] = await findInputFiles(stand.store.database, first?.order.photos ?? []);
    await stored('clips/lost.mp4', 2);
    const { storage } = stand.services;
    const remove = async (key: string): Promise<void> => {
      if (key === photo?.file) throw new Error('busy');
      await storage.remove(key);
    };
    await removeOrphans({ ...stand.services, storage: { ...storage, remove } });
    expect([await files(), await holding()]).toEqual([[photo?.file.split('/')[1]], ['jobs']]);
    await removeOrphans(stand.services);
    expect([await files(), await holding()]).toEqual([[], []]);
  });

  it('files that no row needs are collected, but for young ones and those of running jobs', async () => {
    const [clip] = await made();
    const { job } = await stand.ask('ben', wish);
    const idempotencyKey = newId();
    await stand.store.database.execute(sql`update jobs set lease = 'mine' where id = ${job.id}`);
    await openAttempt(stand.store.database, 'mine', {
      idempotencyKey,
      job: job.id,
      take: 1,
      number: 1,
      plan: own(),
    });
    const before = await files();
    await stored(`clips/${idempotencyKey}.mp4`, 2);
    await stored('clips/young.mp4', 0);
    for (const key of ['clips/lost.mp4', 'clips/lost.jpg', 'photos/lost.jpg', 'sounds/lost.m4a'])
      await stored(key, 2);
    await removeOrphans(stand.services);
    expect((await files()).sort()).toEqual([...before, `${idempotencyKey}.mp4`, 'young.mp4'].sort());
    expect(clip).toBeDefined();
  });

  it('rows whose files are gone are given up, and nothing is where the files are not those of the database', async () => {
    const [clip] = await made();
    await removeOrphans(stand.services);
    await stand.store.database.execute(sql`update clips set created_at = now() - interval '1 day'`);
    await stand.services.storage.remove(clip?.file ?? '');
    const elsewhere = await openDisk(join(stand.folder(), 'empty'), false);
    await removeOrphans({ ...stand.services, storage: elsewhere });
    expect(await clipsOfJob(stand.store.database, clip?.job ?? '')).toHaveLength(1);
    await removeOrphans(stand.services);
    expect(await clipsOfJob(stand.store.database, clip?.job ?? '')).toEqual([]);
    expect(await holding()).toEqual([]);
  });

  it('rows whose files have yet to follow to another storage stay', async () => {
    const [clip] = await made();
    const { storage } = stand.services;
    await removeOrphans(stand.services);
    await stand.store.database.execute(sql`update clips set created_at = now() - interval '1 day'`);
    await storage.remove(clip?.file ?? '');
    const left = () => clipsOfJob(stand.store.database, clip?.job ?? '');
    await removeOrphans({ ...stand.services, storage: { ...storage, place: 's3:clips' } });
    expect(await left()).toHaveLength(1);
    await stand.store.database.execute(
      sql`update settings set value = jsonb_set(value, '{since}', '0') where name = 'storage place'`,
    );
    await removeOrphans({ ...stand.services, storage: { ...storage, place: 's3:clips' } });
    expect(await left()).toEqual([]);
  });

  it('a folder of work goes while we run, once nobody stirs in it; one in use stays', async () => {
    const folder = join(stand.folder(), 'shared');
    const pace = { touchMilliseconds: 20, silentMilliseconds: 300 };
    const [ours, theirs] = [await openDisk(folder, false, pace), await openDisk(folder, false, pace)];
    const lost = join(folder, 'work', 'w-lost');
    await mkdir(lost);
    await writeFile(join(lost, 'photo'), 'bytes of a photo');
    await using workspace = await theirs.workspace();
    await vi.waitFor(async () => {
      await ours.tidy();
      expect(await readdir(join(folder, 'work'))).not.toContain('w-lost');
    }, 100_000);
    expect(workspace.folder).toContain((await readdir(join(folder, 'work')))[0]);
  });
});
