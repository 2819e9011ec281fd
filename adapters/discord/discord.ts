import type { Chat, ChatAdapter, ChatServices } from '../chat/chat.ts';
import { openFirstAnswers } from '../chat/first-answer.ts';
import { type DiscordAccount, openBot } from './discord-bot.ts';
import { registration } from './discord-commands.ts';
import type { DiscordDeps } from './discord-deps.ts';
import { openTally } from './discord-metrics.ts';
import { discordPlatform } from './discord-platform.ts';
import { openSender } from './discord-send.ts';
import { hookPath, openEndpoint } from './endpoint.ts';
import { accountName, openRest } from './rest.ts';

type DiscordSettings = {
  readonly DISCORD_TOKEN?: string | undefined;
  readonly DISCORD_API_URL: string;
  readonly DISCORD_PUBLIC_KEY?: string | undefined;
  readonly DISCORD_SHARDS: string;
  readonly PUBLIC_URL?: string | undefined;
};

const accountIn = ({
  DISCORD_TOKEN = '',
  DISCORD_API_URL,
  DISCORD_SHARDS,
}: DiscordSettings): DiscordAccount => ({
  token: DISCORD_TOKEN,
  api: DISCORD_API_URL,
  shards: DISCORD_SHARDS,
});

/** Opens Discord, ready to send. It listens on the gateway, or over HTTP when a public key and URL are set. */
const openDiscord = async (settings: DiscordSettings, services: ChatServices): Promise<Chat> => {
  const account = accountIn(settings);
  const rest = openRest(account.token, account.api);
  const tally = openTally();
  tally.hear(rest);
  const deps: DiscordDeps = { ...services, sender: openSender(rest), tally };
  const { DISCORD_PUBLIC_KEY: key, PUBLIC_URL: url } = settings;
  return {
    platform: discordPlatform(deps),
    byWebhook: key !== undefined && url !== undefined,
    figures: tally.figures,
    listen: async (offered) => {
      // Too many options stop the start: Discord would refuse all commands.
      const commands = registration(offered.commands, deps.messages);
      const handler = { ...deps, ...offered, registration: commands, first: openFirstAnswers() };
      if (key === undefined) return openBot(account, handler, 'using the gateway');
      if (url === undefined)
        return openBot(account, handler, 'using the gateway (DISCORD_PUBLIC_KEY also needs PUBLIC_URL)');
      const how = `using HTTP at ${url.replace(/\/$/, '')}${hookPath}`;
      return openEndpoint(account, key, handler, how);
    },
  };
};

export const discord: ChatAdapter<DiscordSettings> = {
  name: 'discord',
  open: openDiscord,
  check: ({ DISCORD_TOKEN = '', DISCORD_API_URL }) => accountName(openRest(DISCORD_TOKEN, DISCORD_API_URL)),
};
