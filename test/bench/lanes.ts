import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Engine } from '../../src/core/engine.ts';
import type { Order } from '../../src/core/order.ts';
import type { Platform } from '../../src/core/platform.ts';
import { createLocalEngine } from '../../src/engines/local/local-engine.ts';
import { workOn } from '../../src/jobs/run-job.ts';
import type { Services } from '../../src/jobs/services.ts';
import { createSlots, type Slots } from '../../src/jobs/slots.ts';
import { statusOf } from '../../src/jobs/status.ts';
import { openMediaTools } from '../../src/main/media-tools.ts';
import { findEncoder } from '../../src/media/find-encoder.ts';
import { openQueue } from '../../src/queue/bull-queue.ts';
import { findJob } from '../../src/store/jobs.ts';
import { openPglite } from '../../src/store/open-store.ts';
import { submitFiles } from '../jobs/submit-files.ts';
import { testMarker } from '../peers/marked.ts';
import { predictionEngine } from '../peers/predictions-client.ts';
import { buildServices } from '../peers/render-services.ts';
import { order } from '../store/rows.ts';
import { median, secondsOf, tell } from './figures.ts';

const photo = resolve('test/fixtures/photos/cat-chelsea.jpg');
const places = Math.max(1, Math.floor(availableParallelism() / 2));
/** Seconds a take lasts at the provider: all of them are there while clips are rendered here. */
const atProvider = 40;
const rounds = 5;
const [beside, crowd, queued] = [50, 200, 12];

/** A provider where everything lasts the same, whose clips are copies of one. */
const provider = (clip: () => string): Engine => ({
  ...predictionEngine(''),
  name: 'far',
  plan: (shot, model) => ({ ...predictionEngine('').plan(shot, model), engine: 'far', credits: 0 }),
  start: async (_plan, { idempotencyKey }) => ({ id: idempotencyKey, began: Date.now() }),
  find: async () => null,
  check: async ({ began }) =>
    Date.now() - Number(began) < atProvider * 1_000
      ? { state: 'running', fraction: null }
      : { state: 'ready' },
  collect: (_operation, { output }) => copyFile(clip(), output),
});

type Bench = {
  readonly services: Services;
  /** Seconds that remote jobs had a place for. */
  readonly finishing: readonly number[];
  /** Asks for a job; resolves when its clip was brought, with the seconds that its first card said it would take. */
  make(owner: string, engine: string): Promise<number>;
};

const open = async (folder: string): Promise<Bench & { close(): Promise<void> }> => {
  const encoder = await findEncoder(undefined);
  const store = await openPglite(folder);
  if (store.pglite === null) throw new Error('no database in the process');
  const queue = await openQueue(
    { kind: 'pglite', database: store.pglite },
    { lanes: ['render', 'far'], onError: () => {} },
  );
  const brought = new Map<string, () => void>();
  const platform: Platform = {
    name: 'memory',
    deliver: async (address) => {
      brought.get(String(address['ask']))?.();
      return 'posted';
    },
    update: async () => {},
    cardUntil: () => null,
  };
  const bare = createSlots(places);
  const finishing: number[] = [];
  const slots: Slots = {
    ...bare,
    run: (errand, rank, signal, task) =>
      bare.run(errand, rank, signal, async () => {
        const begun = performance.now();
        const result = await task();
        if (errand === 'remote-result') finishing.push((performance.now() - begun) / 1_000);
        return result;
      }),
  };
  let first = '';
  const services: Services = {
    ...(await buildServices({
      ...{ folder, store, queue, platforms: [platform], remoteJobs: crowd },
      engines: [createLocalEngine(encoder), provider(() => first)],
      media: openMediaTools(encoder, testMarker, slots),
    })),
    slots,
  };
  const worker = await workOn(services);
  const small = { seconds: 1, resolution: '480p' } as const;
  let asked = 0;
  const ask = async (wish: Partial<Order>, given: readonly string[]) => {
    asked += 1;
    const number = String(asked);
    const over = new Promise<void>((done) => brought.set(number, done));
    const files = given.map((path) => ({ path, name: 'photo' }));
    const address = { platform: 'memory', ask: number };
    return { over, ...(await submitFiles(services, { ...order, ...small, ...wish, address }, files, null)) };
  };
  const { job, over } = await ask({ engine: 'local' }, [photo]);
  await over;
  const made = await store.pglite.query<{ file: string }>('select file from clips where job = $1', [job.id]);
  first = await services.storage.path(made.rows[0]?.file ?? '');
  const { photos } = (await findJob(store.database, job.id))?.order ?? order;
  return {
    services,
    finishing,
    make: async (owner, engine) => {
      const { job, over } = await ask({ owner, engine, photos }, []);
      const { readyAt } = await statusOf(services, job);
      const promised = ((readyAt ?? Date.now()) - Date.now()) / 1_000;
      await over;
      return promised;
    },
    close: async () => {
      await worker.stop();
      await queue.close();
      await store.close();
    },
  };
};

/** Seconds until a clip is there that is asked for when renders have taken every place. */
const localSeconds = async ({ make }: Bench, name: string): Promise<number> => {
  const figures: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const busy = Array.from({ length: places }, (_, number) => make(`${name}-busy-${number}`, 'local'));
    figures.push(await secondsOf(() => make(`${name}-${round}`, 'local')));
    await Promise.all(busy);
  }
  return median(figures);
};

const many = ({ make }: Bench, count: number): Promise<unknown> =>
  Promise.all(Array.from({ length: count }, (_, number) => make(`far-${number}`, 'far')));

/** How far off the times on the first cards are where people ask at once, as a share of the time it really took. */
const promiseError = async ({ make }: Bench, engine: string): Promise<number> => {
  const errors = Array.from({ length: queued }, async (_, number) => {
    const begun = performance.now();
    const promised = await make(`asking-${number}`, engine);
    const took = (performance.now() - begun) / 1_000;
    return Math.abs(promised - took) / took;
  });
  return median(await Promise.all(errors));
};

const megabytes = (): number => process.memoryUsage().rss / 1_000_000;

/** What remote jobs cost those that render here, and what rendering here costs remote jobs. */
export const benchLanes = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-bench-'));
  try {
    const bench = await open(folder);
    const alone = await localSeconds(bench, 'alone');
    const waiting = many(bench, beside);
    const among = await localSeconds(bench, 'among');
    await waiting;
    tell(`local clip, ${beside} remote jobs`, {
      'to renders alone (≤ 2)': among / alone,
      s: among,
      'alone s': alone,
    });
    tell(`times on ${queued} cards at once`, {
      'local, off by (≤ 0.3)': await promiseError(bench, 'local'),
      'remote, off by (≤ 0.3)': await promiseError(bench, 'far'),
    });
    const known = bench.finishing.length;
    for (let round = 0; round < 3; round += 1) await many(bench, 1);
    const finishing = median(bench.finishing.slice(known));
    const before = megabytes();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, megabytes());
    }, 200);
    const all = await secondsOf(() => many(bench, crowd));
    clearInterval(watch);
    tell(`${crowd} remote jobs`, {
      'to provider + finishing (≤ 1.3)': all / (atProvider + (crowd * finishing) / places),
      s: all,
      'provider s': atProvider,
      'one finishing s': finishing,
      'more MB (≤ 100)': most - before,
    });
    await bench.close();
  } finally {
    await rm(folder, { recursive: true });
  }
};
