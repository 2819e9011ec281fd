import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { startChat } from '../peers/chat.ts';
import { startPredictions } from '../peers/predictions-client.ts';
import { scale } from './scale.ts';
import type { Aftermath } from './storm.ts';

export const jobs = 150 * scale;
export const kills = 16 * scale;
const here = 3;
export const patience = 300_000;

/** What to stop after the test, last first. */
export const clean: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of clean.splice(0).reverse()) await close();
});

/** A new folder, a provider and a chat, and what workers are to do with them. */
export const surroundings = async () => {
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

/** Sees that no accident lost anything, and that nothing happened twice. */
export const judge = (
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
