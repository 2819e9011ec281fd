import { Client, DiscordjsError, DiscordjsErrorCodes, Events } from 'discord.js';
import { Failure } from '../../src/core/failure.ts';
import type { Bot, Chat, ChatAdapter, ChatServices } from '../chat/chat.ts';
import { openConnection } from '../chat/connection.ts';
import { openFirstAnswers } from '../chat/first-answer.ts';
import { register, registration } from './discord-commands.ts';
import { openTally } from './discord-metrics.ts';
import { discordPlatform } from './discord-platform.ts';
import { type DiscordDeps, type DiscordHandlerDeps, openSender } from './discord-send.ts';
import { hookPath, openEndpoint } from './endpoint.ts';
import { openInteractions } from './interactions.ts';
import { accountName, addressesOf, type DiscordAccount, openRest } from './rest.ts';

const isRefused = (error: unknown): boolean =>
  error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;

const shardsOf = (text: string) => {
  if (text === 'auto') return { shards: 'auto' } as const;
  const [ids = '', count = ''] = text.split('/');
  return { shards: ids.split(',').map(Number), shardCount: Number(count) };
};

const connectOnce = async (
  settings: DiscordAccount,
  hear: (client: Client) => void,
): Promise<Client<true>> => {
  const rest = { ...addressesOf(settings.api), retries: 0, timeout: 30_000 };
  const client = new Client({ intents: [], rest, ...shardsOf(settings.shards) });
  hear(client);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(settings.token).catch((error: unknown) => {
    const rule = 'was not accepted by Discord';
    throw isRefused(error) ? new Failure('bad_setting', { name: 'DISCORD_TOKEN', rule }, error) : error;
  });
  return ready;
};

/**
 * Connects to the gateway and answers its interactions, which needs no intents. `ready` resolves to the bot's name, or
 * rejects with `Failure` `bad_setting` when the token isn't accepted.
 */
export const openBot = (settings: DiscordAccount, deps: DiscordHandlerDeps, how: string): Bot => {
  const { log } = deps;
  const answering = openInteractions(deps);
  const hear = (client: Client): void => {
    answering.listen(client);
    client.on(Events.ShardReconnecting, deps.tally.reconnected);
  };
  let connected: Client<true> | null = null;
  const { ready, closing } = openConnection('Discord', log, async () => {
    connected = await connectOnce(settings, hear);
    const { application, rest, user } = connected;
    await register(deps, rest, application.id);
    return user.username;
  });
  return {
    ready,
    how,
    hooks: [],
    close: async () => {
      closing.abort();
      await ready.catch(() => {});
      await connected?.destroy();
      await answering.idle();
    },
  };
};

type DiscordSettings = {
  readonly DISCORD_TOKEN?: string | undefined;
  readonly DISCORD_API_URL: string;
  readonly DISCORD_PUBLIC_KEY?: string | undefined;
  readonly DISCORD_SHARDS: string;
  readonly PUBLIC_URL?: string | undefined;
};

/** Opens Discord, ready to send. It listens on the gateway, or over HTTP when a public key and URL are set. */
const openDiscord = async (settings: DiscordSettings, services: ChatServices): Promise<Chat> => {
  const { DISCORD_TOKEN: token = '', DISCORD_API_URL: api, DISCORD_SHARDS: shards } = settings;
  const account = { token, api, shards };
  const rest = openRest(token, api);
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
      const handler = { ...deps, ...offered, registration: commands, firstAnswers: openFirstAnswers() };
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
