import { createHmac } from 'node:crypto';
import { cached } from '../../src/core/cached.ts';
import { webhookUrl } from '../../src/core/webhook.ts';
import type { Chat, ChatAdapter, ChatServices } from '../chat/chat.ts';
import { openCards } from './cards.ts';
import { openEphemeral } from './ephemeral.ts';
import { openMenus } from './open-menus.ts';
import { openSend } from './send.ts';
import { openGate } from './send-gate.ts';
import { openApi } from './telegram-api.ts';
import { openBot, readMe, type Webhook } from './telegram-bot.ts';
import type { Me, TelegramDeps } from './telegram-deps.ts';
import { openFetcher } from './telegram-files.ts';
import { openSender } from './telegram-messages.ts';
import { telegramPlatform } from './telegram-platform.ts';
import { hookPath } from './telegram-webhook.ts';
import { openToasts } from './toasts.ts';

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
