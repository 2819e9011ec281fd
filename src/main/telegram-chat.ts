import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Api, openApi } from '../../adapters/telegram/api.ts';
import { type Bot, openBot, readMe, webhookUrl } from '../../adapters/telegram/bot.ts';
import { openCards } from '../../adapters/telegram/cards.ts';
import type { Desk, Me } from '../../adapters/telegram/desk.ts';
import { openFetcher } from '../../adapters/telegram/files.ts';
import { openGate } from '../../adapters/telegram/gate.ts';
import { type Letters, readUpdate } from '../../adapters/telegram/inbox.ts';
import { telegramPlatform } from '../../adapters/telegram/platform.ts';
import { openPost } from '../../adapters/telegram/post.ts';
import { openSend, type Send } from '../../adapters/telegram/send.ts';
import { openWhisper } from '../../adapters/telegram/whisper.ts';
import type { Config } from '../config.ts';
import type { Clip } from '../core/clip.ts';
import type { BoundCommand, Catalogue } from '../core/command.ts';
import type { Log } from '../core/log.ts';
import { isLoopback } from '../core/loopback.ts';
import type { Platform } from '../core/platform.ts';
import type { Storage } from '../core/storage.ts';
import { freshly } from '../jobs/freshly.ts';
import type { House } from '../jobs/house.ts';
import { mannersOf } from '../jobs/manners.ts';
import { ownerBehind } from '../jobs/owner-behind.ts';
import { ownStatus, statusOf } from '../jobs/status.ts';
import { unanswered } from '../jobs/tell.ts';
import type { Fit } from '../media/fit-copy.ts';
import { findCopies, keepCopy } from '../store/copies.ts';
import {
  bundledLetters,
  finishLetters,
  forgetLetters,
  holdLetters,
  receiveLetters,
  releaseLetters,
  takeLostLetters,
} from '../store/inbox.ts';
import { findJobByKey, listJobsAt } from '../store/jobs.ts';
import { moveCommunity } from '../store/move.ts';
import type { Store } from '../store/open.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import type { MessageCatalogue } from '../text/message-catalogue.ts';

const name = 'telegram';

/** Telegram as the configuration names it. */
export type OpenTelegram = {
  readonly api: Api;
  readonly send: Send;
  readonly desk: Desk;
  readonly platform: Platform;
  readonly languages: readonly string[];
};

/** Asks once, and again only when that failed. */
const onceKnown = <Result>(ask: () => Promise<Result>): (() => Promise<Result>) => {
  let known: Promise<Result> | null = null;
  return () => {
    known ??= ask().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
};

/** What sending needs; null without a token. `house` is asked only once something is sent. */
export const openTelegram = (
  config: Config,
  parts: {
    readonly fit: Fit;
    readonly storage: Storage;
    readonly store: Store;
    readonly log: Log;
    readonly messages: MessageCatalogue;
    link(clip: Clip): string | null;
    house(): House;
  },
): OpenTelegram | null => {
  const { fit, log, storage, store } = parts;
  if (config.TELEGRAM_TOKEN === undefined) return null;
  const { database } = store;
  const api = openApi(config.TELEGRAM_TOKEN, config.TELEGRAM_API_URL);
  const send = openSend(api, openGate(), log);
  const post = openPost(send);
  const me = onceKnown<Me>(() => readMe(api));
  const desk: Desk = {
    post,
    cards: openCards(post),
    whisper: openWhisper(send),
    fetcher: openFetcher(api, send),
    log,
    me,
    messages: (locale) => parts.messages.messagesFor(locale, 'telegram'),
    workspace: storage.workspace,
    fit,
    copies: {
      find: (clips) => findCopies(database, name, clips),
      keep: (clip, file) => keepCopy(database, { clip, platform: name, file }),
    },
    link: ({ clip }) => parts.link(clip),
    jobsAt: async (owner, { chat, card }) => {
      const jobs = await listJobsAt(database, owner, { platform: name, chat, card });
      return Promise.all(jobs.map((job) => statusOf(parts.house(), job)));
    },
  };
  return { api, send, desk, platform: telegramPlatform(desk), languages: parts.messages.languages };
};

/** What is heard, written down in the store. */
export const lettersIn = ({ database }: Store): Letters => ({
  receive: (letters) => receiveLetters(database, letters),
  hold: (held) => freshly(() => holdLetters(database, held)),
  takeLost: () => takeLostLetters(database, name),
  bundled: (bundle) => bundledLetters(database, bundle),
  finish: (ids) => finishLetters(database, ids),
  forget: () => forgetLetters(database),
});

/** Where Telegram can tell us news itself: plain http will do between two programs on one machine. */
const webhookOf = (config: Config): { url: string; secret: string } | null => {
  const { PUBLIC_URL, TELEGRAM_API_URL, TELEGRAM_TOKEN = '', TELEGRAM_WEBHOOK_SECRET } = config;
  if (PUBLIC_URL === undefined) return null;
  const reachable = (url: URL) =>
    url.protocol === 'https:' || (isLoopback(url) && isLoopback(new URL(TELEGRAM_API_URL)));
  const url = webhookUrl(PUBLIC_URL, reachable);
  // Every process of this service must come to the same one.
  const secret = createHmac('sha256', TELEGRAM_TOKEN).update('webhook').digest('hex');
  return url === null ? null : { url, secret: TELEGRAM_WEBHOOK_SECRET ?? secret };
};

const scope = 'service';
const setting = 'telegram commands';

/** The bot that hears and answers. */
export const openTelegramBot = async (
  config: Config,
  house: House,
  telegram: OpenTelegram,
  commands: readonly BoundCommand[],
  known: Readonly<Record<Catalogue, readonly string[]>>,
): Promise<Bot> => {
  const { api, desk, languages, send } = telegram;
  const { database, pglite } = house.store;
  // Alone on this database, we know that nobody is at what was left.
  if (pglite !== null) await releaseLetters(database);
  return openBot(
    { api, send, letters: lettersIn(house.store), log: house.log },
    { webhook: webhookOf(config), languages },
    {
      commands,
      known,
      desk,
      photoDays: house.photoDays,
      manners: mannersOf(house),
      album: async (bundle) => {
        const letters = await bundledLetters(database, bundle);
        return letters.flatMap(({ body }) => readUpdate(body)?.message ?? []);
      },
      jobOf: (owner, id) => ownStatus(house, owner, id),
      ownerBehind: (id) => ownerBehind(house, id),
      begun: async (owner, key) => (await findJobByKey(database, owner, key)) !== null,
      moved: (from, to) => moveCommunity(database, from, to),
      unanswered: (job) => unanswered(house, job),
    },
    {
      read: async () => {
        const value = await readSetting(database, scope, setting);
        return typeof value === 'string' ? value : null;
      },
      write: (digest) => writeSetting(database, scope, setting, digest),
    },
  );
};

const patience = 10_000;

/** The overview's line. */
export const telegramOverview = async (config: Config, bot: Bot | null): Promise<string> => {
  if (bot === null) return `  off  Telegram, because ROLE is ${config.ROLE} (set it to all or bot)`;
  const how = bot.hooks.length > 0 ? 'using a webhook' : 'using polling (set PUBLIC_URL to use a webhook)';
  const username = await Promise.race([bot.ready, wait(patience, null, { ref: false })]);
  return username === null ? '  on   Telegram, still connecting' : `  on   Telegram, as @${username}, ${how}`;
};

/** The doctor's line. Throws Failure `bad_setting` or `unavailable`. */
export const telegramLine = async (config: Config): Promise<string> => {
  if (config.TELEGRAM_TOKEN === undefined) return 'Telegram: off (set TELEGRAM_TOKEN)';
  const { username } = await readMe(openApi(config.TELEGRAM_TOKEN, config.TELEGRAM_API_URL));
  return `Telegram: connected as @${username}, ${webhookOf(config) === null ? 'using polling' : 'using a webhook'}`;
};
