import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type SQL, sql } from 'drizzle-orm';
import type { Engine } from '../../src/core/engine.ts';
import type { Order } from '../../src/core/order.ts';
import { workOn } from '../../src/jobs/run-job.ts';
import { startSweeping } from '../../src/jobs/sweep.ts';
import { openQueue } from '../../src/queue/bull-queue.ts';
import { releaseAllJobs } from '../../src/store/claims.ts';
import { auditLedger, balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { openPglite, openPostgres } from '../../src/store/open-store.ts';
import { otherEngine } from '../jobs/engines.ts';
import { submitFiles } from '../jobs/submit-files.ts';
import { chatPlatform } from '../peers/chat.ts';
import { buildServices } from '../peers/render-services.ts';
import { order } from '../store/rows.ts';
import { openProvider } from './provider.ts';
import { type Count, taskShape } from './task.ts';

// A whole service of its own, there to be killed: it asks again for the jobs it may have asked for, works, and tells its
// parent how many jobs are done.
const task = taskShape.parse(JSON.parse(process.argv[2] ?? ''));

const alone = task.database === null;
const store = alone ? await openPglite(task.folder) : await openPostgres(task.database ?? '', () => {});
if (alone) await releaseAllJobs(store.database);
const onError = (): void => {};
const queue =
  store.pglite === null
    ? await openQueue({ kind: 'redis', url: task.redis ?? '' }, { lanes: ['render'], onError })
    : await openQueue({ kind: 'pglite', database: store.pglite }, { lanes: ['render'], onError });
if (alone) await queue.clear();
const { engine, hook } = await openProvider(task.provider);
const here: Engine = {
  ...otherEngine(engine, 'here', 0, true),
  start: async (_plan, { idempotencyKey }) => ({ id: idempotencyKey }),
  find: async () => null,
  check: async () => ({ state: 'ready' }),
  collect: ({ id }, { output }) => writeFile(output, `film of ${id}`),
};
const services = await buildServices({
  folder: task.folder,
  store,
  queue,
  engines: task.here === null ? [engine] : [engine, here],
  places: 2,
  platforms: [chatPlatform(task.chat)],
  remoteJobs: task.concurrency,
});

/** Asks as a surface does whose user will not take an outage for an answer. */
const untilHeard = async (work: () => Promise<unknown>): Promise<void> => {
  while (
    !(await work().then(
      () => true,
      () => false,
    ))
  )
    await wait(100);
};

const orderOf = (owner: string, number: number): Order => ({
  ...order,
  owner,
  seed: number,
  model: task.model,
  prompt: task.words ?? '',
  ...(task.here !== null && { engine: number % task.here === 0 ? 'here' : engine.name }),
  address: { platform: 'chat', channel: `channel-${number}` },
});

const ask = async (from: number): Promise<void> => {
  const path = join(task.folder, 'photo.jpg');
  await writeFile(path, Buffer.from('ffd8ffe0', 'hex'));
  const owners = Array.from({ length: 10 }, (_, number) => `owner-${number}`);
  for (const owner of from === 0 ? owners : [])
    if ((await balanceOf(store.database, owner)) === 0)
      await grantCredits(store.database, owner, 100 * task.jobs);
  for (let number = from; number < task.jobs; number++) {
    const owner = owners[number % owners.length] ?? '';
    await untilHeard(() =>
      submitFiles(services, orderOf(owner, number), [{ path, name: 'photo' }], `chaos:${number}`),
    );
  }
};

const select = async <Row>(query: SQL): Promise<Row[]> =>
  ((await store.database.execute(query)) as unknown as { rows: Row[] }).rows;

const report = async (): Promise<void> => {
  const [row] = await select<Omit<Count, 'megabytes' | 'hook' | 'end'>>(
    sql`select count(*)::int as jobs, count(*) filter (where state = 'done')::int as done,
      count(*) filter (where outcome = 'succeeded')::int as succeeded,
      (select coalesce(sum(spent), 0)::int from ledger) as spent from jobs`,
  );
  if (row === undefined) return;
  const over = row.jobs === task.jobs && row.done === task.jobs;
  const failed = (): Promise<{ seed: number; kind: string }[]> =>
    select(
      sql`select ("order"->>'seed')::int as seed, failure->>'kind' as kind from jobs where outcome = 'failed'`,
    );
  const end = over ? { failed: await failed(), ledger: await auditLedger(store.database) } : null;
  const megabytes = Math.round(process.memoryUsage().rss / 1_000_000);
  process.send?.({ ...row, megabytes, hook, end } satisfies Count);
};

process.on('disconnect', () => process.exit());
await workOn(services);
startSweeping(services);
setInterval(() => report().catch(() => {}), 200);
if (task.from !== null) await ask(task.from);
