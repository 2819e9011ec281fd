import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../../../src/core/webhook.ts';
import { attemptUrl, secretSource } from '../../../src/engines/replicate/webhook-address.ts';
import { openWebhookEvents, type WebhookEvents } from '../../../src/engines/replicate/webhook-events.ts';
import { createReceiver } from '../../../src/engines/replicate/webhook-receiver.ts';

const secret = `whsec_${Buffer.from('a secret for tests').toString('base64')}`;
const never = new AbortController().signal;
const soon = 100;

const sign = (body: string, id: string, moment: number, key = secret): WebhookRequest => {
  const bytes = Buffer.from(key.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', bytes).update(`${id}.${moment}.${body}`).digest('base64');
  return {
    body: Buffer.from(body),
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(moment),
      'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')} v1,${signature}`,
    },
    query: new URLSearchParams({ marker: 'm_1' }),
  };
};

describe('a webhook', () => {
  let postbox: WebhookEvents;
  let receive: (webhookRequest: WebhookRequest) => Promise<number>;
  let clock: number;
  const now = (): number => Math.floor(clock / 1_000);

  beforeEach(() => {
    clock = Date.now();
    postbox = openWebhookEvents();
    receive = createReceiver(
      async () => secret,
      postbox,
      () => clock,
    );
  });

  /** Whether news of the prediction wakes who waits for it. */
  const wakes = async (id: string): Promise<boolean> => {
    const begun = performance.now();
    await postbox.wait(id, soon, never);
    postbox.read(id);
    return performance.now() - begun < soon * 0.9;
  };

  // Spaces and escapes that writing it anew would lose.
  const body = '{ "id" : "p1",  "output": "\\u00e9" }';

  it('wakes who waits when it is signed, and says which attempt it is about', async () => {
    const waiting = postbox.wait('p1', 30_000, never);
    expect(await receive(sign(body, 'news-1', now()))).toBe(200);
    await waiting;
    expect(postbox.predictionOf('m_1')).toBe('p1');
  });

  it('wakes once for news that came before anyone waited, until it is looked at', async () => {
    await receive(sign(body, 'news-1', now()));
    expect(await wakes('p1')).toBe(true);
    expect(await wakes('p1')).toBe(false);
  });

  it('has no effect a second time, though it is thanked for', async () => {
    await receive(sign(body, 'news-1', now()));
    postbox.read('p1');
    expect(await receive(sign(body, 'news-1', now()))).toBe(200);
    expect(await wakes('p1')).toBe(false);
  });

  const whole = (): WebhookRequest => sign(body, 'news-1', now());
  it.each([
    ['another body', () => ({ ...whole(), body: Buffer.from('{"id":"p2"}') })],
    [
      'another secret',
      () => sign(body, 'news-1', now(), `whsec_${Buffer.from('another').toString('base64')}`),
    ],
    [
      'an id that was not signed',
      () => ({ ...whole(), headers: { ...whole().headers, 'webhook-id': 'news-2' } }),
    ],
    [
      'a moment that was not signed',
      () => ({
        ...whole(),
        headers: { ...whole().headers, 'webhook-timestamp': String(now() - 1) },
      }),
    ],
    [
      'a signature of another length',
      () => ({ ...whole(), headers: { ...whole().headers, 'webhook-signature': 'v1,AAAA' } }),
    ],
    [
      'a signature of another version',
      () => ({
        ...whole(),
        headers: {
          ...whole().headers,
          'webhook-signature': String(whole().headers['webhook-signature']).replaceAll('v1,', 'v2,'),
        },
      }),
    ],
    [
      'no signature',
      () => ({ ...whole(), headers: { 'webhook-id': 'news-1', 'webhook-timestamp': String(now()) } }),
    ],
    ['no headers', () => ({ ...whole(), headers: {} })],
    ['a moment that is no number', () => sign(body, 'news-1', Number.NaN)],
    ['a moment six minutes ago', () => sign(body, 'news-1', now() - 360)],
    ['a moment six minutes ahead', () => sign(body, 'news-1', now() + 360)],
  ])('is turned away with %s', async (_name, webhookRequest) => {
    expect(await receive(webhookRequest())).toBe(401);
    expect(await wakes('p1')).toBe(false);
    expect(await wakes('p2')).toBe(false);
    // What was turned away must not stand in the way of the real one.
    expect(await receive(whole())).toBe(200);
  });

  it('is taken up to five minutes late', async () => {
    expect(await receive(sign(body, 'news-1', now() - 290))).toBe(200);
  });

  it('is remembered for longer than it could be played again', async () => {
    const old = sign(body, 'news-1', now() + 299);
    await receive(old);
    postbox.read('p1');
    clock += 590_000;
    expect(await receive(old)).toBe(200);
    expect(await wakes('p1')).toBe(false);
  });

  it.each(['', 'no json', '[]', '{"id":7}'])(
    'is refused when signed but not about a prediction: "%s"',
    async (text) => {
      expect(await receive(sign(text, 'news-1', now()))).toBe(400);
    },
  );

  it('is put off while the secret is not known, which is asked for once', async () => {
    let fetched = 0;
    const fetching = async (): Promise<string> => {
      fetched += 1;
      throw new Error('not now');
    };
    const unknowing = createReceiver(secretSource(undefined, fetching), postbox, () => clock);
    expect(await unknowing(whole())).toBe(503);
    expect(await unknowing(whole())).toBe(503);
    expect(fetched).toBe(1);
    expect(await wakes('p1')).toBe(false);
  });

  it('stops waiting with whoever waits', async () => {
    const stop = new AbortController();
    const waiting = postbox.wait('p1', 30_000, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow();
    await expect(postbox.wait('p1', 30_000, stop.signal)).rejects.toThrow();
  });
});

describe('where news is sent to', () => {
  it.each([
    [undefined, 'https://api.replicate.com/v1', null],
    ['http://clips.example', 'https://api.replicate.com/v1', null],
    ['http://127.0.0.1:8787', 'https://api.replicate.com/v1', null],
    ['http://clips.example', 'http://127.0.0.1:1/v1', null],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:1/v1', 'http://127.0.0.1:8787/webhooks/replicate?marker=m_1'],
    [
      'https://clips.example',
      'https://api.replicate.com/v1',
      'https://clips.example/webhooks/replicate?marker=m_1',
    ],
    [
      'https://a.example/clips/',
      'https://api.replicate.com/v1',
      'https://a.example/clips/webhooks/replicate?marker=m_1',
    ],
  ])('from %s by %s: %s', (publicUrl, apiUrl, url) => {
    expect(attemptUrl({ publicUrl, apiUrl }, 'm_1')).toBe(url);
  });
});
