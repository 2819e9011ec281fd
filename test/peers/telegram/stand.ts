import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import sharp from 'sharp';
import { Telegram as Client } from 'telegraf';
import { afterEach, beforeEach } from 'vitest';
import { startTelegram, type Telegram } from './telegram.ts';

export const photo = {
  name: 'cat.jpg',
  type: 'image/jpeg',
  bytes: readFileSync(resolve('test/fixtures/photos/cat-chelsea.jpg')),
};

/** Bytes that begin as an MP4 does. */
export const film = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypisom'),
  Buffer.alloc(1_000, Math.random().toString()),
]);

export const thumbnail = (edge: number): Promise<Buffer> =>
  sharp({ create: { width: edge, height: 100, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();

/** The peer and the real client, new for every test. */
export const peerStand = () => {
  let telegram: Telegram;
  let client: Client;
  beforeEach(async () => {
    telegram = await startTelegram();
    client = new Client(telegram.token, { apiRoot: telegram.url });
  });
  afterEach(() => telegram.close());
  return {
    get telegram() {
      return telegram;
    },
    get client() {
      return client;
    },
    /** A call as any program would make it. */
    call: async (method: string, payload: Record<string, unknown>, token = telegram.token) => {
      const answer = await fetch(`${telegram.url}/bot${token}/${method}`, {
        method: 'POST',
        body: JSON.stringify(payload),
        headers: { 'content-type': 'application/json' },
      });
      return (await answer.json()) as {
        ok: boolean;
        error_code?: number;
        description?: string;
        parameters?: Record<string, number>;
        result?: unknown;
      };
    },
    /** Somebody who has opened the chat with the bot. */
    ana: (language = 'en') => {
      const person = telegram.person('Ana', { language });
      person.start();
      return person;
    },
  };
};
