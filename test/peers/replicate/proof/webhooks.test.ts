import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { validateWebhook } from 'replicate';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listen } from '../../listen.ts';
import type { Fault } from '../faults.ts';
import { type Body, usePeer } from './use-peer.ts';

const { peer, create } = usePeer({ backoff: 1000 });

type Hook = { readonly headers: IncomingHttpHeaders; readonly body: string };

const hooks: Hook[] = [];
let answers: number[] = [];
let receiver: { url: string; close(): Promise<void> };
beforeEach(async () => {
  hooks.length = 0;
  answers = [];
  receiver = await listen(
    createServer(async (request, response) => {
      hooks.push({ headers: request.headers, body: await text(request) });
      response.writeHead(answers.shift() ?? 200).end();
    }),
  );
});
afterEach(() => receiver.close());

const statuses = (): string[] => hooks.map(({ body }) => JSON.parse(body).status);
const identities = (): number => new Set(hooks.map(({ headers }) => headers['webhook-id'])).size;
const received = (count: number) =>
  vi.waitUntil(() => peer().webhooks.filter(({ status }) => status !== null).length >= count, {
    timeout: 60_000,
  });

const run = async (fault: Fault = {}, more: Body = {}): Promise<void> => {
  peer().rule({ create: () => fault });
  await (await create({}, { webhook: `${receiver.url}/hook?marker=one`, ...more })).arrayBuffer();
  peer().advance(1000);
  peer().advance(5000);
};

const genuine = ({ headers, body }: Hook): Promise<boolean> =>
  validateWebhook({
    id: String(headers['webhook-id']),
    timestamp: String(headers['webhook-timestamp']),
    signature: String(headers['webhook-signature']),
    body,
    secret: peer().secret,
  });

const age = ({ headers }: Hook): number => peer().now() / 1000 - Number(headers['webhook-timestamp']);

it('a prediction tells its start, its output and its end, signed', async () => {
  await run();
  await received(3);
  expect(statuses().sort()).toEqual(['processing', 'succeeded', 'succeeded']);
  expect(identities()).toBe(3);
  for (const hook of hooks) {
    expect(await genuine(hook)).toBe(true);
    expect(await genuine({ ...hook, body: `${hook.body} ` })).toBe(false);
  }
});

it('only the events asked for are told', async () => {
  await run({ logs: 'lines' }, { webhook_events_filter: ['completed'] });
  await received(1);
  expect(peer().webhooks.map(({ event }) => event)).toEqual(['completed']);
});

it('logs are told at most twice a second', async () => {
  await run({ cold: 0, run: 2, logs: 'lines' }, { webhook_events_filter: ['logs'] });
  await received(3);
  expect(statuses()).toEqual(['processing', 'processing', 'processing']);
});

it('the end is tried twelve times while nobody takes it, later and later, under one identity', async () => {
  answers = Array(20).fill(500);
  peer().freeze();
  await run({}, { webhook_events_filter: ['completed'] });
  for (let tries = 1; tries < 12; tries += 1) {
    await received(tries);
    peer().advance(1000 * 2 ** (tries - 1) - 200);
    expect(peer().webhooks).toHaveLength(tries);
    peer().advance(200);
  }
  await received(12);
  peer().advance(86_400_000);
  expect(peer().webhooks).toHaveLength(12);
  expect(identities()).toBe(1);
});

it('the end is tried no more once it was taken', async () => {
  answers = [500, 302, 200];
  await run({}, { webhook_events_filter: ['completed'] });
  await received(1);
  peer().advance(1000);
  await received(2);
  peer().advance(2000);
  await received(3);
  peer().advance(86_400_000);
  expect(peer().webhooks.map(({ status }) => status)).toEqual([500, 302, 200]);
});

it('duplicated ones come twice under one identity', async () => {
  await run({ webhooks: 'duplicated' }, { webhook_events_filter: ['completed'] });
  await received(2);
  expect(identities()).toBe(1);
});

it('reordered ones tell the end before the start', async () => {
  await run({ webhooks: 'reordered' }, { webhook_events_filter: ['start', 'completed'] });
  await received(2);
  expect(statuses()).toEqual(['succeeded', 'processing']);
});

it('forged ones are signed by another', async () => {
  await run({ webhooks: 'forged' }, { webhook_events_filter: ['completed'] });
  await received(1);
  expect(await Promise.all(hooks.map(genuine))).toEqual([false]);
});

it('stale ones are genuine, but old', async () => {
  await run({ webhooks: 'stale' }, { webhook_events_filter: ['completed'] });
  await received(1);
  expect(await Promise.all(hooks.map(genuine))).toEqual([true]);
  expect(hooks.map(age).every((seconds) => seconds > 500)).toBe(true);
});

it('none ever come where they are kept back', async () => {
  await run({ webhooks: 'never' });
  peer().advance(3_600_000);
  expect(peer().webhooks).toEqual([]);
  expect(hooks).toEqual([]);
});
