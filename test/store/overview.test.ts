import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/core/id.ts';
import type { Order } from '../../src/core/order.ts';
import { openAttempt } from '../../src/store/attempts.ts';
import { claimJob } from '../../src/store/claims.ts';
import { deleteClip, insertClip } from '../../src/store/clip-rows.ts';
import { jobLines, jobSheet } from '../../src/store/job-lines.ts';
import type { JobRow } from '../../src/store/jobs.ts';
import { grantCredits, refundJob } from '../../src/store/ledger.ts';
import { ledgerFiguresOf, spendLines, storedFigures } from '../../src/store/ledger-figures.ts';
import type { Store } from '../../src/store/open-store.ts';
import { hitLines } from '../../src/store/opinions.ts';
import { setPaused } from '../../src/store/pauses.ts';
import {
  engineFigures,
  eventsSince,
  failureCounts,
  hourFigures,
  paceFigures,
  queueFigures,
} from '../../src/store/queue-figures.ts';
import { rateClip } from '../../src/store/ratings.ts';
import { settleJob } from '../../src/store/settle.ts';
import { takeCredits } from '../../src/store/spend.ts';
import { databases } from './databases.ts';
import { emptyTables } from './empty.ts';
import { clipRow, insertJob, jobRow, noLimits, order, plan } from './rows.ts';

describe.each(databases)('what an operator sees on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ store, close } = await open());
  });
  beforeEach(() => emptyTables(store.database));
  afterAll(() => close());

  const add = async (more: object = {}, wish: Partial<Order> = {}): Promise<JobRow> => {
    const row = await insertJob(store.database, { ...jobRow(), order: { ...order, ...wish }, ...more });
    if (row === null) throw new Error('not added');
    return row;
  };
  const end = async (job: JobRow, outcome: 'succeeded' | 'failed', kind: 'timeout' | null = null) => {
    const failure = kind === null ? null : { kind, facts: {} };
    await settleJob(store.database, job, { outcome, failure, spent: 0, delivered: null, lease: null });
  };
  const ago = (table: string, id: string, changes: string) =>
    store.database.execute(sql.raw(`update ${table} set ${changes} where id = '${id}'`));

  it('counts unfinished jobs by state, with those that are paused apart', async () => {
    const oldest = await add();
    await ago('jobs', oldest.id, "created_at = now() - interval '90 seconds'");
    await add();
    await claimJob(store.database, (await add()).id, 'lease');
    const held = await add({ engine: 'far' });
    await ago('jobs', held.id, "created_at = now() - interval '1 day'");
    await setPaused(store.database, 'far', true);
    await end(await add(), 'succeeded');
    const { states, paused, oldest: age } = await queueFigures(store.database);
    expect(states).toEqual({ queued: 2, generating: 1, finishing: 0, delivering: 0 });
    expect(paused).toBe(1);
    expect(age).toBeGreaterThanOrEqual(90);
    expect(age).toBeLessThan(3_600);
    const listed = async (filter: 'all' | 'paused' | 'queued' | 'running' | 'succeeded') =>
      (await jobLines(store.database, filter, { before: null, limit: 10 })).length;
    expect(await listed('all')).toBe(5);
    expect(await listed('paused')).toBe(1);
    expect(await listed('queued')).toBe(2);
    expect(await listed('running')).toBe(1);
    expect(await listed('succeeded')).toBe(1);
  });

  it('pages through all jobs without leaving one out or showing one twice', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 7; index++) ids.unshift((await add()).id);
    const seen: string[] = [];
    for (let before: string | null = null; ; ) {
      const page = await jobLines(store.database, 'all', { before, limit: 3 });
      if (page.length === 0) break;
      seen.push(...page.map(({ id }) => id));
      before = page.at(-1)?.id ?? null;
    }
    expect(seen).toEqual(ids);
  });

  it('shows no prompt, photo or address of any job', async () => {
    const secret = { prompt: 'canary', photos: ['canary'], address: { platform: 'chat', token: 'canary' } };
    const job = await add({}, secret);
    const told = [await jobLines(store.database, 'all', { before: null, limit: 1 })];
    expect(JSON.stringify([told, await jobSheet(store.database, job.id)])).not.toContain('canary');
  });

  it('counts failures by kind, and what ended by the hour', async () => {
    await end(await add(), 'failed', 'timeout');
    const old = await add();
    await end(old, 'failed', 'timeout');
    await ago('jobs', old.id, "finished_at = now() - interval '3 days'");
    const longAgo = await add();
    await end(longAgo, 'failed', 'timeout');
    await ago('jobs', longAgo.id, "finished_at = now() - interval '8 days'");
    expect(await failureCounts(store.database)).toEqual([{ kind: 'timeout', day: 1, week: 2 }]);
    const hours = await hourFigures(store.database);
    expect(hours).toHaveLength(24);
    expect(hours.reduce((sum, { failed }) => sum + failed, 0)).toBe(1);
    expect(Math.abs((hours.at(-1)?.at.getTime() ?? 0) - Date.now())).toBeLessThan(2 * 3_600_000);
  });

  it('tells how long half and 95 of 100 jobs waited and ran', async () => {
    expect(await paceFigures(store.database)).toEqual({
      wait: { p50: null, p95: null },
      run: { p50: null, p95: null },
    });
    for (const seconds of [10, 20, 30]) {
      const job = await add();
      await end(job, 'succeeded');
      const times = `created_at = now() - interval '${seconds + 60} seconds', started_at = now() - interval '60 seconds'`;
      await ago('jobs', job.id, `${times}, finished_at = now()`);
    }
    const { wait, run } = await paceFigures(store.database);
    expect(wait.p50).toBeCloseTo(20);
    expect(wait.p95).toBeCloseTo(29);
    expect(run.p50).toBeCloseTo(60);
    const [hour] = (await hourFigures(store.database)).filter(({ succeeded }) => succeeded > 0);
    expect([hour?.wait, hour?.run]).toEqual([expect.closeTo(20), expect.closeTo(60)]);
  });

  it('tells attempts by engine', async () => {
    const job = await add();
    await claimJob(store.database, job.id, 'lease');
    for (const [number, state, seconds] of [
      [1, 'dead', 5],
      [2, 'done', 8],
      [3, 'done', 10],
    ] as const) {
      const idempotencyKey = newId();
      await openAttempt(store.database, 'lease', { idempotencyKey, job: job.id, take: 1, number, plan });
      await store.database.execute(
        sql`update attempts set state = ${state}, seconds = ${seconds} where marker = ${idempotencyKey}`,
      );
    }
    await add();
    const [local] = await engineFigures(store.database);
    expect(local).toEqual({
      ...{ name: 'local', waiting: 1, running: 1, done: 2, dead: 1 },
      seconds: { p50: 9, p95: 9.9 },
    });
  });

  it('tells news once, and nothing of what was there before it was first asked', async () => {
    await end(await add(), 'succeeded');
    const first = await eventsSince(store.database, null);
    expect(first.jobs).toEqual([]);
    const job = await add();
    await end(job, 'failed', 'timeout');
    // What ended this very moment is told when it is certain that it was written.
    await ago('jobs', job.id, `finished_at = '${first.until}'::timestamptz + interval '1 microsecond'`);
    const second = await eventsSince(store.database, first.until);
    expect(second.jobs).toEqual([
      { engine: 'local', outcome: 'failed', failure: 'timeout', delivered: null, wait: null, run: null },
    ]);
    expect((await eventsSince(store.database, second.until)).jobs).toEqual([]);
  });

  it('shows that the books are balanced, and when they are not', async () => {
    await grantCredits(store.database, 'ana', 20);
    const pay = async (credits: number, spent: number) => {
      const job = await add({ credits });
      const held = { id: job.id, owner: 'ana', community: null, credits };
      await store.database.transaction((transaction) => takeCredits(transaction, held, noLimits));
      if (spent > 0) {
        const how = { outcome: 'succeeded', failure: null, delivered: null, lease: null } as const;
        await settleJob(store.database, job, { ...how, spent });
      }
      return job;
    };
    await pay(3, 0);
    const paid = await pay(5, 4);
    await pay(2, 2);
    expect(await refundJob(store.database, paid.id)).toBe(4);
    const ledger = { granted: 20, available: 15, held: 3, spent: 2, refunded: 4 };
    expect(await ledgerFiguresOf(store.database)).toEqual({ ...ledger, imbalance: 0 });
    const day = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
    expect(await spendLines(store.database)).toEqual([{ day, engine: 'local', credits: 6 }]);
    expect((await jobSheet(store.database, paid.id))?.book.map(({ kind }) => kind)).toEqual([
      ...['hold', 'capture', 'refund'],
    ]);
    await store.database.execute(sql`update accounts set balance = balance + 1`);
    expect((await ledgerFiguresOf(store.database)).imbalance).toBe(1);
  });

  describe('of clips', () => {
    const film = async (wish: Partial<Order> = {}, age = '2 hours') => {
      const job = await add({}, wish);
      const row = clipRow(job.id, 1);
      await insertClip(store.database, row);
      await ago('clips', row.id, `created_at = now() - interval '${age}'`);
      return { job: job.id, clip: row.id };
    };
    const [hit, miss] = [
      { clips: 1, hits: 1 },
      { clips: 1, hits: 0 },
    ];
    const judged = async () => (await hitLines(store.database, 10))[0];

    it('counts what is kept and liked', async () => {
      await film();
      expect(await judged()).toMatchObject({ ...hit, model: 'local-2.5d', effect: 'parallax', kept: 1 });
    });

    it.each([
      ['deleted on its first day', async ({ clip }: { clip: string }) => deleteClip(store.database, clip)],
      ['made anew', async ({ job }: { job: string }) => void (await add({}, { parent: job }))],
      [
        'disliked',
        async ({ clip }: { clip: string }) => rateClip(store.database, { clip, actor: 'ben', liked: false }),
      ],
    ])('counts a clip that was %s as none', async (_how, discard) => {
      await discard(await film());
      expect(await judged()).toMatchObject(miss);
    });

    it('does not hold against a clip what went on from it, what a stranger made of it, or its age', async () => {
      const first = await film();
      await add({}, { parent: first.job, after: { clip: first.clip, owner: 'ana', seconds: 4 } });
      const second = await film();
      await add({ owner: 'ben' }, { parent: second.job, owner: 'ben' });
      const third = await film({}, '5 days');
      await deleteClip(store.database, third.clip);
      expect(await judged()).toMatchObject({ clips: 3, hits: 3 });
    });

    it('leaves out drafts and what nobody had the time to judge', async () => {
      await film({ draft: true });
      const fresh = await film({}, '1 minute');
      expect(await judged()).toBeUndefined();
      await rateClip(store.database, { clip: fresh.clip, actor: 'ana', liked: true });
      expect(await judged()).toMatchObject({ clips: 1, liked: 1, hits: 1 });
    });

    it('adds up what is stored', async () => {
      await film();
      const gone = await film();
      await deleteClip(store.database, gone.clip);
      expect(await storedFigures(store.database)).toEqual({
        ...{ clips: 1, clipBytes: 1_000, photos: 0, photoBytes: 0 },
      });
    });
  });
});
