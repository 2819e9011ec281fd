import { DefaultRestOptions, DiscordAPIError, REST, Routes } from 'discord.js';
import { z } from 'zod';
import { accountOf } from '../chat/connection.ts';
import { passFence } from '../chat/fenced.ts';

const uploadMilliseconds = 120_000;

/** The client drops its token at the first 401, which may pass. */
class SteadyRest extends REST {
  readonly own: string;

  constructor(token: string, options: ConstructorParameters<typeof REST>[0]) {
    super(options);
    this.own = token;
  }

  override request(options: Parameters<REST['request']>[0]): Promise<unknown> {
    this.setToken(this.own);
    return super.request(options);
  }
}

/** Discord over plain REST: no gateway is needed, and nothing is sent twice of its own accord. */
export const openRest = (token: string, api: string): REST =>
  new SteadyRest(token, {
    api,
    version: '10',
    retries: 0,
    timeout: uploadMilliseconds,
    makeRequest: (url, init) =>
      passFence(init.signal instanceof AbortSignal ? init.signal : null, (signal) =>
        DefaultRestOptions.makeRequest(url, { ...init, signal }),
      ),
  });

/** The name of the bot behind a token. Throws Failure `bad_setting`, or `unavailable` when Discord does not answer. */
export const accountName = (rest: REST): Promise<string> =>
  accountOf(
    'Discord',
    'DISCORD_TOKEN',
    async () => z.object({ username: z.string() }).parse(await rest.get(Routes.user())).username,
    (error) => error instanceof DiscordAPIError && error.status === 401,
  );
