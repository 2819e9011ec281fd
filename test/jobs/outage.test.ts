import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Engine } from '../../src/core/engine.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { openQueue } from '../../src/queue/bull-queue.ts';
import { findJob } from '../../src/store/jobs.ts';
import { auditLedger, balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { openPostgres } from '../../src/store/open-store.ts';
import { postgresAvailable, startPostgres } from '../peers/postgres.ts';
import { predictionEngine, startPredictions } from '../peers/predictions-client.ts';
import { buildServices } from '../peers/render-services.ts';
import { order } from '../store/rows.ts';
import { submitFiles } from './submit-files.ts';

const never = new AbortController().signal;
const quick = 20_000;

describe.runIf(postgresAvailable())('while Postgres is down', () => {
  const clean: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of clean.splice(0).reverse()) await close();
  });

  it('new jobs are refused soon, and what was begun is charged and paid once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'photoplay-outage-'));
    clean.push(() => rm(folder, { recursive: true }));
    const photo = { path: join(folder, 'photo'), name: 'photo' };
    await writeFile(photo.path, 'bytes of a photo');
    const postgres = await startPostgres();
    clean.push(postgres.stop);
    const store = await openPostgres(postgres.url, () => {});
    clean.push(store.close);
    const queue = await openQueue(
      { kind: 'postgres', url: postgres.url },
      { lanes: ['render'], onError: () => {} },
    );
    clean.push(queue.close);
    const provider = await startPredictions({ milliseconds: 100, resetEvery: Number.POSITIVE_INFINITY });
    clean.push(provider.close);
    const real = predictionEngine(provider.url);
    // The database goes when the take is paid for and its receipt is not yet written down.
    let crash = async (): Promise<void> => postgres.kill();
    const engine: Engine = {
      ...real,
      start: async (plan, context) => {
        const operation = await real.start(plan, context);
        await crash();
        return operation;
      },
    };
    const services = await buildServices({ folder, store, queue, engines: [engine], platforms: [] });
    await grantCredits(store.database, 'ana', 10);
    const ask = (key: string) => submitFiles(services, { ...order, owner: 'ana' }, [photo], key);
    const { job } = await ask('first');

    await expect(runJob(services, job.id, never)).rejects.toThrow();
    const asked = performance.now();
    await expect(ask('second')).rejects.toThrow();
    expect(performance.now() - asked).toBeLessThan(quick);
    crash = async () => {};
    await postgres.restart();

    await vi.waitFor(
      async () => {
        await runJob(services, job.id, never).catch(() => {});
        expect(await findJob(store.database, job.id)).toMatchObject({ state: 'done' });
      },
      { timeout: 120_000, interval: 500 },
    );
    expect(await findJob(store.database, job.id)).toMatchObject({ outcome: 'succeeded' });
    expect([...provider.made.values()]).toEqual([1]);
    expect(await balanceOf(store.database, 'ana')).toBe(7);
    expect((await ask('second')).repeated).toBe(false);
    expect(await auditLedger(store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });
});
