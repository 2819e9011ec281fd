import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../../src/core/failure.ts';
import type { Log } from '../../src/core/log.ts';
import { Closed, meaningOf, passFence, TooLarge, Unsure } from '../chat/delivery-steps.ts';
import type { Gate } from './send-gate.ts';
import { type Payload, Refused, type TelegramApi, Unanswered } from './telegram-api.ts';

/**
 * How a retry is treated: `repeatable` has no further effect, `text` may duplicate a text (better than losing it),
 * `once` could post a second clip.
 */
export type SendKind = 'repeatable' | 'text' | 'once';

const longestWait = 120;
const repeats = 3;
const milliseconds = { repeatable: 20_000, text: 12_000, once: 30_000, upload: 150_000 };

const name = 'Telegram';
/** A retryable `unavailable` failure. */
export const unavailable = (error: unknown): Failure => new Failure('unavailable', { name }, error);

/** Whether Telegram itself was unavailable, so that a retry may succeed. */
export const isOutage = (error: unknown): boolean =>
  error instanceof Failure && error.kind === 'unavailable' && error.facts['name'] === name;

type Trouble = { readonly error: unknown; readonly kind: SendKind; readonly tries: number };

/** Seconds to wait before the retry. Throws a mapped error if a retry would be wrong or pointless. */
const pauseAfter = ({ error, kind, tries }: Trouble): number => {
  if (error instanceof Unanswered) {
    const unsure = kind === 'once' || (kind === 'text' && error.late);
    if (unsure && error.sent) throw new Unsure('no answer', { cause: error });
    if (tries < repeats) return tries;
    throw unavailable(error);
  }
  if (!(error instanceof Refused)) throw error;
  const { code, message } = error;
  if (code === 429 && tries < 2 * repeats) {
    const seconds = error.wait ?? 5;
    if (seconds <= longestWait) return seconds;
  }
  if (code >= 500) {
    if (kind === 'once') throw new Unsure('server error', { cause: error });
    if (tries < repeats) return tries;
  }
  const meaning = meaningOf(code);
  if (meaning === 'too-large' || /too (large|big)/i.test(message)) throw new TooLarge(0, { cause: error });
  if (meaning === 'closed') throw new Closed(message, { cause: error });
  throw unavailable(error);
};

const chatOf = (payload: Payload): number | null =>
  typeof payload['chat_id'] === 'number' ? payload['chat_id'] : null;

/** The payload for a migrated group. Message ids restart there, so references to old messages are dropped. */
const movedBody = (payload: Payload, chat: number): Payload => {
  if (payload['message_id'] !== undefined) throw new Closed('the message stayed where the group was');
  return { ...payload, chat_id: chat, reply_parameters: undefined };
};

/**
 * Calls the API with the retry policy: rate-limited calls are delayed, and calls that may already have succeeded are
 * retried only if that is harmless. Throws `Closed`, `TooLarge`, `Unsure`, or `Failure` `unavailable`.
 */
export const openSend =
  (api: TelegramApi, gate: Gate, log: Log) =>
  async (method: string, payload: Payload, kind: SendKind, upload = false): Promise<unknown> => {
    let body = payload;
    for (let tries = 1; ; tries++) {
      const chat = chatOf(body);
      // The timeout starts when the call is sent, not while it waits in the queue.
      const write = () =>
        passFence(AbortSignal.timeout(upload ? milliseconds.upload : milliseconds[kind]), (signal) =>
          api.call(method, body, signal ?? undefined),
        );
      try {
        return await (chat === null || upload ? write() : gate.pass(chat, write));
      } catch (error) {
        // A group upgraded to a supergroup reports its new id.
        const movedTo = error instanceof Refused ? error.movedTo : null;
        if (movedTo !== null && chat !== movedTo) {
          body = movedBody(body, movedTo);
          continue;
        }
        if (error instanceof Refused && error.code !== 429) log.debug({ method, error }, 'Telegram refused');
        const seconds = pauseAfter({ error, kind, tries });
        if (error instanceof Refused && error.code === 429 && chat !== null) gate.flooded(chat, seconds);
        await wait(seconds * 1_000);
      }
    }
  };

export type Send = ReturnType<typeof openSend>;
