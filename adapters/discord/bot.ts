import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  type Interaction,
  type REST,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import { actionFromWire } from '../../src/core/action.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Log } from '../../src/core/log.ts';
import { showFailure } from './answer.ts';
import type { Counter } from './counter.ts';
import { handle } from './handle.ts';
import { openRest } from './post.ts';
import { registration } from './register.ts';
import { keepParent, parentIn } from './thread.ts';

/** `shards`: `auto`, or which of how many, as `0,1/4`. */
export type Settings = { readonly token: string; readonly api: string; readonly shards: string };

export type Bot = {
  readonly ready: Promise<string>;
  /** Takes nothing new and lets what is being answered finish. */
  close(): Promise<void>;
};

/** Remembers what was registered, so that it is sent only when it changed. */
export type Registered = { read(): Promise<string | null>; write(digest: string): Promise<void> };

const register = async (
  counter: Counter,
  rest: REST,
  application: string,
  registered: Registered,
): Promise<void> => {
  const body = registration(counter.commands, counter.desk.speech('en-US'));
  const digest = createHash('sha256')
    .update(`${application} ${JSON.stringify(body)}`)
    .digest('hex');
  if ((await registered.read()) === digest) return;
  await rest.put(Routes.applicationCommands(application), { body });
  await registered.write(digest);
};

/** The last word on an interaction that nothing else has answered. */
const apologize = async (counter: Counter, interaction: Interaction, error: unknown): Promise<void> => {
  if (!interaction.isRepliable() || interaction.replied || interaction.deferred) throw error;
  const pressed = interaction.isButton() || interaction.isModalSubmit() ? interaction.customId : '';
  await showFailure(counter, interaction, error, 'none', actionFromWire(pressed));
};

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

const longestPause = 60_000;

/** Tries again, ever more slowly, while Discord is not to be reached. */
const connect = async (
  settings: Settings,
  log: Log,
  hear: (client: Client) => void,
  stop: AbortSignal,
): Promise<Client<true>> => {
  for (let pause = 1_000; ; pause = Math.min(2 * pause, longestPause)) {
    try {
      return await connectOnce(settings, hear);
    } catch (error) {
      if (error instanceof Failure) throw error;
      log.warn({ error }, 'discord is not to be reached');
      await wait(pause, undefined, { signal: stop });
    }
  }
};

/**
 * Opens the gateway and answers what comes through it; no intent is needed for that. `ready` gives the bot's name, or
 * rejects with Failure `bad_setting` when the token is not accepted.
 */
export const openBot = (settings: Settings, counter: Counter, registered: Registered): Bot => {
  const { log } = counter;
  const running = new Set<Promise<void>>();
  const closing = new AbortController();
  const answer = (interaction: Interaction): void => {
    const work = handle(counter, interaction)
      .catch((error: unknown) => apologize(counter, interaction, error))
      .catch((error: unknown) => log.warn({ error }, 'an interaction could not be answered'))
      .finally(() => running.delete(work));
    running.add(work);
  };
  const hear = (client: Client): void => {
    let told: ReturnType<typeof parentIn> = null;
    // Comes right before the interaction that is made of it.
    client.on(Events.Raw, ({ t, d }: { t: string; d: unknown }) => {
      told = t === 'INTERACTION_CREATE' ? parentIn(d) : null;
    });
    // Without a listener an error would end the process.
    client.on(Events.Error, (error) => log.warn({ error }, 'discord'));
    client.on(Events.InteractionCreate, (interaction) => {
      if (told?.interaction === interaction.id) keepParent(interaction, told.parent);
      answer(interaction);
    });
  };
  const connected = connect(settings, log, hear, closing.signal);
  const ready = connected.then(async ({ application, rest, user }) => {
    await register(counter, rest, application.id, registered).catch((error: unknown) => {
      log.error({ error }, 'commands could not be registered');
    });
    return user.username;
  });
  // Whoever asks is told; until then a refusal must not end the process.
  ready.catch(() => {});
  return {
    ready,
    close: async () => {
      closing.abort();
      await connected.then((client) => client.destroy()).catch(() => {});
      await Promise.allSettled(running);
    },
  };
};

/** The name of the bot behind a token. Throws Failure `bad_setting`, or `unavailable` when Discord does not answer. */
export const botName = async (settings: Settings): Promise<string> => {
  try {
    const rest = openRest(settings.token, settings.api);
    return z.object({ username: z.string() }).parse(await rest.get(Routes.user())).username;
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.status !== 401)
      throw new Failure('unavailable', { name: 'Discord' }, error);
    throw new Failure('bad_setting', { name: 'DISCORD_TOKEN', rule: 'was not accepted by Discord' }, error);
  }
};
