import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../../src/core/failure.ts';
import type { Log } from '../../src/core/log.ts';
import { passFence } from '../chat/fenced.ts';
import { Closed, meaningOf, TooLarge, Unsure } from '../chat/ways.ts';
import type { Gate } from './send-gate.ts';
import { type Api, type Payload, Refused, Unanswered } from './telegram-api.ts';

/** Whether doing it again changes nothing, makes another text, which is better than none, or another clip. */
export type Kind = 'repeatable' | 'text' | 'once';

const longestWait = 120;
const repeats = 3;
const milliseconds = { repeatable: 20_000, text: 12_000, once: 30_000, upload: 150_000 };

const name = 'Telegram';
/** Says that the same may do later. */
export const unavailable = (error: unknown): Failure => new Failure('unavailable', { name }, error);

/** Whether Telegram itself was not to be had, so that the same may do later. */
export const isOutage = (error: unknown): boolean =>
  error instanceof Failure && error.kind === 'unavailable' && error.facts['name'] === name;

type Trouble = { readonly error: unknown; readonly kind: Kind; readonly tries: number };

/** Seconds after which to try again. Throws what it means where that would be wrong or in vain. */
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

/** What goes to a group that has moved. Its messages are counted anew, so that none of before can be meant. */
const movedBody = (payload: Payload, chat: number): Payload => {
  if (payload['message_id'] !== undefined) throw new Closed('the message stayed where the group was');
  return { ...payload, chat_id: chat, reply_parameters: undefined };
};

/**
 * Calls with the policy: what Telegram asks to do later is done later, what may have happened already is done again only
 * where that changes nothing. Throws `Closed`, `TooLarge`, `Unsure`, or Failure `unavailable`.
 */
export const openSend =
  (api: Api, gate: Gate, log: Log) =>
  async (method: string, payload: Payload, kind: Kind, upload = false): Promise<unknown> => {
    let body = payload;
    for (let tries = 1; ; tries++) {
      const chat = chatOf(body);
      // Its time begins when its turn has come: who waits in line has not been sent.
      const write = () =>
        passFence(AbortSignal.timeout(upload ? milliseconds.upload : milliseconds[kind]), (signal) =>
          api.call(method, body, signal ?? undefined),
        );
      try {
        return await (chat === null || upload ? write() : gate.pass(chat, write));
      } catch (error) {
        // A group that became a supergroup tells its new id.
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
