import type { Json } from '../../../src/core/json.ts';
import type { Refusal } from './problems.ts';

/** How one prediction misbehaves. Times are in seconds of the peer's clock. */
export type Fault = {
  /** Nothing is made, this is answered. */
  readonly refuse?: Refusal;
  /** The connection is reset before anything is made, or after the prediction is made and billed. */
  readonly reset?: 'before' | 'after';
  /** After a reset `after`: seconds until the prediction comes into being, as when a call is still on its way. */
  readonly late?: number;
  /** Seconds until it starts, seconds it runs. */
  readonly cold?: number;
  readonly run?: number;
  readonly stuck?: 'starting' | 'processing';
  readonly end?: { readonly status: 'failed' | 'canceled' | 'aborted'; readonly error?: string };
  readonly logs?: 'lines' | 'carriage returns';
  readonly output?: 'null' | 'array' | 'object' | 'html' | 'png' | 'playlist' | 'empty' | 'huge';
  readonly delivery?:
    | 'no length'
    | 'too long'
    | 'too short'
    | 'drip'
    | 'cut'
    | 'redirect'
    | 'redirect away'
    | 'gone';
  readonly webhooks?: 'duplicated' | 'reordered' | 'forged' | 'stale' | 'never';
};

/** A create as it came in; `number` counts them from 1, refused ones too. */
export type Post = {
  readonly number: number;
  readonly model: string;
  readonly prompt: string;
  readonly input: Readonly<Record<string, Json>>;
  /** What its webhook carries: the `marker` of the query, else the last part of the path; empty without a webhook. */
  readonly marker: string;
};

/** Any request; `number` counts those of its route from 1. */
export type Ask = {
  readonly number: number;
  /** As `GET predictions/*`. */
  readonly route: string;
  readonly path: string;
};

/** What a test may decide about each request; undefined is no fault. */
export type Rules = {
  readonly create?: (post: Post) => Fault | undefined;
  readonly answer?: (ask: Ask) => Refusal | 'reset' | undefined;
};

const failed = (error: string): Fault => ({ end: { status: 'failed', error } });

/** Failures in the very words of the service. */
export const errors = {
  sensitive:
    'The input or output was flagged as sensitive. Please try again with different inputs. (E005) (uIJ6l3ruRD)',
  unknown: 'Prediction failed for an unknown reason. (E1000)',
  memory: 'Out of memory. (E1001)',
  start: 'Timed out while starting the prediction. (E6716)',
} as const;

/** Words of a prompt that call a fault, for trying things out by hand: `#nsfw`, `#429` … */
export const magic: Readonly<Record<string, Fault>> = {
  nsfw: failed(errors.sensitive),
  unknown: failed(errors.unknown),
  memory: failed(errors.memory),
  start: failed(errors.start),
  canceled: { end: { status: 'canceled' } },
  aborted: { end: { status: 'aborted' } },
  cold: { cold: 30 },
  slow: { run: 60, logs: 'carriage returns' },
  stuck: { stuck: 'processing' },
  waiting: { stuck: 'starting' },
  throttled: { refuse: { status: 429, retryAfter: 5 } },
  unpaid: { refuse: { status: 402 } },
  unauthenticated: { refuse: { status: 401 } },
  down: { refuse: { status: 503, html: true } },
  reset: { reset: 'after' },
  html: { output: 'html' },
  playlist: { output: 'playlist' },
  empty: { output: 'empty' },
  huge: { output: 'huge' },
  null: { output: 'null' },
  cut: { delivery: 'cut' },
  drip: { delivery: 'drip' },
  gone: { delivery: 'gone' },
};

export const magicOf = (prompt: string): Fault => magic[/#([a-z]+)/.exec(prompt)?.[1] ?? ''] ?? {};
