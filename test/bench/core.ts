import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../src/core/engine.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { Queue } from '../../src/core/queue.ts';
import { workOn } from '../../src/jobs/run-job.ts';
import { openQueue } from '../../src/queue/bull-queue.ts';
import { openPglite, openPostgres, type Store } from '../../src/store/open-store.ts';
import { submitFiles } from '../jobs/submit-files.ts';
import { startPostgres } from '../peers/postgres.ts';
import { predictionEngine } from '../peers/predictions-client.ts';
import { startRedis } from '../peers/redis.ts';
import { buildServices } from '../peers/render-services.ts';
import { order } from '../store/rows.ts';
import { costOf, secondsOf, tell } from './figures.ts';

const jobs = 400;
const concurrency = 10;
const onError = (): void => {};

/** Does nothing as fast as it can: what remains is the core. */
export const idleEngine: Engine = {
  ...predictionEngine(''),
  plan: (shot, model) => ({ ...predictionEngine('').plan(shot, model), credits: 0 }),
  start: async (_plan, { idempotencyKey }) => ({ id: idempotencyKey }),
  find: async () => null,
  check: async () => ({ state: 'ready' }),
  collect: (_operation, { output }) => writeFile(output, 'clip'),
};

const countdown = (from: number) => {
  let left = from;
  let finish = (): void => {};
  const over = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return {
    over,
    one: () => {
      left -= 1;
      if (left === 0) finish();
    },
  };
};

const rawRate = async (queue: Queue): Promise<number> => {
  const count = countdown(jobs);
  const seconds = await secondsOf(async () => {
    const worker = await queue.work(async () => count.one(), { render: concurrency });
    await Promise.all(Array.from({ length: jobs }, (_, number) => queue.push('render', `raw-${number}`, 0)));
    await count.over;
    await worker.stop();
  });
  return jobs / seconds;
};

const coreRate = async (
  folder: string,
  store: Store,
  queue: Queue,
): Promise<{ rate: number; processor: number }> => {
  const count = countdown(jobs);
  const platform: Platform = {
    name: 'memory',
    deliver: async () => {
      count.one();
      return 'posted';
    },
    update: async () => {},
    cardUntil: () => null,
  };
  const services = await buildServices({
    folder,
    store,
    queue,
    engines: [idleEngine],
    platforms: [platform],
    remoteJobs: concurrency,
  });
  const path = join(folder, 'photo');
  await writeFile(path, 'photo');
  const { wall, processor } = await costOf(async () => {
    const worker = await workOn(services);
    const owners = Array.from({ length: jobs }, (_, number) => `owner-${number}`);
    await Promise.all(
      owners.map((owner) => submitFiles(services, { ...order, owner }, [{ path, name: 'photo' }], null)),
    );
    await count.over;
    await worker.stop();
  });
  return { rate: jobs / wall, processor: (processor / jobs) * 1_000 };
};

const compare = async (name: string, folder: string, store: Store, queue: Queue): Promise<void> => {
  const raw = await rawRate(queue);
  const { rate, processor } = await coreRate(folder, store, queue);
  tell(`jobs a second on ${name}`, {
    'share of raw': rate / raw,
    core: rate,
    'raw queue': raw,
    'processor ms a job': processor,
  });
  await queue.close();
  await store.close();
};

/** Jobs a second through the whole core with an engine that does nothing, as a share of what the bare queue does. */
export const benchCore = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-bench-'));
  const redis = await startRedis();
  const postgres = await startPostgres([]);
  try {
    const embedded = await openPglite(folder);
    if (embedded.pglite === null) throw new Error('no database in the process');
    const inside = { kind: 'pglite', database: embedded.pglite } as const;
    await compare('PGlite', folder, embedded, await openQueue(inside, { lanes: ['render'], onError }));
    const shared = () => openPostgres(postgres.url, onError);
    const beside = { kind: 'postgres', url: postgres.url } as const;
    await compare(
      'Postgres',
      folder,
      await shared(),
      await openQueue(beside, { lanes: ['render'], onError }),
    );
    const apart = { kind: 'redis', url: redis.url } as const;
    await compare(
      'Redis + Postgres',
      folder,
      await shared(),
      await openQueue(apart, { lanes: ['render'], onError }),
    );
  } finally {
    await redis.stop();
    await postgres.stop();
    await rm(folder, { recursive: true });
  }
};
