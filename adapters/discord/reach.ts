import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DiscordAPIError, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { Failure } from '../../src/core/failure.ts';
import type { Log } from '../../src/core/log.ts';
import type { Counter } from './counter.ts';
import { registration } from './register.ts';

const longestPause = 60_000;

/** Tries again, ever more slowly, while Discord is not to be reached. Throws what trying again cannot mend. */
export const untilReached = async <Result>(
  log: Log,
  stop: AbortSignal,
  attempt: () => Promise<Result>,
): Promise<Result> => {
  for (let pause = 1_000; ; pause = Math.min(2 * pause, longestPause)) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof Failure && error.kind === 'bad_setting') throw error;
      log.warn({ error }, 'discord is not to be reached');
      await wait(pause, undefined, { signal: stop });
    }
  }
};

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

/** Remembers what was registered, so that it is sent only when it changed. */
export type Registered = { read(): Promise<string | null>; write(digest: string): Promise<void> };

/** Tells Discord of our commands when they changed; without that, those it knows go on working. */
export const register = async (
  counter: Counter,
  rest: REST,
  application: string,
  registered: Registered,
): Promise<void> => {
  const body = registration(counter.commands, counter.desk.messages);
  const digest = createHash('sha256')
    .update(`${application} ${JSON.stringify(body)}`)
    .digest('hex');
  try {
    if ((await registered.read()) === digest) return;
    await rest.put(Routes.applicationCommands(application), { body });
    await registered.write(digest);
  } catch (error) {
    counter.log.error({ error }, 'commands could not be registered');
  }
};
