import { Client, DiscordjsError, DiscordjsErrorCodes, Events } from 'discord.js';
import { Failure } from '../../src/core/failure.ts';
import type { Bot } from '../chat/chat.ts';
import { persist } from '../chat/persist.ts';
import { openAnswering } from './answering.ts';
import type { DiscordHandlerDeps } from './discord-deps.ts';

import { nameOf, register } from './reach.ts';
import { openRest } from './rest.ts';

/** `shards`: `auto`, or which of how many, as `0,1/4`. */
export type Settings = { readonly token: string; readonly api: string; readonly shards: string };

const isRefused = (error: unknown): boolean =>
  error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;

const shardsOf = (text: string) => {
  if (text === 'auto') return { shards: 'auto' } as const;
  const [ids = '', count = ''] = text.split('/');
  return { shards: ids.split(',').map(Number), shardCount: Number(count) };
};

const connectOnce = async (settings: Settings, hear: (client: Client) => void): Promise<Client<true>> => {
  const rest = { api: settings.api, retries: 0, timeout: 30_000 };
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
 * Opens the gateway and answers what comes through it; no intent is needed for that. `ready` gives the bot's name, or
 * rejects with Failure `bad_setting` when the token is not accepted.
 */
export const openBot = (settings: Settings, deps: DiscordHandlerDeps, how: string): Bot => {
  const { log } = deps;
  const answering = openAnswering(deps);
  const closing = new AbortController();
  const hear = (client: Client): void => {
    answering.listen(client);
    client.on(Events.ShardReconnecting, deps.tally.reconnected);
  };
  const connected = persist('Discord', log, closing.signal, () => connectOnce(settings, hear));
  const ready = connected.then(async ({ application, rest, user }) => {
    await register(deps, rest, application.id);
    return user.username;
  });
  // Whoever asks is told; until then a refusal must not end the process.
  ready.catch(() => {});
  return {
    ready,
    how,
    hooks: [],
    close: async () => {
      closing.abort();
      await connected.then((client) => client.destroy()).catch(() => {});
      await answering.finish();
    },
  };
};

/** The name of the bot behind a token. Throws Failure `bad_setting`, or `unavailable` when Discord does not answer. */
export const botName = async (settings: Settings): Promise<string> =>
  nameOf(openRest(settings.token, settings.api));
