import { createHash, timingSafeEqual } from 'node:crypto';
import type { Log } from '../../src/core/log.ts';
import type { Hook } from '../../src/core/webhook.ts';
import { readUpdate } from './incoming.ts';
import type { Inbox } from './update-queue.ts';

/** The webhook path. */
export const hookPath = '/webhooks/telegram';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const read = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
};

/** Receives updates. Responds with success only once the update is stored; otherwise Telegram sends it again. */
export const telegramHook = (secret: string, inbox: Pick<Inbox, 'take'>, log: Log): Hook => {
  const expected = digest(secret);
  return {
    path: hookPath,
    receive: async ({ body, headers }) => {
      const told = headers['x-telegram-bot-api-secret-token'];
      if (typeof told !== 'string' || !timingSafeEqual(digest(told), expected)) return 401;
      const update = readUpdate(read(body));
      if (update === null) return 400;
      try {
        await inbox.take([update]);
        return 200;
      } catch (error) {
        log.warn({ error }, 'an update could not be stored');
        return 503;
      }
    },
  };
};
