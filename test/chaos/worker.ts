import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Order } from '../../src/core/order.ts';
import { perform } from '../../src/jobs/perform.ts';
import { submit } from '../../src/jobs/submit.ts';
import { startSweeping } from '../../src/jobs/sweep.ts';
import { openQueue } from '../../src/queue/queue.ts';
import { releaseAllJobs } from '../../src/store/jobs.ts';
import { auditLedger, balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { openPglite, openPostgres } from '../../src/store/open.ts';
import { chatPlatform } from '../peers/chat.ts';
import { buildHouse } from '../peers/house.ts';
import { predictionEngine } from '../peers/predictions.ts';
import { order } from '../store/rows.ts';

// A whole service of its own, there to be killed: it asks again for the jobs it may have asked for, works, and tells its
// parent how many jobs are done.
const task = z
  .object({
    folder: z.string(),
    database: z.string().nullable(),
    redis: z.string().nullable(),
    provider: z.string(),
    chat: z.string(),
    jobs: z.number(),
    /** The first job to ask for; null to ask for none. */
    from: z.number().nullable(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const alone = task.database === null;
const store = alone ? await openPglite(task.folder) : await openPostgres(task.database ?? '', () => {});
if (alone) await releaseAllJobs(store.database);
const onError = (): void => {};
const queue =
  store.pglite === null
    ? await openQueue({ kind: 'redis', url: task.redis ?? '' }, { onError })
    : await openQueue({ kind: 'pglite', database: store.pglite }, { onError });
if (alone) await queue.clear();
const house = await buildHouse({
  folder: task.folder,
  store,
  queue,
  engines: [predictionEngine(task.provider)],
  platforms: [chatPlatform(task.chat)],
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
  address: { platform: 'chat', channel: `channel-${number}` },
});

const ask = async (from: number): Promise<void> => {
  const path = join(task.folder, 'photo');
  await writeFile(path, 'bytes of a photo');
  const owners = Array.from({ length: 10 }, (_, number) => `owner-${number}`);
  for (const owner of from === 0 ? owners : [])
    if ((await balanceOf(store.database, owner)) === 0) await grantCredits(store.database, owner, task.jobs);
  for (let number = from; number < task.jobs; number++) {
    const owner = owners[number % owners.length] ?? '';
    await untilHeard(() =>
      submit(house, orderOf(owner, number), [{ path, name: 'photo' }], `chaos:${number}`),
    );
  }
};

const report = async (): Promise<void> => {
  const { rows } = (await store.database.execute(
    sql`select count(*)::int as jobs, count(*) filter (where state = 'done')::int as done,
      count(*) filter (where outcome = 'succeeded')::int as succeeded,
      (select coalesce(sum(spent), 0)::int from ledger) as spent from jobs`,
  )) as unknown as { rows: [object] };
  process.send?.({ ...rows[0], ledger: await auditLedger(store.database) });
};

process.on('disconnect', () => process.exit());
await queue.work((id, signal) => perform(house, id, signal), 4);
startSweeping(house);
setInterval(() => report().catch(() => {}), 200);
if (task.from !== null) await ask(task.from);
