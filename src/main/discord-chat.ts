import { setTimeout as wait } from 'node:timers/promises';
import { type Bot, botName, openBot, type Settings } from '../../adapters/discord/bot.ts';
import type { Desk } from '../../adapters/discord/desk.ts';
import { hookPath, openEndpoint } from '../../adapters/discord/endpoint.ts';
import { openTally } from '../../adapters/discord/figures.ts';
import { discordPlatform } from '../../adapters/discord/platform.ts';
import { openPost } from '../../adapters/discord/post.ts';
import { openRest } from '../../adapters/discord/rest.ts';
import type { Config } from '../config.ts';
import type { Clip } from '../core/clip.ts';
import type { BoundCommand, Catalogue } from '../core/command.ts';
import type { Hook } from '../core/hook.ts';
import type { Platform } from '../core/platform.ts';
import type { Storage } from '../core/storage.ts';
import type { House } from '../jobs/house.ts';
import { waitedFor } from '../jobs/kept.ts';
import { mannersOf } from '../jobs/manners.ts';
import { unanswered } from '../jobs/tell.ts';
import type { Fit } from '../media/fit-copy.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import type { MessageCatalogue } from '../text/message-catalogue.ts';

const settingsOf = ({ DISCORD_TOKEN, DISCORD_API_URL, DISCORD_SHARDS }: Config): Settings | null =>
  DISCORD_TOKEN === undefined ? null : { token: DISCORD_TOKEN, api: DISCORD_API_URL, shards: DISCORD_SHARDS };

/** Discord as the configuration names it. */
export type OpenDiscord = { readonly desk: Desk; readonly platform: Platform };

/** What sending needs; null without a token. `link` gives the address of a clip that is too big to be sent. */
export const openDiscord = (
  config: Config,
  fit: Fit,
  storage: Storage,
  link: (clip: Clip) => string | null,
  { messagesFor }: MessageCatalogue,
): OpenDiscord | null => {
  const settings = settingsOf(config);
  if (settings === null) return null;
  const rest = openRest(settings.token, settings.api);
  const tally = openTally();
  tally.hear(rest);
  const desk: Desk = {
    post: openPost(rest),
    tally,
    messages: (locale) => messagesFor(locale, 'discord'),
    workspace: storage.workspace,
    fit,
    link: ({ clip }) => link(clip),
  };
  return { desk, platform: discordPlatform(desk) };
};

const scope = 'service';
const setting = 'discord commands';

/** The bot that hears and answers; null without a token. */
export const openDiscordBot = (
  config: Config,
  house: House,
  desk: Desk,
  commands: readonly BoundCommand[],
  known: Readonly<Record<Catalogue, readonly string[]>>,
): Bot | null => {
  const settings = settingsOf(config);
  if (settings === null) return null;
  const { database } = house.store;
  const hosts = config.ATTACHMENT_HOSTS ?? [];
  const counter = {
    ...{ commands, known, hosts, log: house.log, desk, manners: mannersOf(house) },
    unanswered: (job: string) => unanswered(house, job),
    waited: (owner: string) => waitedFor(house, owner),
  };
  const registered = {
    read: async () => {
      const value = await readSetting(database, scope, setting);
      return typeof value === 'string' ? value : null;
    },
    write: (digest: string) => writeSetting(database, scope, setting, digest),
  };
  const { DISCORD_PUBLIC_KEY: key } = config;
  return key === undefined || config.PUBLIC_URL === undefined
    ? openBot(settings, counter, registered)
    : openEndpoint(settings, key, counter, registered);
};

/** What Discord tells us by HTTP, where it does. */
export const discordHooks = (bot: Bot | null): Hook[] =>
  bot === null || bot.receive === null ? [] : [{ path: hookPath, receive: bot.receive }];

const patience = 10_000;

/** The way interactions come, as the overview tells it. */
const wayOf = (config: Config, bot: Bot): string => {
  const { DISCORD_PUBLIC_KEY: key, PUBLIC_URL: url = '' } = config;
  if (bot.receive !== null) return `using HTTP at ${url.replace(/\/$/, '')}${hookPath}`;
  return key === undefined
    ? 'using the gateway'
    : 'using the gateway (DISCORD_PUBLIC_KEY also needs PUBLIC_URL)';
};

/** The overview's line. */
export const discordOverview = async (config: Config, bot: Bot | null): Promise<string> => {
  if (bot === null) return `  off  Discord, because ROLE is ${config.ROLE} (set it to all or bot)`;
  const name = await Promise.race([bot.ready, wait(patience, null, { ref: false })]);
  return name === null
    ? '  on   Discord, still connecting'
    : `  on   Discord, as ${name}, ${wayOf(config, bot)}`;
};

/** The doctor's line. Throws Failure `bad_setting` or `unavailable`. */
export const discordLine = async (config: Config): Promise<string> => {
  const settings = settingsOf(config);
  return settings === null
    ? 'Discord: off (set DISCORD_TOKEN)'
    : `Discord: connected as ${await botName(settings)}`;
};
