import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../listen.ts';
import { createClock } from './clock.ts';
import { takeCreate } from './create.ts';
import { type DeliveryCounts, deliveryServer } from './delivery.ts';
import type { Rules } from './faults.ts';
import { openFiles } from './files.ts';
import { billed, type Prediction } from './prediction.ts';
import { openPredictions } from './predictions.ts';
import { notFound, Problem, refusalProblem, unauthenticated } from './problems.ts';
import { respond, respondProblem } from './requests.ts';
import { routes, type Site } from './routes.ts';
import { openPost, type Sent } from './webhooks.ts';

export type Counts = {
  /** Creates that came in, refused and reset ones too. */
  readonly posts: number;
  readonly created: number;
  readonly billed: number;
  /** How often predictions were asked after, and in the busiest second. */
  readonly gets: number;
  readonly busiestSecond: number;
  readonly downloads: number;
  /** Requests to the delivery host that gave the token away. */
  readonly tokens: number;
};

export type ReplicatePeer = {
  /** Base address of the API, with its version. */
  readonly url: string;
  readonly token: string;
  readonly secret: string;
  /** Address of the delivery host. */
  readonly delivery: string;
  /** What to set so that a house uses this peer. */
  readonly environment: Readonly<Record<string, string>>;
  /** In the order they were made. */
  predictions(): readonly Prediction[];
  /** How many predictions were made, or of them billed, for each marker. */
  made(): ReadonlyMap<string, number>;
  billed(): ReadonlyMap<string, number>;
  counts(): Counts;
  /** Webhooks sent so far. */
  readonly webhooks: readonly Sent[];
  /** Replaces the rules of misbehaviour. */
  rule(rules: Rules): void;
  /** Puts the peer's clock forward, in milliseconds. */
  advance(milliseconds: number): void;
  /** The peer's clock, in milliseconds. */
  now(): number;
  close(): Promise<void>;
};

export type PeerOptions = {
  readonly token?: string;
  /** Milliseconds until a prediction starts, and that it runs. */
  readonly cold?: number;
  readonly run?: number;
  /** Milliseconds before a completed webhook is tried again, doubled each time. */
  readonly backoff?: number;
  readonly rules?: Rules;
};

const countBy = (predictions: readonly Prediction[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { key } of predictions) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

const busiest = (times: readonly number[]): number => {
  const seconds = new Map<number, number>();
  for (const time of times) {
    const second = Math.floor(time / 1000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  return Math.max(0, ...seconds.values());
};

const routeOf = (method: string, parts: readonly string[]): string | undefined =>
  Object.keys(routes).find((route) => {
    const [verb, shape = ''] = route.split(' ');
    const names = shape.split('/');
    return (
      verb === method &&
      names.length === parts.length &&
      names.every((name, at) => name === '*' || name === parts[at])
    );
  });

/** A strict stand-in for Replicate on two free loopback ports: the API, and the host that outputs come from. */
export const startReplicate = async (options: PeerOptions = {}): Promise<ReplicatePeer> => {
  const { token = `r8_${randomBytes(18).toString('hex')}`, cold = 0, run = 150, backoff = 100 } = options;
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const clock = createClock();
  const asked = new Map<string, number>();
  const deliveries: DeliveryCounts = { downloads: 0, tokens: 0 };
  let rules = options.rules ?? {};
  let posts = 0;
  let url = '';
  let deliveryUrl = '';
  const files = openFiles(clock, () => url);
  const post = openPost(clock, secret, backoff);
  const base = () => url;
  const predictions = openPredictions({ clock, files, post, base, delivery: () => deliveryUrl, cold, run });
  const site: Site = {
    base,
    files,
    predictions,
    secret,
    now: clock.now,
    create: async (request, model) => {
      posts += 1;
      const taken = await takeCreate(request, model, posts, rules, predictions);
      return taken?.fault.reset === 'after' ? null : (taken?.prediction ?? null);
    },
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', headers } = request;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://peer');
    const [version, ...parts] = pathname.slice(1).split('/');
    const route = version === 'v1' ? routeOf(method, parts) : undefined;
    if (headers.authorization !== `Bearer ${token}`) throw unauthenticated();
    if (route === undefined) throw notFound();
    const number = (asked.get(route) ?? 0) + 1;
    asked.set(route, number);
    const refusal = rules.answer?.({ number, route, path: pathname });
    if (refusal !== undefined && refusal !== 'reset') throw refusalProblem(refusal);
    const given = refusal ?? (await routes[route]?.(site, request, parts, searchParams));
    if (given === 'reset' || given === undefined) request.socket.resetAndDestroy();
    else respond(response, given);
  };
  const api = await listen(
    createServer((request, response) => {
      answer(request, response).catch((error: unknown) => {
        if (!(error instanceof Problem)) console.error(error);
        request.resume();
        respondProblem(response, error instanceof Problem ? error : refusalProblem({ status: 500 }));
      });
    }),
  );
  url = `${api.url}/v1`;
  const find = (id: string) => predictions.all.get(id);
  const delivery = await listen(deliveryServer({ token, find, counts: deliveries, elsewhere: base }));
  deliveryUrl = delivery.url;

  const all = (): readonly Prediction[] => [...predictions.all.values()];
  return {
    url,
    token,
    secret,
    delivery: deliveryUrl,
    environment: {
      REPLICATE_API_URL: url,
      REPLICATE_API_TOKEN: token,
      REPLICATE_WEBHOOK_SECRET: secret,
      ATTACHMENT_HOSTS: new URL(deliveryUrl).host,
    },
    predictions: all,
    made: () => countBy(all()),
    billed: () => countBy(all().filter(billed)),
    counts: () => {
      const gets = all().flatMap((prediction) => prediction.gets);
      return {
        posts,
        created: predictions.all.size,
        billed: all().filter(billed).length,
        gets: gets.length,
        busiestSecond: busiest(gets),
        ...deliveries,
      };
    },
    webhooks: post.sent,
    rule: (next) => {
      rules = next;
    },
    advance: clock.advance,
    now: clock.now,
    close: async () => {
      clock.stop();
      await Promise.all([api.close(), delivery.close()]);
    },
  };
};
