import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startChat } from '../peers/chat.ts';
import { postgresAvailable, startPostgres } from '../peers/postgres.ts';
import { startPredictions } from '../peers/predictions-client.ts';
import { redisAvailable, startRedis } from '../peers/redis.ts';
import { scale } from './scale.ts';
import { type Aftermath, storm } from './storm.ts';

const jobs = 150 * scale;
const kills = 16 * scale;
const here = 3;
const patience = 300_000;

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
  const task = {
    folder,
    provider: { kind: 'predictions', url: provider.url },
    chat: chat.url,
    model: null,
    concurrency: 8,
    here,
    jobs,
  } as const;
  return { provider, chat, task };
};

const judge = (
  name: string,
  count: Aftermath,
  { provider, chat }: Pick<Awaited<ReturnType<typeof surroundings>>, 'provider' | 'chat'>,
): void => {
  const paid = [...provider.made.values()];
  const posted = new Map<string, number>();
  for (const { channel } of chat.messages) posted.set(channel, (posted.get(channel) ?? 0) + 1);
  const figures = {
    jobs: count.jobs,
    kills,
    lost: jobs - count.succeeded,
    chargedTwice: count.spent / 3 - (count.succeeded - Math.ceil(jobs / here)),
    paidTwice: paid.filter((times) => times > 1).length,
    postedTwice: [...posted.values()].filter((times) => times > 1).length,
    notPosted: jobs - posted.size,
    crashes: count.crashes,
    ledger: count.end.ledger,
  };
  console.log(`chaos on ${name}: ${JSON.stringify({ ...figures, megabytes: count.most })}`);
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
    `lose, charge twice and post twice none of ${jobs} jobs of both lanes on the built-in database`,
    async () => {
      const around = await surroundings();
      const task = {
        database: null,
        redis: null,
        ...around.task,
      };
      judge('the built-in database', await storm(task, { workers: 1, kills, patience }), around);
    },
    5 * patience,
  );

  it.runIf(redisAvailable() && postgresAvailable())(
    `lose, charge twice and post twice none of ${jobs} jobs of both lanes on Redis and Postgres, through a Redis flush and a Postgres restart`,
    async () => {
      const around = await surroundings();
      const redis = await startRedis();
      const postgres = await startPostgres();
      clean.push(redis.stop, postgres.stop);
      const task = {
        database: postgres.url,
        redis: redis.url,
        ...around.task,
      };
      const flush = async (kill: number): Promise<void> => {
        if (kill === Math.round(kills / 3)) await redis.flush();
        if (kill === Math.round((kills * 2) / 3)) await postgres.restart();
      };
      judge('Redis and Postgres', await storm(task, { workers: 3, kills, patience, onKill: flush }), around);
    },
    5 * patience,
  );
});
