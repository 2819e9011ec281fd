import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Engine } from '../../src/core/engine.ts';
import type { Platform } from '../../src/core/platform.ts';
import { workOn } from '../../src/jobs/run-job.ts';
import { statusOf } from '../../src/jobs/status.ts';
import { untilDelivering } from '../../src/jobs/update-card.ts';
import { openQueue } from '../../src/queue/bull-queue.ts';
import { moveDelivery } from '../../src/store/deliveries.ts';
import { openPostgres } from '../../src/store/open-store.ts';
import { submitFiles } from '../jobs/submit-files.ts';
import { startPostgres } from '../peers/postgres.ts';
import { startRedis } from '../peers/redis.ts';
import { buildServices } from '../peers/render-services.ts';
import { order } from '../store/rows.ts';
import { idleEngine } from './core.ts';
import { tell } from './figures.ts';

const jobs = 20;
const onError = (): void => {};
const room = { jobs: 10, communityJobs: 100, bytes: 1_000_000_000, rendered: 600 };

const localEngine: Engine = {
  ...idleEngine,
  models: () => idleEngine.models().map((model) => ({ ...model, local: true })),
};

/** Notes every statement that a client of Postgres sends until it is stopped, those that begin and end transactions too. */
const noteStatements = (): { readonly statements: string[]; stop(): void } => {
  const statements: string[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function note(this: pg.Client, ...parameters: unknown[]) {
    const [first] = parameters;
    statements.push(typeof first === 'string' ? first : String((first as { text?: string }).text));
    return (query as (...all: unknown[]) => unknown).apply(this, parameters);
  } as typeof query;
  const stop = (): void => {
    pg.Client.prototype.query = query;
  };
  return { statements, stop };
};

/** SQL statements of one free job: taken in, shown on its card when it is begun, rendered, delivered as chats do, and settled. */
export const benchStatements = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-bench-'));
  const redis = await startRedis();
  const postgres = await startPostgres([]);
  try {
    const store = await openPostgres(postgres.url, onError);
    const queue = await openQueue({ kind: 'redis', url: redis.url }, { lanes: ['render'], onError });
    let brought = (): void => {};
    const platform: Platform = {
      name: 'memory',
      deliver: async (_target, _reply, delivery) => {
        const begun = await delivery.startedParts();
        if (begun['clip'] === undefined) await delivery.begin('clip');
        await delivery.check();
        await delivery.arrived('clip', 1);
        return 'posted';
      },
      update: (_target, _status, fence) => fence.check(),
      cardUntil: () => null,
    };
    const services = await buildServices({
      folder,
      store,
      queue,
      engines: [localEngine],
      platforms: [platform],
      room,
    });
    const done = { ...services, log: { ...services.log, info: () => brought() } };
    const path = join(folder, 'photo');
    await writeFile(path, 'photo');
    const worker = await workOn(done);
    const noted = noteStatements();
    for (let number = 0; number < jobs; number += 1) {
      const over = new Promise<void>((resolve) => {
        brought = resolve;
      });
      const wish = { ...order, owner: `owner-${number}`, community: 'chat:here' };
      const { job } = await submitFiles(done, wish, [{ path, name: 'photo' }], `key-${number}`);
      // The first card, and where it is from now on.
      await statusOf(done, job);
      await untilDelivering(done, job.id).check();
      await moveDelivery(store.database, job.id, job.order.address, { ...job.order.address, card: number });
      await over;
    }
    noted.stop();
    tell('SQL statements', { 'a local job (≤ 25)': noted.statements.length / jobs });
    if (process.env['STATEMENTS'] !== undefined)
      for (const statement of noted.statements.slice(-noted.statements.length / jobs))
        console.log(`  ${statement.replace(/\s+/g, ' ').slice(0, 150)}`);
    await worker.stop();
    await queue.close();
    await store.close();
  } finally {
    await redis.stop();
    await postgres.stop();
    await rm(folder, { recursive: true });
  }
};
