import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { Failure } from '../../src/core/failure.ts';
import type { Hook } from '../../src/core/hook.ts';
import type { Log } from '../../src/core/log.ts';
import { type Api, Refused } from './api.ts';
import type { Counter } from './counter.ts';
import type { Me } from './desk.ts';
import { type Answer, type Letters, openInbox } from './inbox.ts';
import { heard } from './incoming.ts';
import { onSearch } from './inline.ts';
import { onMessage } from './on-message.ts';
import { poll } from './poll.ts';
import { onPress } from './press.ts';
import { commandMenus, type Registered, register } from './register.ts';
import type { Send } from './send.ts';
import { hookPath, telegramHook } from './webhook.ts';

export type Settings = {
  /** Where Telegram tells us what happens; null where it is asked. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  readonly languages: readonly string[];
};

export type Bot = {
  /** The bot's name, once it hears. */
  readonly ready: Promise<string>;
  readonly hooks: readonly Hook[];
  /** Takes nothing new and lets what is being answered finish. */
  close(): Promise<void>;
};

const account = z.object({ id: z.number(), username: z.string() });

/** Our own account. Throws Failure `bad_setting` where the token is not accepted, or `unavailable`. */
export const readMe = async (api: Api): Promise<Me> => {
  try {
    return account.parse(await api.call('getMe', {}, AbortSignal.timeout(15_000)));
  } catch (error) {
    if (!(error instanceof Refused && [401, 404].includes(error.code)))
      throw new Failure('unavailable', { name: 'Telegram' }, error);
    throw new Failure('bad_setting', { name: 'TELEGRAM_TOKEN', rule: 'was not accepted by Telegram' }, error);
  }
};

const answerWith =
  (counter: Counter): Answer =>
  async ([first, ...rest], key) => {
    if (first === undefined) return;
    const { message, callback_query: press, inline_query: search } = first;
    const album = [first, ...rest].flatMap((one) => one.message ?? []);
    if (message !== undefined)
      await onMessage(counter, { message, album: rest.length > 0 ? album : [], key });
    if (press !== undefined) await onPress(counter, press, key);
    if (search !== undefined) await onSearch(counter, search);
  };

const longestPause = 60_000;

/** Tries again, ever more slowly, until it works or we stop. A refused token is not tried again. */
const persist = async <Result>(work: () => Promise<Result>, log: Log, stop: AbortSignal): Promise<Result> => {
  for (let pause = 1_000; ; pause = Math.min(2 * pause, longestPause)) {
    try {
      return await work();
    } catch (error) {
      if (stop.aborted || (error instanceof Failure && error.kind === 'bad_setting')) throw error;
      log.warn({ error }, 'Telegram is not to be reached');
      await wait(pause, undefined, { signal: stop });
    }
  }
};

/** Opens the bot: hears by webhook or by asking, writes down what it hears, and answers it. */
export const openBot = (
  parts: { readonly api: Api; readonly send: Send; readonly letters: Letters; readonly log: Log },
  settings: Settings,
  counter: Counter,
  registered: Registered,
): Bot => {
  const { api, letters, log, send } = parts;
  const { languages, webhook } = settings;
  const stop = new AbortController();
  const inbox = openInbox(letters, answerWith(counter), log);
  const listen = async (): Promise<void> => {
    if (webhook === null) return void (await send('deleteWebhook', {}, 'repeatable'));
    const payload = { url: webhook.url, secret_token: webhook.secret, allowed_updates: heard };
    await send('setWebhook', payload, 'repeatable');
  };
  const open = async (): Promise<string> => {
    const me = await counter.desk.me();
    await listen();
    const menus = commandMenus(counter.commands, languages, counter.desk.messages);
    await register(send, me.id, menus, registered).catch((error: unknown) => {
      log.error({ error }, 'commands could not be registered');
    });
    return me.username;
  };
  const ready = persist(open, log, stop.signal);
  const hearing = ready.then(() => (webhook === null ? poll(api, inbox, log, stop.signal) : undefined));
  // Whoever asks is told; until then a refusal must not end the process.
  hearing.catch(() => {});
  return {
    ready,
    hooks: webhook === null ? [] : [telegramHook(webhook.secret, inbox, log)],
    close: async () => {
      stop.abort();
      await hearing.catch(() => {});
      await inbox.close();
    },
  };
};

/** Where updates are to be sent, or null where Telegram could not reach us there. */
export const webhookUrl = (publicUrl: string, reachable: (url: URL) => boolean): string | null => {
  const url = new URL(publicUrl);
  if (!reachable(url)) return null;
  url.pathname = `${url.pathname.replace(/\/$/, '')}${hookPath}`;
  return url.href;
};
