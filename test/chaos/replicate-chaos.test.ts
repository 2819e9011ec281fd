import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startChat } from '../peers/chat.ts';
import { postgresAvailable, startPostgres } from '../peers/postgres.ts';
import { redisAvailable, startRedis } from '../peers/redis.ts';
import { errors, type Fault, type Rules } from '../peers/replicate/faults.ts';
import { type ReplicatePeer, startReplicate } from '../peers/replicate/server.ts';
import { startForwarding } from './forwarding.ts';
import { scale } from './scale.ts';
import { type Aftermath, storm } from './storm.ts';

const workers = 3;
const patience = 400_000;
const model = 'wan-2.2-fast';
const price = 15;
// Each kind of accident happens at least once in 200 calls.
const hooked = { jobs: 500 * scale, kills: 16 * scale };
const unheard = { jobs: 200 * scale, kills: 8 * scale };
// Just enough of a film for whoever looks at its head alone.
const clip = Buffer.from('0000001c667479706d70343200000000', 'hex');

/** Whose predictions all fail. */
const isDoomed = (seed: number): boolean => seed % 33 === 7;

const seedOf = (input: Readonly<Record<string, unknown>>): number => Number(input['seed']);

const mishap = (number: number): Fault => {
  if (number % 100 === 50) return { reset: 'after' };
  if (number % 200 === 25) return { refuse: { status: 429, retryAfter: 1 } };
  if (number % 200 === 75) return { refuse: { status: 503 } };
  if (number % 200 === 125) return { refuse: { status: 500 } };
  if (number % 200 === 175) return { refuse: { status: 502, html: true } };
  return {};
};

const order = ['duplicated', 'reordered', undefined] as const;

const rules: Rules = {
  create: ({ number, input }) => {
    const webhooks = order[number % order.length];
    return {
      ...mishap(number),
      run: 0.1 + 0.05 * Math.random(),
      ...(webhooks !== undefined && { webhooks }),
      ...(isDoomed(seedOf(input)) && { end: { status: 'failed', error: errors.unknown } }),
    };
  },
  answer: ({ number, route }) => {
    if (route.startsWith('POST')) return undefined;
    if (number % 100 === 33) return { status: 429 };
    return number % 100 === 66 ? { status: 502, html: true } : undefined;
  },
};

const tally = <Key>(keys: readonly Key[]): number[] => {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts.values()];
};
const twice = (counts: readonly number[]): number => counts.filter((count) => count > 1).length;

const clean: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of clean.splice(0).reverse()) await close();
});

const figuresOf = (
  jobs: number,
  after: Aftermath,
  peer: ReplicatePeer,
  messages: readonly { readonly channel: string }[],
) => {
  const { failed, ledger } = after.end;
  const honest = failed.filter(({ seed, kind }) => kind === 'model_failed' && isDoomed(seed));
  const posted = tally(messages.map(({ channel }) => channel));
  const paid = tally(
    peer
      .predictions()
      .filter(({ status }) => status === 'succeeded')
      .map(({ input }) => seedOf(input)),
  );
  return {
    jobs: after.jobs,
    lost: jobs - after.succeeded - honest.length,
    wrong: failed.filter((failure) => !honest.includes(failure)),
    chargedTwice: after.spent / price - after.succeeded,
    paidTwice: twice(paid),
    predictionsPerAttempt: Math.max(...peer.made().values()),
    postedTwice: twice(posted),
    notPosted: jobs - posted.length,
    crashes: after.crashes,
    ledger,
    succeeded: after.succeeded,
    failed: failed.length,
    extraPaid: (peer.counts().billed - paid.length) / jobs,
    posts: peer.counts().posts,
    webhooks: peer.webhooks.length,
  };
};

const blow = async ({ jobs, kills }: typeof hooked, webhooks: boolean) => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-chaos-'));
  clean.push(() => rm(folder, { recursive: true, force: true }));
  const redis = await startRedis();
  clean.push(redis.stop);
  const postgres = await startPostgres();
  clean.push(postgres.stop);
  const chat = await startChat({ failEvery: 25 });
  clean.push(chat.close);
  const peer = await startReplicate({ clip, rules });
  clean.push(peer.close);
  const forwarding = await startForwarding();
  clean.push(forwarding.close);
  const begun = performance.now();
  const after = await storm(
    {
      folder,
      database: postgres.url,
      redis: redis.url,
      provider: {
        kind: 'replicate',
        ...{ url: peer.url, token: peer.token, secret: peer.secret },
        clips: new URL(peer.delivery).host,
        publicUrl: webhooks ? forwarding.url : null,
      },
      chat: chat.url,
      model,
      concurrency: 8,
      here: null,
      jobs,
    },
    {
      ...{ workers, kills, patience },
      onCount: (worker, { hook }) => {
        if (hook !== null) forwarding.workers[worker] = hook;
      },
    },
  );
  const seconds = Math.round((performance.now() - begun) / 1_000);
  const figures = { ...figuresOf(jobs, after, peer, chat.messages), kills, seconds };
  console.log(`chaos at Replicate, webhooks ${webhooks ? 'on' : 'off'}: ${JSON.stringify(figures)}`);
  return figures;
};

const harmless = {
  lost: 0,
  chargedTwice: 0,
  paidTwice: 0,
  predictionsPerAttempt: 1,
  postedTwice: 0,
  notPosted: 0,
  crashes: 0,
  ledger: { drift: 0, accounts: 0, orphans: 0 },
};

describe.runIf(redisAvailable() && postgresAvailable())('workers killed while Replicate misbehaves', () => {
  it(
    `lose, charge twice, pay twice and post twice none of ${hooked.jobs} jobs`,
    async () => {
      const figures = await blow(hooked, true);
      expect(figures).toMatchObject({ ...hooked, ...harmless });
    },
    4 * patience,
  );

  it(
    `pay hardly more than once for ${unheard.jobs} jobs of which no webhook tells`,
    async () => {
      const figures = await blow(unheard, false);
      expect(figures).toMatchObject({ ...unheard, webhooks: 0, ...harmless });
      expect(figures.extraPaid).toBeLessThanOrEqual(0.01);
    },
    4 * patience,
  );
});
