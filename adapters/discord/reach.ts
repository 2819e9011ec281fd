import { DiscordAPIError, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { Failure } from '../../src/core/failure.ts';
import { onceRegistered } from '../chat/once-registered.ts';
import { registration } from './discord-commands.ts';
import type { DiscordHandlerDeps } from './discord-deps.ts';

/** The name of the bot behind a token. Throws Failure `bad_setting`, or `unavailable` when Discord does not answer. */
export const nameOf = async (rest: REST): Promise<string> => {
  try {
    return z.object({ username: z.string() }).parse(await rest.get(Routes.user())).username;
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.status !== 401)
      throw new Failure('unavailable', { name: 'Discord' }, error);
    throw new Failure('bad_setting', { name: 'DISCORD_TOKEN', rule: 'was not accepted by Discord' }, error);
  }
};

/** Tells Discord our commands. */
export const register = (deps: DiscordHandlerDeps, rest: REST, application: string): Promise<void> => {
  const body = registration(deps.commands, deps.messages);
  return onceRegistered(deps, 'discord commands', { application, body }, () =>
    rest.put(Routes.applicationCommands(application), { body }),
  );
};
