import { DefaultRestOptions, DiscordAPIError, REST, Routes } from 'discord.js';
import { z } from 'zod';
import { accountOf } from '../chat/connection.ts';
import { passFence } from '../chat/delivery-steps.ts';

const uploadMilliseconds = 120_000;
// A channel in slow mode may ask for hours, while there are other ways to deliver.
const longestWait = 60_000;

/** The addresses of the API, and of the pictures that belong to it. */
export const addressesOf = (api: string) => {
  const { hostname, origin } = new URL(api);
  return hostname === 'discord.com' ? { api } : { api, cdn: origin };
};

/** Sets its token on every request: the base client drops it at the first 401, which may be temporary. */
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

/** A plain REST client for Discord: it needs no gateway and never retries by itself. */
export const openRest = (token: string, api: string): REST =>
  new SteadyRest(token, {
    api,
    version: '10',
    retries: 0,
    timeout: uploadMilliseconds,
    rejectOnRateLimit: ({ global, retryAfter }) => !global && retryAfter > longestWait,
    makeRequest: (url, init) =>
      passFence(init.signal instanceof AbortSignal ? init.signal : null, (signal) =>
        DefaultRestOptions.makeRequest(url, { ...init, signal }),
      ),
  });

/** The name of a token's bot. Throws `Failure` `bad_setting`, or `unavailable` when Discord doesn't answer. */
export const accountName = (rest: REST): Promise<string> =>
  accountOf(
    'Discord',
    'DISCORD_TOKEN',
    async () => z.object({ username: z.string() }).parse(await rest.get(Routes.user())).username,
    (error) => error instanceof DiscordAPIError && error.status === 401,
  );
