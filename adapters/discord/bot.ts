import { createHash } from 'node:crypto';
import { Client, Events, type Interaction, MessageFlags, type REST, Routes } from 'discord.js';
import { asFailure, Failure } from '../../src/core/failure.ts';
import { type Counter, handle } from './handle.ts';
import { registration } from './register.ts';

export type Bot = { readonly name: string; close(): Promise<void> };

/** Remembers what was registered, so that it is sent only when it changed. */
export type Registered = { read(): Promise<string | null>; write(digest: string): Promise<void> };

const register = async (
  counter: Counter,
  rest: REST,
  application: string,
  registered: Registered,
): Promise<void> => {
  const body = registration(counter.commands, counter.speech('en-US'));
  const digest = createHash('sha256')
    .update(`${application} ${JSON.stringify(body)}`)
    .digest('hex');
  if ((await registered.read()) === digest) return;
  await rest.put(Routes.applicationCommands(application), { body });
  await registered.write(digest);
};

/** The last word on an interaction that nothing else has answered. */
const apologize = async (counter: Counter, interaction: Interaction, error: unknown): Promise<void> => {
  const { kind, facts } = asFailure(error);
  if (kind === 'internal') counter.log.error({ error }, 'interaction failed');
  if (!interaction.isRepliable() || interaction.replied || interaction.deferred) return;
  const content = `❌ ${counter.speech(interaction.locale).failures[kind](facts)}`;
  await interaction.reply({ content, flags: MessageFlags.Ephemeral, allowedMentions: { parse: [] } });
};

/**
 * Opens the gateway and answers what comes through it; no intent is needed for that.
 * Throws Failure `bad_setting` when the token is not accepted.
 */
export const openBot = async (
  settings: { token: string; api: string },
  counter: Counter,
  rest: REST,
  registered: Registered,
): Promise<Bot> => {
  const client = new Client({ intents: [], rest: { api: settings.api, retries: 0, timeout: 30_000 } });
  const running = new Set<Promise<void>>();
  // Without a listener an error would end the process.
  client.on(Events.Error, (error) => counter.log.warn({ error }, 'discord'));
  client.on(Events.InteractionCreate, (interaction) => {
    const work = handle(counter, interaction)
      .catch((error: unknown) => apologize(counter, interaction, error))
      .catch((error: unknown) => counter.log.warn({ error }, 'an interaction could not be answered'))
      .finally(() => running.delete(work));
    running.add(work);
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  try {
    await client.login(settings.token);
  } catch (error) {
    await client.destroy();
    throw new Failure('bad_setting', { name: 'DISCORD_TOKEN', rule: 'was not accepted by Discord' }, error);
  }
  const { application, user } = await ready;
  await register(counter, rest, application.id, registered).catch((error: unknown) => {
    counter.log.error({ error }, 'commands could not be registered');
  });
  return {
    name: user.username,
    close: async () => {
      await client.destroy();
      await Promise.allSettled(running);
    },
  };
};
