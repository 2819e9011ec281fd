import { Client, DiscordjsError, DiscordjsErrorCodes, Events } from 'discord.js';
import { Failure } from '../../src/core/failure.ts';
import type { Bot } from '../chat/chat.ts';
import { openConnection } from '../chat/connection.ts';
import { register } from './discord-commands.ts';
import type { DiscordHandlerDeps } from './discord-deps.ts';
import { openInteractions } from './interactions.ts';
import { addressesOf } from './rest.ts';

/** `shards`: `auto`, or shard ids and the total count, as in `0,1/4`. */
export type DiscordAccount = { readonly token: string; readonly api: string; readonly shards: string };

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
      await answering.finish();
    },
  };
};
