import PQueue from 'p-queue';
import type { Engine } from '../../core/engine.ts';
import { asFailure, Failure } from '../../core/failure.ts';
import type { Json } from '../../core/json.ts';
import type { Log } from '../../core/log.ts';
import { takesRange } from '../../core/order.ts';
import type { WebhookRequest } from '../../core/webhook.ts';
import { createBreaker } from './breaker.ts';
import { search } from './find.ts';
import { isDeliveryHost, mayDownloadFrom } from './output.ts';
import type { Planning } from './planning.ts';
import type { CallTimeouts } from './policy-fetch.ts';
import { connect } from './replicate-api.ts';
import { begin, startSeconds } from './replicate-start.ts';
import { checkTake, collectClip, stop } from './replicate-take.ts';
import { createOnward, isGoing } from './restore-then-render.ts';
import { createRounds } from './rounds.ts';
import { readSchemas } from './schemas.ts';
import { attemptUrl, secretSource } from './webhook-address.ts';
import { openWebhookEvents } from './webhook-events.ts';
import { createReceiver } from './webhook-receiver.ts';
import { receiptShape } from './wire.ts';

export type ReplicateSettings = {
  readonly token: string;
  readonly apiUrl: string;
  /** The public URL of this service, for webhooks. Without it, the state of a take is known only by polling. */
  readonly publicUrl?: string | undefined;
  /** `whsec_…`; fetched from the API on first use when it isn't set. */
  readonly webhookSecret?: string | undefined;
  /** `host:port` entries that clips may be downloaded from, in addition to the provider's own hosts. */
  readonly attachmentHosts: readonly string[];
  readonly log: Log;
  /** Called once when the provider starts to refuse our key or account. */
  alert(failure: Failure): void;
  /** Called when a model is gone or rejected its input. */
  refused?(ref: string): void;
  readonly tuning?: Partial<Tuning>;
};

type Tuning = {
  readonly timeouts: CallTimeouts;
  /** Seconds after which a call whose response was lost can no longer be in flight. */
  readonly grace: number;
  /** Seconds between trial calls while our key or account is refused. */
  readonly pause: number;
  readonly clip: { readonly bytes: number; readonly timeout: number; readonly stall: number };
};

// Maximum number of concurrent uploads, and of concurrent downloads.
const atOnce = 16;

const usual: Tuning = {
  timeouts: { timeout: 30_000, pauses: 20_000, pause: 500 },
  grace: startSeconds + 45,
  pause: 300,
  clip: { bytes: 500_000_000, timeout: 300_000, stall: 20_000 },
};

export type ReplicateEngine = Engine & {
  /** Handles a webhook and returns the HTTP status for the response. */
  receive(webhookRequest: WebhookRequest): Promise<number>;
  /** Checks that the key is accepted, with a call that costs nothing. Throws `Failure` `auth` or `unavailable`. */
  probe(): Promise<void>;
  /** Reads each model's `openapi_schema`, two at a time, until `signal` aborts. */
  readSchemas(
    refs: readonly string[],
    onSchema: (ref: string, schema: Json | Failure) => void,
    signal: AbortSignal,
  ): Promise<void>;
};

/**
 * Renders on Replicate. Makes at most one paid call per attempt, or two when the photo is restored first. Deletes the
 * uploaded photos when a take ends.
 */
export const createReplicateEngine = (settings: ReplicateSettings, planning: Planning): ReplicateEngine => {
  const tuning = { ...usual, ...settings.tuning };
  const api = connect({
    token: settings.token,
    url: settings.apiUrl,
    timeouts: tuning.timeouts,
    refused: (ref) => settings.refused?.(ref),
  });
  const breaker = createBreaker(tuning.pause, settings.alert);
  const webhookEvents = openWebhookEvents();
  const round = createRounds(api);
  // Without a limit, a burst of starts would be refused by the provider and fill this machine with photos in transit.
  const starting = new PQueue({ concurrency: atOnce });
  const collecting = new PQueue({ concurrency: atOnce });
  const receive = createReceiver(secretSource(settings.webhookSecret, api.webhookSecret), webhookEvents);
  const allowed = (url: URL): boolean => mayDownloadFrom(url, settings.attachmentHosts);
  const tokenFor = (url: URL): string | null => (isDeliveryHost(url) ? settings.token : null);

  const onward = createOnward({
    api,
    log: settings.log,
    grace: tuning.grace,
    allowed,
    webhook: (idempotencyKey) => attemptUrl(settings, idempotencyKey),
    heard: webhookEvents.predictionOf,
    guard: breaker.guard,
  });

  // A refused key must not lose a take that is paid for, so report it as unavailable, which can be retried.
  const onReceipt = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      const failure = asFailure(error);
      breaker.note(failure);
      if (failure.kind !== 'auth' && failure.kind !== 'billing') throw error;
      throw new Failure('unavailable', { name: 'Replicate' }, failure);
    }
  };

  return {
    name: 'replicate',
    parallel: takesRange.maximum,
    models: () => planning.models(),
    down: breaker.down,
    plan: (shot, model) => planning.plan(shot, model),
    start: (plan, context) => {
      const call = () => begin(api, plan, context, attemptUrl(settings, context.idempotencyKey));
      return starting.add(() => breaker.guard(call), { signal: context.signal });
    },
    find: (idempotencyKey, age, plan) =>
      onReceipt(
        search(api, plan, idempotencyKey, age, tuning.grace, webhookEvents.predictionOf(idempotencyKey)),
      ),
    check: async (operation, fence) => {
      const receipt = receiptShape.parse(operation);
      const event = webhookEvents.read(receipt.id);
      if (isGoing(receipt)) return onReceipt(onward.check(receipt, fence));
      const going = event ? null : await onReceipt(round(receipt));
      return going ?? onReceipt(checkTake(api, receipt, settings.log));
    },
    waitForUpdate: (operation, milliseconds, signal) =>
      webhookEvents.wait(operation.id, milliseconds, signal),
    cancel: async (operation) => {
      const receipt = receiptShape.parse(operation);
      return onReceipt(isGoing(receipt) ? onward.cancel(receipt) : stop(api, receipt));
    },
    collect: async (operation, context) => {
      const rules = { provider: 'Replicate', ...tuning.clip, allowed, tokenFor };
      const fetching = () => collectClip(api, receiptShape.parse(operation), context, rules);
      return collecting.add(() => onReceipt(fetching()), { signal: context.signal });
    },
    receive,
    probe: async () => {
      await api.webhookSecret();
    },
    readSchemas: (refs, onSchema, signal) => readSchemas(api, refs, onSchema, signal),
  };
};
