import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest';
import type { FileSource } from '../../src/core/command.ts';
import type { Effect } from '../../src/core/effect.ts';
import type { Engine } from '../../src/core/engine.ts';
import type { Order } from '../../src/core/order.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { Queue, QueueWorker } from '../../src/core/queue.ts';
import type { Reply } from '../../src/core/reply.ts';
import { laneWidths } from '../../src/jobs/lanes.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import type { Media, Services } from '../../src/jobs/services.ts';
import { createSlots } from '../../src/jobs/slots.ts';
import { openQueue } from '../../src/queue/bull-queue.ts';
import { findJob } from '../../src/store/jobs.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { Quotas } from '../../src/store/quotas.ts';
import type { SpendLimits } from '../../src/store/spend.ts';
import { type PredictionServer, predictionEngine, startPredictions } from '../peers/predictions-client.ts';
import { buildServices } from '../peers/render-services.ts';
import { emptyTables } from '../store/empty.ts';
import { type DatabaseKind, openOwnStore } from '../store/own-store.ts';
import { order } from '../store/rows.ts';
import { submitFiles } from './submit-files.ts';

type Parts = {
  engine?: Engine;
  engines?: readonly Engine[];
  platform?: Platform;
  media?: Media | undefined;
  effects?: readonly Effect[];
  limits?: Partial<SpendLimits>;
  room?: Partial<Quotas>;
  places?: number;
};

export type Stand = {
  readonly store: Store;
  readonly queue: Queue;
  readonly provider: PredictionServer;
  readonly services: Services;
  /** What the memory platform was given, in order. */
  readonly delivered: Reply[];
  readonly memory: Platform;
  readonly engine: Engine;
  /** Builds the house anew around other parts. */
  rebuild(parts: Parts): Promise<void>;
  /** The data folder, and a photo in it. */
  folder(): string;
  photo(): FileSource;
  ask(owner: string, more?: Partial<Order>, key?: string | null): ReturnType<typeof submitFiles>;
  reload(id: string): Promise<NonNullable<Awaited<ReturnType<typeof findJob>>>>;
  work(places?: number, remoteJobs?: number): Promise<void>;
  done(id: string): Promise<void>;
};

/** A house with a database of its own for all tests of a file, emptied before each. */
export const standUp = (kind?: DatabaseKind): Stand => {
  let folder: string;
  let store: Store;
  let queue: Queue;
  let provider: PredictionServer;
  let worker: QueueWorker | undefined;
  let services: Services;
  const delivered: Reply[] = [];
  const memory: Platform = {
    name: 'memory',
    deliver: async (_address, reply) => {
      delivered.push(reply);
      return 'posted';
    },
    update: async () => {},
    cardUntil: () => null,
  };
  const rebuild = async ({
    engine = predictionEngine(provider.url),
    engines = [engine],
    platform = memory,
    media,
    effects,
    limits = {},
    room = {},
    places,
  }: Parts) => {
    services = await buildServices({
      folder,
      store,
      queue,
      engines,
      platforms: [platform],
      media,
      effects,
      limits,
      room,
      places,
    });
  };
  const reload: Stand['reload'] = async (id) => {
    const job = await findJob(store.database, id);
    if (job === null) throw new Error('the job is lost');
    return job;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-jobs-'));
    await writeFile(join(folder, 'photo'), 'bytes of a photo');
    const opened = await openOwnStore(folder, kind);
    store = opened.store;
    queue = await openQueue(opened.backend, { lanes: ['render'], onError: () => {} });
    provider = await startPredictions({ milliseconds: 10, resetEvery: Number.POSITIVE_INFINITY });
  });
  beforeEach(async () => {
    await worker?.stop();
    worker = undefined;
    await queue.clear();
    await emptyTables(store.database);
    await rm(join(folder, 'files'), { recursive: true, force: true });
    delivered.length = 0;
    await rebuild({});
  });
  afterAll(async () => {
    await worker?.stop();
    await queue.close();
    await store.close();
    await provider.close();
    await rm(folder, { recursive: true });
  });

  return {
    get store() {
      return store;
    },
    get queue() {
      return queue;
    },
    get provider() {
      return provider;
    },
    get services() {
      return services;
    },
    get engine() {
      return predictionEngine(provider.url);
    },
    delivered,
    memory,
    rebuild,
    folder: () => folder,
    photo: () => ({ path: join(folder, 'photo'), name: 'photo' }),
    reload,
    ask: (owner, more = {}, key = null) =>
      submitFiles(
        services,
        { ...order, owner, ...more },
        [{ path: join(folder, 'photo'), name: 'photo' }],
        key,
      ),
    work: async (places = 2, remoteJobs = places) => {
      const widths = laneWidths({ ...services, slots: createSlots(places), remoteJobs });
      worker = await queue.work((id, signal) => runJob(services, id, signal), widths);
    },
    done: (id) =>
      vi.waitFor(async () => expect((await reload(id)).state).toBe('done'), {
        timeout: 100_000,
        interval: 50,
      }),
  };
};
