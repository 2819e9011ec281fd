import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/core/engine.ts';
import { repeatOrder } from '../../src/jobs/repeat-order.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { auditLedger, balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { listTakes } from '../../src/store/takes.ts';
import { warningText } from '../../src/text/warning-text.ts';
import { english } from '../messages/opened.ts';
import { actor, request } from '../peers/render-services.ts';
import { failing, otherEngine } from './engines.ts';
import { standUp } from './job-stand.ts';

describe('the takes of a job', () => {
  const stand = standUp();
  const other = (...like: readonly [string, number, boolean?]) => otherEngine(stand.engine, ...like);

  it('are filmed side by side', async () => {
    await grantCredits(stand.store.database, 'ana', 20);
    let now = 0;
    let most = 0;
    const counted: Engine = {
      ...stand.engine,
      parallel: 3,
      start: async (plan, context) => {
        most = Math.max(most, ++now);
        return stand.engine.start(plan, context);
      },
      collect: async (operation, context) => {
        await stand.engine.collect(operation, context);
        now -= 1;
      },
    };
    await stand.rebuild({ engine: counted });
    await stand.work();
    const { job } = await stand.ask('ana', { takes: 4 });
    await stand.done(job.id);
    expect((await listTakes(stand.store.database, job.id)).map((take) => take.clip !== null)).toEqual(
      Array(4).fill(true),
    );
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(3);
    expect(await balanceOf(stand.store.database, 'ana')).toBe(8);
  });

  it('are no more at once by the next engine than that one can film', async () => {
    let now = 0;
    let most = 0;
    const here = other('here', 0, true);
    const alone: Engine = {
      ...here,
      parallel: 1,
      collect: async (operation, context) => {
        most = Math.max(most, ++now);
        await here.collect(operation, context);
        await wait(50);
        now -= 1;
      },
    };
    await grantCredits(stand.store.database, 'ana', 20);
    await stand.rebuild({ engines: [alone, failing(other('far', 3), 'unavailable')] });
    await stand.work();
    const { job } = await stand.ask('ana', { effect: 'old-photo', takes: 4 });
    await stand.done(job.id);
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'succeeded', engine: 'here' });
    expect(await clipsOfJob(stand.store.database, job.id)).toHaveLength(4);
    expect(most).toBe(1);
  });

  it('are filmed by the next when the engine they were priced for is here no longer', async () => {
    const here = other('here', 0, true);
    await grantCredits(stand.store.database, 'ana', 10);
    await stand.rebuild({ engines: [here, other('far', 3)] });
    const { job } = await stand.ask('ana', { effect: 'old-photo' });
    expect(job.engine).toBe('far');
    await stand.rebuild({ engines: [here] });
    await runJob(stand.services, job.id, new AbortController().signal);
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'succeeded', engine: 'here' });
    expect(await balanceOf(stand.store.database, 'ana')).toBe(10);
  });

  it('cost what was agreed, whatever they would cost by the time they are filmed', async () => {
    const [agreed, dearer] = [other('far', 3), other('far', 8)];
    await grantCredits(stand.store.database, 'ana', 4);
    await stand.rebuild({ engines: [agreed] });
    const { job } = await stand.ask('ana', { effect: 'old-photo' });
    await stand.rebuild({ engines: [dearer] });
    await stand.work();
    await stand.done(job.id);
    expect(await balanceOf(stand.store.database, 'ana')).toBe(1);
    expect(await auditLedger(stand.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });

  it('are not called finishing for one while another is still to be filmed', async () => {
    const states: string[] = [];
    const real = stand.engine;
    const watched: Engine = {
      ...real,
      parallel: 1,
      start: async (plan, context) => {
        states.push((await stand.reload(id)).state);
        return real.start(plan, context);
      },
    };
    await grantCredits(stand.store.database, 'ana', 20);
    await stand.rebuild({ engine: watched });
    const { job } = await stand.ask('ana', { takes: 3 });
    const { id } = job;
    await runJob(stand.services, id, new AbortController().signal);
    expect(states).toEqual(['generating', 'generating', 'generating']);
  });

  it('keep what was noticed while they were rendered', async () => {
    const notice = { kind: 'bounce', asked: '', used: 'subject' } as const;
    const noticing: Engine = {
      ...stand.engine,
      collect: async (operation, context) => {
        context.onNotice?.(notice);
        await stand.engine.collect(operation, context);
      },
    };
    await grantCredits(stand.store.database, 'ana', 20);
    await stand.rebuild({ engine: noticing });
    await stand.work();
    const { job } = await stand.ask('ana', { takes: 1 });
    await stand.done(job.id);
    const [clip] = await clipsOfJob(stand.store.database, job.id);
    expect(clip?.recipe.warnings).toContainEqual(notice);
    expect(warningText(english, notice)).toBe('No person was found, so the subject bounces as a whole.');
  });

  it('of several ratios are one clip each with the same seed, in the order they were asked for', async () => {
    await grantCredits(stand.store.database, 'ana', 20);
    await stand.work();
    const { job } = await stand.ask('ana', {
      takes: 3,
      variants: [{ ratio: '16:9' }, { ratio: '9:16' }, { ratio: '1:1' }],
    });
    expect(job.credits).toBe(9);
    await stand.done(job.id);
    const clips = await clipsOfJob(stand.store.database, job.id);
    expect(clips.map(({ recipe }) => recipe.order.ratio)).toEqual(['16:9', '9:16', '1:1']);
    expect(new Set(clips.map(({ recipe }) => recipe.order.seed)).size).toBe(1);
    expect(clips[1]?.recipe.order).not.toHaveProperty('variants');
    expect(await balanceOf(stand.store.database, 'ana')).toBe(11);
  });

  it('of several engines hold what each of them may cost, and are charged what each did', async () => {
    const dear = other('dear', 5);
    await grantCredits(stand.store.database, 'ana', 20);
    await stand.rebuild({ engines: [other('here', 0, true), failing(dear, 'unavailable'), other('far', 3)] });
    const variants = [{ engine: 'here' }, { engine: 'far' }, { engine: 'dear' }];
    await stand.work();
    const { job } = await stand.ask('ana', { takes: 3, variants });
    expect(job.credits).toBe(8);
    await stand.done(job.id);
    const clips = await clipsOfJob(stand.store.database, job.id);
    expect(clips.map(({ recipe }) => recipe.engine)).toEqual(['here', 'far']);
    expect(
      (await listTakes(stand.store.database, job.id)).map(({ held, credits }) => [held, credits]),
    ).toEqual([
      [0, 0],
      [3, 3],
      [5, 0],
    ]);
    expect(await balanceOf(stand.store.database, 'ana')).toBe(17);
    expect(await auditLedger(stand.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });

  it('of several models are one clip of the free engine, if that makes them again', async () => {
    await stand.rebuild({ engines: [other('here', 0, true), other('far', 3)] });
    await grantCredits(stand.store.database, 'ana', 20);
    const variants = [{}, { engine: 'far' }];
    const { job } = await stand.ask('ana', { engine: 'far', takes: 2, variants, compare: true });
    const again = repeatOrder(stand.services, job, request(actor('ana')), 'local');
    expect(again).toMatchObject({ engine: 'here', takes: 1 });
    expect(again.variants).toBeUndefined();
    expect(again.compare).toBeUndefined();
    expect(repeatOrder(stand.services, job, request(actor('ana')), null)).toMatchObject({
      variants,
      compare: true,
    });
  });
});
