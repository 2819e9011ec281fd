import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { cached } from '../../src/core/cached.ts';
import { webhookUrl } from '../../src/core/webhook.ts';
import type { Bot, Chat, ChatAdapter, ChatServices } from '../chat/chat.ts';
import { accountOf, openConnection } from '../chat/connection.ts';
import { openCards } from './cards.ts';
import { register } from './command-menus.ts';
import { openEphemeral } from './ephemeral.ts';
import { heard, type Update } from './incoming.ts';
import { onSearch } from './inline.ts';
import { onLatePhotos } from './late-photos.ts';
import { openMenus } from './menu.ts';
import { isOwnMenu } from './menu-press.ts';
import { onEdited } from './on-edited.ts';
import { onMessage } from './on-message.ts';
import { hookPath, poll, telegramHook } from './receive-updates.ts';
import { openSend, type Send } from './send.ts';
import { type Gate, openGate } from './send-gate.ts';
import { openApi, Refused, type TelegramApi } from './telegram-api.ts';
import type { Me, TelegramDeps, TelegramHandlerDeps } from './telegram-deps.ts';
import { openFetcher } from './telegram-files.ts';
import { openSender } from './telegram-messages.ts';
import { telegramPlatform } from './telegram-platform.ts';
import { onPress } from './telegram-press.ts';
import { openToasts } from './toasts.ts';
import { type Answer, openInbox } from './update-queue.ts';

const account = z.object({ id: z.number(), username: z.string() });

/** Reads the bot's account. Throws `Failure` `bad_setting` if the token is rejected, or `unavailable`. */
const readMe = (api: TelegramApi): Promise<Me> =>
  accountOf(
    'Telegram',
    'TELEGRAM_TOKEN',
    async () => account.parse(await api.call('getMe', {}, AbortSignal.timeout(15_000))),
    (error) => error instanceof Refused && [401, 404].includes(error.code),
  );

// What has waited for longer needs no answer at once.
const freshSeconds = 5;

const answerWith =
  (deps: TelegramHandlerDeps, gate: Gate): Answer =>
  async ([first, ...rest], key, late = []) => {
    if (first === undefined) return;
    const { message, edited_message: edited, callback_query: press, inline_query: search } = first;
    if (Date.now() / 1_000 - (message?.date ?? Number.POSITIVE_INFINITY) > freshSeconds) gate.slowDown();
    const album = [first, ...rest].flatMap((one) => one.message ?? []);
    const added = late.flatMap((one) => one.message ?? []);
    const heard = { album: rest.length > 0 ? album : [], key };
    if (added.length > 0) await onLatePhotos(deps, { album, key }, added);
    else if (message !== undefined) await onMessage(deps, { message, ...heard });
    if (edited !== undefined) await onEdited(deps, edited, key);
    if (press !== undefined) await onPress(deps, press, key);
    if (search !== undefined) await onSearch(deps, search);
  };

/** Webhook settings; null for polling. */
export type Webhook = { readonly url: string; readonly secret: string } | null;

/** Starts the bot: receives updates by webhook or polling, stores them, and answers them. */
const openBot = (
  api: TelegramApi,
  { gate, send }: { readonly gate: Gate; readonly send: Send },
  webhook: Webhook,
  deps: TelegramHandlerDeps,
): Bot => {
  const { log, updates } = deps;
  const inbox = openInbox(updates, answerWith(deps, gate), log);
  const take = async (taken: readonly Update[]): Promise<void> => {
    for (const { callback_query: press } of taken)
      if (press !== undefined && isOwnMenu(deps, press)) deps.toasts.end(press.id);
    await inbox.take(taken);
  };
  const listen = async (): Promise<void> => {
    if (webhook === null) return void (await send('deleteWebhook', {}, 'repeatable'));
    const payload = { url: webhook.url, secret_token: webhook.secret, allowed_updates: heard };
    await send('setWebhook', payload, 'repeatable');
  };
  const { ready, closing } = openConnection('Telegram', log, async () => {
    const me = await deps.me();
    await listen();
    await register(deps, send);
    return `@${me.username}`;
  });
  const hearing = ready.then(() =>
    webhook === null ? poll(api, { ...inbox, take }, log, closing.signal) : undefined,
  );
  hearing.catch(() => {});
  return {
    ready,
    how: webhook === null ? 'using polling (set PUBLIC_URL to use a webhook)' : 'using a webhook',
    hooks: webhook === null ? [] : [telegramHook(webhook.secret, { take }, log)],
    close: async () => {
      closing.abort();
      await hearing.catch(() => {});
      await inbox.close();
    },
  };
};

type TelegramSettings = {
  readonly TELEGRAM_TOKEN?: string | undefined;
  readonly TELEGRAM_API_URL: string;
  readonly TELEGRAM_WEBHOOK_SECRET?: string | undefined;
  readonly PUBLIC_URL?: string | undefined;
};

/** Webhook settings if Telegram can reach us. */
const webhookIn = (settings: TelegramSettings): Webhook => {
  const { PUBLIC_URL, TELEGRAM_API_URL, TELEGRAM_TOKEN = '', TELEGRAM_WEBHOOK_SECRET } = settings;
  const url = webhookUrl({ publicUrl: PUBLIC_URL, apiUrl: TELEGRAM_API_URL }, hookPath);
  // Derived from the token, so that all processes compute the same secret.
  const secret = createHmac('sha256', TELEGRAM_TOKEN).update('webhook').digest('hex');
  return url && { url: url.href, secret: TELEGRAM_WEBHOOK_SECRET ?? secret };
};

/** Opens the adapter. It listens by webhook if Telegram can reach us, and by polling otherwise. */
const openTelegram = async (settings: TelegramSettings, services: ChatServices): Promise<Chat> => {
  const api = openApi(settings.TELEGRAM_TOKEN ?? '', settings.TELEGRAM_API_URL);
  const gate = openGate();
  const send = openSend(api, gate, services.log);
  const sender = openSender(send);
  const deps: TelegramDeps = {
    ...services,
    sender,
    cards: openCards(sender),
    sendEphemeral: openEphemeral(send),
    fetcher: openFetcher(api, send),
    menus: openMenus(),
    toasts: openToasts(sender),
    me: cached<Me>(() => readMe(api), Number.POSITIVE_INFINITY),
  };
  const webhook = webhookIn(settings);
  return {
    platform: telegramPlatform(deps),
    byWebhook: webhook !== null,
    figures: () => [],
    listen: async (offered) => openBot(api, { gate, send }, webhook, { ...deps, ...offered }),
  };
};

export const telegram: ChatAdapter<TelegramSettings> = {
  name: 'telegram',
  open: openTelegram,
  check: async (settings) => {
    const { username } = await readMe(openApi(settings.TELEGRAM_TOKEN ?? '', settings.TELEGRAM_API_URL));
    return `@${username}, ${webhookIn(settings) === null ? 'using polling' : 'using a webhook'}`;
  },
};
