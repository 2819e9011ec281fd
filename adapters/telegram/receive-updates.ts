import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { Log } from '../../src/core/log.ts';
import type { Hook } from '../../src/core/webhook.ts';
import { heard, readUpdate } from './incoming.ts';
import { Refused, type TelegramApi } from './telegram-api.ts';
import type { Inbox } from './update-queue.ts';

const seconds = 50;
const batch = 100;
const maxAtWork = 300;
const longestPause = 30_000;

const numbered = z.object({ update_id: z.number() });
const answered = z.array(z.unknown());

const pauseAfter = (error: unknown, before: number): number =>
  error instanceof Refused && error.wait !== null
    ? error.wait * 1_000
    : Math.min(longestPause, Math.max(1_000, 2 * before));

/** Hints for error codes that the operator can act on. */
const troubles: Readonly<Record<number, string>> = {
  401: 'Telegram no longer accepts TELEGRAM_TOKEN',
  409: 'another process asks Telegram for the same updates: only one may, so stop the other',
};

/**
 * Long-polls for updates until stopped, retrying after errors. An update is acknowledged to Telegram only once it is
 * stored.
 */
export const poll = async (api: TelegramApi, inbox: Inbox, log: Log, stop: AbortSignal): Promise<void> => {
  let offset = 0;
  let pause = 0;
  let confirmed = 0;
  const ask = async (timeout: number): Promise<readonly unknown[]> => {
    const late = AbortSignal.any([stop, AbortSignal.timeout((timeout + 15) * 1_000)]);
    const payload = { offset, limit: batch, timeout, allowed_updates: heard };
    return answered.parse(await api.call('getUpdates', payload, late));
  };
  while (!stop.aborted) {
    try {
      // Backpressure: leave updates at Telegram until the queue drains.
      while (inbox.busy() > maxAtWork && !stop.aborted) await wait(100);
      const raw = await ask(seconds);
      confirmed = offset;
      const updates = raw.flatMap((one) => readUpdate(one) ?? []);
      if (updates.length > 0) await inbox.take(updates);
      for (const one of raw) offset = Math.max(offset, (numbered.safeParse(one).data?.update_id ?? -1) + 1);
      pause = 0;
    } catch (error) {
      if (stop.aborted) break;
      pause = pauseAfter(error, pause);
      const why = error instanceof Refused ? troubles[error.code] : undefined;
      log.warn({ error }, why ?? 'Telegram could not be reached for updates');
      await wait(pause, undefined, { signal: stop }).catch(() => {});
    }
  }
  // Acknowledge the last batch so that the next process doesn't receive it again.
  if (offset > confirmed) await api.call('getUpdates', { offset, limit: 1, timeout: 0 }).catch(() => {});
};

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
      const sent = headers['x-telegram-bot-api-secret-token'];
      if (typeof sent !== 'string' || !timingSafeEqual(digest(sent), expected)) return 401;
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
