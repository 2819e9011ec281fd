import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/core/id.ts';
import { openAttempt, renewOperation } from '../../src/store/attempts.ts';
import { addBlock, blockedIn } from '../../src/store/blocked-people.ts';
import { claimJob, releaseJob, updateLeasedJob } from '../../src/store/claims.ts';
import { insertClip, listClips } from '../../src/store/clip-rows.ts';
import { moveCommunity } from '../../src/store/communities.ts';
import { findExpiredInputFiles, findInputFiles, insertInputFiles } from '../../src/store/input-file-rows.ts';
import { readOutlook } from '../../src/store/job-outlook.ts';
import { findJob } from '../../src/store/jobs.ts';
import type { Store } from '../../src/store/open-store.ts';
import { insertPending, readPending } from '../../src/store/pending-orders.ts';
import { changeSetting, readSetting, writeSetting } from '../../src/store/saved-settings.ts';
import { settleJob } from '../../src/store/settle.ts';
import { databases } from './databases.ts';
import { emptyTables } from './empty.ts';
import { clipRow, insertJob, jobRow, photoRow, plan } from './rows.ts';

describe.each(databases)('the store on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ store, close } = await open());
  });
  beforeEach(() => emptyTables(store.database));
  afterAll(() => close());
  const add = async (more: Partial<Parameters<typeof insertJob>[1]> = {}) => {
    const row = await insertJob(store.database, { ...jobRow(), ...more });
    if (row === null) throw new Error('not added');
    return row;
  };

  it('moves a community with its blocks, open questions and the rules about its channels', async () => {
    const rules = { channels: ['-5', '7'], label: 'always' };
    await writeSetting(store.database, 'telegram:-5', 'rules', rules);
    await addBlock(store.database, 'telegram:-5', 'telegram:7');
    const { order } = jobRow();
    await insertPending(store.database, {
      ...{ id: 'p', owner: 'ana', order: { ...order, community: 'telegram:-5' } },
      ...{ questions: [], agreed: [], expiresAt: new Date() },
    });
    for (const _ of [1, 2]) await moveCommunity(store.database, 'telegram:-5', 'telegram:-1005');
    expect(await blockedIn(store.database, ['telegram:-1005'])).toEqual(['telegram:7']);
    expect(await blockedIn(store.database, ['telegram:-5'])).toEqual([]);
    expect((await readPending(store.database, ['ana'], 'p'))?.order.community).toBe('telegram:-1005');
    const moved = { ...rules, channels: ['-1005', '7'] };
    expect(await readSetting(store.database, 'telegram:-1005', 'rules')).toEqual(moved);
  });

  it('loses no change of a setting that many change at once', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `n${index}`);
    const add = (name: string) =>
      changeSetting(store.database, 'home', 'rules', (before) => ({ ...Object(before), [name]: true }));
    await Promise.all(names.map(add));
    expect(Object.keys(Object(await readSetting(store.database, 'home', 'rules'))).sort()).toEqual(
      names.sort(),
    );
  });

  it('gives a job to one of many that claim it at once', async () => {
    const { id } = await add();
    const claims = await Promise.all(Array.from({ length: 20 }, () => claimJob(store.database, id, newId())));
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  });

  it('lets only the holder of the lease write, pay and finish', async () => {
    const { id } = await add();
    await claimJob(store.database, id, 'mine');
    expect(await updateLeasedJob(store.database, id, 'theirs', { fraction: 0.5 })).toBeNull();
    const attempt = { idempotencyKey: newId(), job: id, take: 1, number: 1, plan };
    expect(await openAttempt(store.database, 'theirs', attempt)).toBeNull();
    const job = { id, state: 'generating', credits: 0 } as const;
    const end = { outcome: 'succeeded', failure: null, spent: 0, delivered: null } as const;
    expect(await settleJob(store.database, job, { ...end, lease: 'theirs' })).toBe(false);
    expect(await settleJob(store.database, job, { ...end, lease: null })).toBe(false);
    expect(await openAttempt(store.database, 'mine', attempt)).toMatchObject({
      idempotencyKey: attempt.idempotencyKey,
    });
    expect(await renewOperation(store.database, 'theirs', attempt, { id: 'next' })).toBe(false);
    expect(await renewOperation(store.database, 'mine', attempt, { id: 'next' })).toBe(true);
    expect(await settleJob(store.database, job, { ...end, lease: 'mine' })).toBe(true);
    expect(await settleJob(store.database, job, { ...end, lease: 'mine' })).toBe(false);
  });

  it('counts a death only when a lease runs out, not when a job is let go', async () => {
    const { id } = await add();
    for (let round = 0; round < 5; round++) {
      await claimJob(store.database, id, 'mine');
      await releaseJob(store.database, id, 'mine', { retry: false, pause: null });
    }
    expect(await findJob(store.database, id)).toMatchObject({ claims: 0, lease: null });
  });

  it('takes a key once, whoever asks at the same time', async () => {
    const rows = await Promise.all(
      Array.from({ length: 20 }, () => insertJob(store.database, { ...jobRow(), key: 'chat:1' })),
    );
    expect(rows.filter((row) => row !== null)).toHaveLength(1);
  });

  it('places a job behind lower priorities and earlier jobs', async () => {
    const hog = [await add({ owner: 'hog' }), await add({ owner: 'hog' }), await add({ owner: 'hog' })];
    const first = await add();
    const second = await add();
    expect(hog.map(({ priority }) => priority)).toEqual([0, 1, 2]);
    expect([first.priority, second.priority]).toEqual([0, 1]);
    expect((await readOutlook(store.database, first, [])).line).toMatchObject({ ahead: 1 });
    expect((await readOutlook(store.database, second, [])).line).toMatchObject({ ahead: 3 });
  });

  it('pages through clips by key, newest first, without a gap or a repeat', async () => {
    const { id: job } = await add();
    for (let take = 1; take <= 7; take++) await insertClip(store.database, clipRow(job, take));
    const seen: number[] = [];
    for (let before: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof listClips>> = await listClips(store.database, 'ana', {
        before,
        limit: 3,
      });
      seen.push(...page.map((clip) => clip.width));
      before = page.at(-1)?.id ?? null;
      if (before === null) break;
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('finds expired photos except those an unfinished job still needs', async () => {
    const [old, needed, fresh] = [photoRow(), photoRow(), photoRow()];
    const [sound, depth] = [photoRow(), photoRow()];
    await insertInputFiles(store.database, [old, needed, sound, depth], -1);
    await insertInputFiles(store.database, [fresh], 1);
    await add({ order: { ...jobRow().order, photos: [needed.id], sound: sound.id, depth: depth.id } });
    expect((await findExpiredInputFiles(store.database, 10)).map(({ id }) => id)).toEqual([old.id]);
    expect((await findInputFiles(store.database, [fresh.id, old.id])).map(({ id }) => id)).toEqual([
      fresh.id,
      old.id,
    ]);
  });

  it('keeps settings by scope and name', async () => {
    expect(await readSetting(store.database, 'guild:1', 'effects')).toBeNull();
    await writeSetting(store.database, 'guild:1', 'effects', ['parallax']);
    await writeSetting(store.database, 'guild:1', 'effects', ['melt']);
    expect(await readSetting(store.database, 'guild:1', 'effects')).toEqual(['melt']);
    expect(await readSetting(store.database, 'guild:2', 'effects')).toBeNull();
  });
});
