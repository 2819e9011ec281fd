import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { childModule } from '../../src/media/child.ts';
import { startChat } from '../peers/chat.ts';
import { postgresAvailable, startPostgres } from '../peers/postgres.ts';
import { startPredictions } from '../peers/predictions.ts';
import { redisAvailable, startRedis } from '../peers/redis.ts';

type Count = {
  jobs: number;
  done: number;
  succeeded: number;
  /** Credits captured; a clip costs three. */
  spent: number;
  ledger: { drift: number; accounts: number; orphans: number };
};

const jobs = 300;
const kills = 32;
const patience = 120_000;

/** Keeps workers running, killing one after another without warning, until every job is done. */
const storm = async (
  task: object,
  workers: number,
  onKill: (kill: number) => Promise<void>,
): Promise<Count & { crashes: number }> => {
  const { path, execArgv } = childModule(import.meta.url, 'worker');
  const running: ChildProcess[] = [];
  const atWork = new Set<ChildProcess>();
  let latest: Count | undefined;
  let crashes = 0;
  const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
  const start = (index: number): void => {
    // The last few again, as a surface does that was never told whether its request arrived.
    const from = index === 0 ? Math.max(0, (latest?.jobs ?? 0) - 10) : null;
    const child = fork(path, [JSON.stringify({ ...task, jobs, from })], { execArgv, stdio: 'inherit' });
    child.on('message', (count: Count) => {
      latest = count;
      atWork.add(child);
    });
    // One that could not start, as while a server restarts, is started anew as a service manager would.
    child.once('exit', () => {
      if (running[index] !== child) return;
      if (atWork.has(child)) crashes++;
      start(index);
    });
    running[index] = child;
  };
  const end = async (index: number): Promise<void> => {
    const child = running[index];
    if (child === undefined) return;
    delete running[index];
    if (!child.kill('SIGKILL') && ended(child)) return;
    await once(child, 'exit');
  };
  const until = async (what: string, reached: () => boolean): Promise<void> => {
    const deadline = Date.now() + patience;
    while (!reached()) {
      if (Date.now() > deadline)
        throw new Error(`${what}: not within ${patience / 1_000} s; ${JSON.stringify(latest)}`);
      await wait(20);
    }
  };
  for (let index = 0; index < workers; index++) start(index);
  try {
    for (let kill = 1; kill <= kills; kill++) {
      const victim = kill % workers;
      // Alive and at work, as its reports tell; then for a moment nobody chose.
      await until(
        `worker ${victim} at work`,
        () => running[victim] !== undefined && atWork.has(running[victim]),
      );
      await wait(Math.random() * 800);
      await end(victim);
      await onKill(kill);
      start(victim);
    }
    latest = undefined;
    await until('every job done', () => latest?.jobs === jobs && latest.done === jobs);
    if (latest === undefined) throw new Error('no worker answered');
    return { ...(latest as Count), crashes };
  } finally {
    await Promise.all(running.map((_child, index) => end(index)));
  }
};

const clean: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of clean.splice(0).reverse()) await close();
});

const surroundings = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-chaos-'));
  clean.push(() => rm(folder, { recursive: true, force: true }));
  const provider = await startPredictions({ milliseconds: 150, resetEvery: 40, failEvery: 30 });
  const chat = await startChat({ failEvery: 25 });
  clean.push(provider.close, chat.close);
  return { folder, provider, chat };
};

const judge = (
  name: string,
  count: Count & { crashes: number },
  { provider, chat }: Pick<Awaited<ReturnType<typeof surroundings>>, 'provider' | 'chat'>,
): void => {
  const paid = [...provider.made.values()];
  const posted = new Map<string, number>();
  for (const { channel } of chat.messages) posted.set(channel, (posted.get(channel) ?? 0) + 1);
  const figures = {
    jobs: count.jobs,
    kills,
    lost: jobs - count.succeeded,
    chargedTwice: count.spent / 3 - count.succeeded,
    paidTwice: paid.filter((times) => times > 1).length,
    postedTwice: [...posted.values()].filter((times) => times > 1).length,
    notPosted: jobs - posted.size,
    crashes: count.crashes,
    ledger: count.ledger,
  };
  console.log(`chaos on ${name}: ${JSON.stringify(figures)}`);
  expect(figures).toEqual({
    jobs,
    kills,
    lost: 0,
    chargedTwice: 0,
    paidTwice: 0,
    postedTwice: 0,
    notPosted: 0,
    crashes: 0,
    ledger: { drift: 0, accounts: 0, orphans: 0 },
  });
};

describe('workers killed without warning, again and again', () => {
  it(
    `lose, charge twice and post twice none of ${jobs} jobs on the built-in database`,
    async () => {
      const around = await surroundings();
      const task = {
        folder: around.folder,
        database: null,
        redis: null,
        provider: around.provider.url,
        chat: around.chat.url,
      };
      judge('the built-in database', await storm(task, 1, async () => {}), around);
    },
    5 * patience,
  );

  it.runIf(redisAvailable() && postgresAvailable())(
    `lose, charge twice and post twice none of ${jobs} jobs on Redis and Postgres, through a Redis flush and a Postgres restart`,
    async () => {
      const around = await surroundings();
      const redis = await startRedis();
      const postgres = await startPostgres();
      clean.push(redis.stop, postgres.stop);
      const task = {
        folder: around.folder,
        database: postgres.url,
        redis: redis.url,
        provider: around.provider.url,
        chat: around.chat.url,
      };
      const flush = async (kill: number): Promise<void> => {
        if (kill === 10) await redis.flush();
        if (kill === 20) await postgres.restart();
      };
      judge('Redis and Postgres', await storm(task, 3, flush), around);
    },
    5 * patience,
  );
});
