import { randomBytes } from 'node:crypto';
import { canary } from '../../captured/captured.ts';
import { listen } from '../listen.ts';
import { apiServer } from './api.ts';
import { createClock } from './clock.ts';
import { type Counts, countByKey, countsOf } from './counts.ts';
import { takeCreate } from './create.ts';
import { deliveryServer } from './delivery.ts';
import type { Rules } from './faults.ts';
import { openFiles } from './files.ts';
import { billed, type Prediction } from './prediction.ts';
import { openPredictions } from './predictions.ts';
import type { Site } from './routes.ts';
import { openPost, type Sent } from './webhooks.ts';

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
  /** Stops the peer's clock: then it only goes when it is put forward. */
  freeze(): void;
  /** The peer's clock, in milliseconds. */
  now(): number;
  close(): Promise<void>;
};

export type PeerOptions = {
  readonly token?: string;
  readonly secret?: string;
  /** Of the API; the delivery host takes the next one. Free ones unless told. */
  readonly port?: number;
  /** Milliseconds until a prediction starts, and that it runs. */
  readonly cold?: number;
  readonly run?: number;
  /** Milliseconds before a completed webhook is tried again, doubled each time. */
  readonly backoff?: number;
  readonly rules?: Rules;
  /** What every model delivers instead of a film of the photo: for measuring, where pictures do not matter. */
  readonly clip?: Buffer;
};

/** A strict stand-in for Replicate on two loopback ports: the API, and the host that outputs come from. */
export const startReplicate = async (options: PeerOptions = {}): Promise<ReplicatePeer> => {
  const { cold = 0, run = 150, port, clip = null } = options;
  const token = options.token ?? `r8_${randomBytes(18).toString('hex')}`;
  const secret = options.secret ?? `whsec_${randomBytes(24).toString('base64')}`;
  for (const known of [token, secret]) canary('secret', known);
  const clock = createClock();
  const counts = { posts: 0, downloads: 0, tokens: 0 };
  let { rules = {} } = options;
  let url = '';
  let deliveryUrl = '';
  const base = () => url;
  const files = openFiles(clock, base);
  const post = openPost(clock, secret, options.backoff ?? 100);
  const predictions = openPredictions({ clock, files, post, base, delivery: () => deliveryUrl, cold, run });
  const site: Site = {
    ...{ base, files, predictions, secret, now: clock.now },
    create: (request, model) => {
      counts.posts += 1;
      const number = counts.posts;
      return takeCreate(request, model, { number, rules, files, predictions, later: clock.after });
    },
  };
  const api = await listen(
    apiServer(site, token, () => rules),
    port,
  );
  url = `${api.url}/v1`;
  const find = (id: string) => predictions.all.get(id);
  const delivery = await listen(
    deliveryServer({ token, find, counts, elsewhere: base, clip }),
    port && port + 1,
  );
  // As there, in a folder: another server may get the port later, whose own address would be taken for a clip's.
  deliveryUrl = `${delivery.url}/xezq`;
  // Where photos and clips are fetched from.
  for (const address of [`${url}/files/`, `${deliveryUrl}/`]) canary('secret', address);
  const all = (): readonly Prediction[] => [...predictions.all.values()];
  return {
    ...{ url, token, secret, delivery: deliveryUrl, webhooks: post.sent },
    environment: {
      REPLICATE_API_URL: url,
      REPLICATE_API_TOKEN: token,
      REPLICATE_WEBHOOK_SECRET: secret,
      ATTACHMENT_HOSTS: new URL(deliveryUrl).host,
    },
    predictions: all,
    made: () => countByKey(all()),
    billed: () => countByKey(all().filter(billed)),
    counts: () => countsOf(all(), counts),
    rule: (next) => {
      rules = next;
    },
    advance: clock.advance,
    freeze: clock.freeze,
    now: clock.now,
    close: async () => {
      clock.stop();
      await Promise.all([api.close(), delivery.close()]);
    },
  };
};
