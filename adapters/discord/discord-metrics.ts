import { type REST, RESTEvents } from 'discord.js';
import type { Metric } from '../../src/core/metric.ts';

const windowMilliseconds = 10 * 60_000;

const scopes = ['user', 'global', 'shared'] as const;
type Scope = (typeof scopes)[number];

const help = {
  photoplay_discord_rate_limited_total: 'Responses with which Discord limited the rate, by scope.',
  photoplay_discord_retries_total: 'Requests to Discord that were sent once more.',
  photoplay_discord_invalid_requests:
    'Answers of Discord with 401, 403 or 429 in the last ten minutes; at 10,000 it blocks this IP address.',
  photoplay_discord_gateway_reconnects_total:
    'How often a connection to the gateway broke and was opened again.',
};

const figure = (name: keyof typeof help, value: number, labels: Metric['labels'] = {}): Metric => ({
  name,
  help: help[name],
  type: name.endsWith('_total') ? 'counter' : 'gauge',
  labels,
  value,
});

const scopeOf = (header: string | null): Scope => scopes.find((scope) => scope === header) ?? 'user';

/** Counts Discord's responses to this process. `figures` returns the current metrics. */
export const openTally = (now: () => number = Date.now) => {
  const limited: Record<Scope, number> = { user: 0, global: 0, shared: 0 };
  const sent = new WeakSet<object>();
  let invalid: number[] = [];
  let retries = 0;
  let reconnects = 0;
  const recent = (): number[] => invalid.filter((at) => now() - at < windowMilliseconds);
  return {
    hear: (rest: REST): void => {
      rest.on(RESTEvents.Response, ({ options }, { status, headers }) => {
        // A request keeps its options object across retries.
        if (sent.has(options)) retries += 1;
        sent.add(options);
        const scope = scopeOf(headers.get('x-ratelimit-scope'));
        if (status === 429) limited[scope] += 1;
        if (status === 401 || status === 403 || (status === 429 && scope !== 'shared'))
          invalid = [...recent(), now()];
      });
    },
    reconnected: (): void => {
      reconnects += 1;
    },
    figures: (): readonly Metric[] => [
      ...scopes.map((scope) => figure('photoplay_discord_rate_limited_total', limited[scope], { scope })),
      figure('photoplay_discord_retries_total', retries),
      figure('photoplay_discord_invalid_requests', recent().length),
      figure('photoplay_discord_gateway_reconnects_total', reconnects),
    ],
  };
};

export type Tally = ReturnType<typeof openTally>;
