import { DefaultRestOptions, DiscordAPIError, REST, Routes } from 'discord.js';
import * as z from 'zod';
import { accountOf } from '../chat/connection.ts';
import { passFence } from '../chat/delivery-steps.ts';
import { inTime } from '../chat/first-answer.ts';

/** `shards`: `auto`, or shard ids and the total count, as in `0,1/4`. */
export type DiscordAccount = { readonly token: string; readonly api: string; readonly shards: string };

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

const channel = z.object({ nsfw: z.boolean().default(false) });

const knownMilliseconds = 10 * 60_000;
const unknownMilliseconds = 30_000;
const patienceMilliseconds = 5_000;

/** Whether a channel is age-restricted, as Discord said within the last minutes; null where it doesn't say. */
export const openRatings = (rest: REST) => {
  const ratings = new Map<string, { readonly until: number; readonly adult: Promise<boolean | null> }>();
  const read = async (id: string): Promise<boolean | null> => {
    const answer = rest.get(Routes.channel(id)).then((found) => channel.parse(found).nsfw);
    return inTime(
      answer.catch(() => null),
      null,
      patienceMilliseconds,
    );
  };
  return (id: string): Promise<boolean | null> => {
    const now = Date.now();
    for (const [known, { until }] of ratings) if (until <= now) ratings.delete(known);
    const known = ratings.get(id);
    if (known !== undefined) return known.adult;
    const adult = read(id);
    ratings.set(id, { adult, until: now + knownMilliseconds });
    void adult.then((found) => {
      if (found === null) ratings.set(id, { adult, until: Date.now() + unknownMilliseconds });
    });
    return adult;
  };
};
