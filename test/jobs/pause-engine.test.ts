import { afterEach, describe, expect, it } from 'vitest';
import { pause, resume } from '../../commands/operator.ts';
import type { Command } from '../../src/core/command.ts';
import type { Engine } from '../../src/core/engine.ts';
import type { JobStatus } from '../../src/core/job.ts';
import { bind } from '../../src/jobs/bind-command.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import type { Services } from '../../src/jobs/services.ts';
import { statusOf } from '../../src/jobs/status.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import { openAttempts } from '../../src/store/attempts.ts';
import { findUnclaimed } from '../../src/store/claims.ts';
import { grantCredits } from '../../src/store/ledger.ts';
import { actor, request } from '../peers/render-services.ts';
import { otherEngine } from './engines.ts';
import { standUp } from './job-stand.ts';

const never = new AbortController().signal;

describe('a pause', () => {
  const stand = standUp();
  const cards: JobStatus[] = [];
  afterEach(() => {
    cards.length = 0;
  });

  const set = async (command: unknown, raw: object = {}) => {
    const known = { effects: [], engines: stand.services.engines.map(({ name }) => name), models: [] };
    const bound = bind(command as Command<Services>, stand.services, known);
    return (await bound.run(request(actor('operator', { operator: true })), { ...raw })).text;
  };
  const rich = () => grantCredits(stand.store.database, 'ana', 100);
  const withCards = (engines: readonly Engine[]) =>
    stand.rebuild({
      engines,
      platform: {
        ...stand.memory,
        update: async (_address, status) => {
          cards.push(status);
        },
      },
    });

  it('of everything lets no process begin anything, until it is resumed, and cards say so', async () => {
    await rich();
    await withCards([stand.engine]);
    const { job } = await stand.ask('ana');
    expect(await set(pause)).toEqual({ key: 'paused', values: { names: ['everything'] } });
    await runJob(stand.services, job.id, never);
    expect(await stand.reload(job.id)).toMatchObject({ state: 'queued', lease: null, claims: 0 });
    expect(cards).toEqual([expect.objectContaining({ paused: true, queuePosition: null, readyAt: null })]);
    expect(await findUnclaimed(stand.store.database, 10)).toEqual([]);
    expect(await set(resume)).toEqual({ key: 'paused', values: { names: [] } });
    expect(cards.at(-1)).toMatchObject({ queuePosition: 1 });
    expect(cards.at(-1)).not.toHaveProperty('paused');
    await runJob(stand.services, job.id, never);
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'succeeded' });
  });

  it('of one engine leaves the others alone', async () => {
    await rich();
    const other = otherEngine(stand.engine, 'other', 1);
    await withCards([stand.engine, other]);
    await set(pause, { engine: 'other' });
    const waiting = await stand.ask('ana', { engine: 'other' });
    const going = await stand.ask('ana', { engine: 'predictions' });
    // What is paused is not in front of anybody.
    expect(await statusOf(stand.services, going.job)).toMatchObject({ queuePosition: 1 });
    await runJob(stand.services, waiting.job.id, never);
    await runJob(stand.services, going.job.id, never);
    expect(await stand.reload(waiting.job.id)).toMatchObject({ state: 'queued' });
    expect(await stand.reload(going.job.id)).toMatchObject({ outcome: 'succeeded' });
  });

  it('lets what has begun go on to its end, also in another process', async () => {
    await rich();
    const stop = new AbortController();
    const { engine } = stand;
    const slow: Engine = {
      ...engine,
      check: async () => ({ state: 'running', fraction: 0.5 }),
      waitForUpdate: async (_operation, _milliseconds, signal) => {
        stop.abort(new Error('handed back'));
        signal.throwIfAborted();
      },
    };
    await withCards([slow]);
    const { job } = await stand.ask('ana', { seed: 6_001 });
    await runJob(stand.services, job.id, stop.signal).catch(() => {});
    expect(await openAttempts(stand.store.database, job.id)).toHaveLength(1);
    await withCards([engine]);
    await set(pause);
    await set(pause, { engine: 'predictions' });
    expect(await statusOf(stand.services, await stand.reload(job.id))).not.toHaveProperty('paused');
    await runJob(stand.services, job.id, never);
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'succeeded' });
    expect(stand.provider.made.get('seed-6001')).toBe(1);
  });

  it('of the engine that a take would pass on to keeps it from being asked', async () => {
    await rich();
    const { engine } = stand;
    const failing: Engine = {
      ...engine,
      check: async () => ({ state: 'failed', failure: { kind: 'model_failed', facts: {} } }),
    };
    let started = 0;
    const next: Engine = {
      ...otherEngine(engine, 'next', 1, true),
      start: (plan, context) => {
        started += 1;
        return engine.start(plan, context);
      },
    };
    await withCards([failing, next]);
    const { job } = await stand.ask('ana', { prompt: 'wave' });
    expect(job.candidates.map((one) => one.engine)).toEqual(['predictions', 'next']);
    await set(pause, { engine: 'next' });
    await runJob(stand.services, job.id, never).catch(() => {});
    expect(started).toBe(0);
    expect(await statusOf(stand.services, await stand.reload(job.id))).toMatchObject({ paused: true });
    await set(resume, { engine: 'next' });
    await runJob(stand.services, job.id, never);
    expect(started).toBe(1);
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'succeeded', engine: 'next' });
  });

  it('does not fill the queue with what may not run, and workers go on by themselves after it', async () => {
    await rich();
    await set(pause);
    const { job } = await stand.ask('ana');
    await stand.queue.clear();
    await sweep(stand.services);
    expect(await stand.queue.knows([job.id])).toEqual(new Set());
    await stand.work();
    await set(resume);
    await sweep(stand.services);
    await stand.done(job.id);
  });
});
