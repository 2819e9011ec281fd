import { describe, expect, it } from 'vitest';
import { refund } from '../../src/jobs/balance.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { redoJob } from '../../src/jobs/submit.ts';
import { takeDown } from '../../src/jobs/take-down.ts';
import { clipsOfJob, findClip } from '../../src/store/clip-rows.ts';
import { findInputFiles, recordInputFilesRemoved } from '../../src/store/input-file-rows.ts';
import { auditLedger, balanceOf, grantCredits, jobCosts } from '../../src/store/ledger.ts';
import { insertReport } from '../../src/store/reports.ts';
import { poolOf, spentSoFar } from '../../src/store/spend.ts';
import { sentence } from '../../src/text/sentence.ts';
import { english } from '../messages/opened.ts';
import { actor } from '../peers/render-services.ts';
import { failing } from './engines.ts';
import { standUp } from './job-stand.ts';
import { ask } from './job-studio.ts';

const never = new AbortController().signal;

describe('what an operator can do', () => {
  const stand = standUp();
  const made = async (...asked: Parameters<typeof stand.ask>) => {
    const { job } = await stand.ask(...asked);
    await runJob(stand.services, job.id, never);
    return stand.reload(job.id);
  };
  const balance = (owner = 'ana') => balanceOf(stand.store.database, owner);
  const sound = { drift: 0, accounts: 0, orphans: 0 };
  const ledger = () => auditLedger(stand.store.database);

  const failed = async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    await stand.rebuild({ engine: failing(stand.engine, 'model_failed') });
    const job = await made('ana', { seed: 7_001 });
    expect(job.outcome).toBe('failed');
    await stand.rebuild({});
    return job;
  };

  it('a failed job that is tried again is a new job, and is paid once', async () => {
    const job = await failed();
    expect(await balance()).toBe(10);
    const { job: second, repeated } = await redoJob(stand.services, job.id);
    expect(repeated).toBe(false);
    expect(second.order).toEqual({ ...job.order, parent: job.id });
    await runJob(stand.services, second.id, never);
    expect(await stand.reload(second.id)).toMatchObject({ outcome: 'succeeded' });
    expect(stand.delivered.map(({ text }) => text.key)).toEqual(['failed', 'finished']);
    expect(await balance()).toBe(7);
    expect(await ledger()).toEqual(sound);
  });

  it('trying a job again twenty times at once makes one new job', async () => {
    const job = await failed();
    const tries = await Promise.all(Array.from({ length: 20 }, () => redoJob(stand.services, job.id)));
    expect(new Set(tries.map((one) => one.job.id)).size).toBe(1);
    expect(tries.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await balance()).toBe(7);
  });

  it('only what failed is tried again, and only while its photos are kept', async () => {
    const job = await failed();
    const good = await made('ana');
    await expect(redoJob(stand.services, good.id)).rejects.toMatchObject({ kind: 'not_failed' });
    await expect(redoJob(stand.services, 'a'.repeat(22))).rejects.toMatchObject({ kind: 'not_found' });
    await recordInputFilesRemoved(stand.store.database, job.order.photos);
    await expect(redoJob(stand.services, job.id)).rejects.toMatchObject({ kind: 'expired' });
  });

  it('a refund gives back what was charged, to everybody who paid, once', async () => {
    await stand.rebuild({ limits: { daily: 10, communityDaily: 20 } });
    const job = await made('ana', { community: 'home', takes: 2 });
    expect([await balance(), await balance(poolOf('home'))]).toEqual([4, 14]);
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => refund(stand.services, job.id)));
    const given = asked.filter(({ status }) => status === 'fulfilled');
    expect(given).toEqual([{ status: 'fulfilled', value: { owner: 'ana', credits: 6, left: 10 } }]);
    expect(asked.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { kind: 'nothing_to_refund' },
    });
    expect([await balance(), await balance(poolOf('home'))]).toEqual([10, 20]);
    expect(await jobCosts(stand.store.database, 'ana', 1)).toEqual([
      { effect: 'parallax', held: 0, spent: 0 },
    ]);
    // The provider was paid all the same.
    expect((await spentSoFar(stand.store.database)).day).toBe(6);
    expect(await ledger()).toEqual(sound);
  });

  it('what failed or has not ended has nothing to refund', async () => {
    const job = await failed();
    const { job: waiting } = await stand.ask('ana');
    for (const { id } of [job, waiting])
      await expect(refund(stand.services, id)).rejects.toMatchObject({ kind: 'nothing_to_refund' });
    expect(await ledger()).toEqual(sound);
  });

  it('a clip that is taken down is gone for everyone, files and photo too, and its owner is told why', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const job = await made('ana', { visibility: 'public' });
    const [clip] = await clipsOfJob(stand.store.database, job.id);
    if (clip === undefined) throw new Error('no clip');
    const [photo] = await findInputFiles(stand.store.database, job.order.photos);
    expect(await takeDown(stand.services, clip.id, 'consent')).toEqual({
      effect: 'parallax',
      clips: 1,
      notified: true,
      stays: 0,
    });
    expect(await findClip(stand.store.database, clip.id)).toBeNull();
    for (const key of [clip.file, clip.thumbnail, photo?.file ?? ''])
      await expect(stand.services.storage.path(key)).rejects.toMatchObject({ kind: 'not_found' });
    const [, notice] = stand.delivered;
    expect(notice).toMatchObject({ ephemeral: true, clips: [], actions: [] });
    expect(notice?.text.key === 'taken_down' && sentence(english, notice.text)).toBe(
      'Your Parallax clip was removed because someone in it didn’t agree to it. You can’t restore it. If you disagree, contact ops@clips.example.',
    );
    const looked = ask(stand.services, 'clip', actor('ana'), { id: clip.id });
    await expect(looked).rejects.toMatchObject({
      kind: 'taken_down',
      facts: { reason: 'consent', contact: 'ops@clips.example' },
    });
    await expect(ask(stand.services, 'clip', actor('ben'), { id: clip.id })).rejects.toMatchObject({
      kind: 'not_found',
    });
    await expect(takeDown(stand.services, clip.id, 'rules')).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('all takes of a job are taken down together', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const job = await made('ana', { takes: 2, visibility: 'public' });
    expect(await takeDown(stand.services, job.id, 'rules')).toMatchObject({ clips: 2 });
    expect(await clipsOfJob(stand.store.database, job.id)).toEqual([]);
    await expect(takeDown(stand.services, job.id, 'rules')).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('a private clip stays as it is until somebody who saw it reports it', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const [clip] = await clipsOfJob(stand.store.database, (await made('ana')).id);
    const id = clip?.id ?? '';
    await expect(takeDown(stand.services, id, 'rules')).rejects.toMatchObject({ kind: 'private_clip' });
    await insertReport(stand.store.database, { clip: id, actor: 'ben', reason: 'that is me' });
    expect(await takeDown(stand.services, id, 'consent')).toMatchObject({ clips: 1 });
  });

  it('a clip whose owner cannot be reached is taken down all the same', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const job = await made('ana', { address: { platform: 'gone' }, visibility: 'public' });
    const [clip] = await clipsOfJob(stand.store.database, job.id);
    expect(await takeDown(stand.services, clip?.id ?? '', 'rules')).toMatchObject({ notified: false });
    expect(await clipsOfJob(stand.store.database, job.id)).toEqual([]);
  });
});
