import PQueue from 'p-queue';
import type { Engine } from '../../core/engine.ts';
import { asFailure, Failure } from '../../core/failure.ts';
import type { Json } from '../../core/json.ts';
import type { Log } from '../../core/log.ts';
import { takesRange } from '../../core/order.ts';
import type { WebhookRequest } from '../../core/webhook-request.ts';
import { createBreaker } from './breaker.ts';
import { isDeliveryHost, mayDownloadFrom } from './delivery-hosts.ts';
import { search } from './find.ts';
import { createOnward, isGoing } from './onward.ts';
import type { Planning } from './planning.ts';
import type { CallTimeouts } from './policy-fetch.ts';
import { createPostbox } from './postbox.ts';
import { connect } from './replicate-api.ts';
import { begin, startSeconds } from './replicate-start.ts';
import { checkTake, collectClip, stop } from './replicate-take.ts';
import { createRounds } from './rounds.ts';
import { readSchemas } from './schemas.ts';
import { secretSource, webhookUrl } from './webhook-address.ts';
import { createReceiver } from './webhook-receiver.ts';
import { receiptShape } from './wire.ts';

export type ReplicateSettings = {
  readonly token: string;
  readonly apiUrl: string;
  /** Where the provider reaches this service. Without it nothing but asking tells how things stand. */
  readonly publicUrl?: string | undefined;
  /** `whsec_…`; otherwise it is asked of the API when first needed. */
  readonly webhookSecret?: string | undefined;
  /** `host:port` entries that clips may come from beside the provider's own. */
  readonly attachmentHosts: readonly string[];
  readonly log: Log;
  /** Called once when the provider begins to refuse our key or account. */
  alert(failure: Failure): void;
  /** Hears that a model is gone or refused what it was sent. */
  refused?(ref: string): void;
  readonly tuning?: Partial<Tuning>;
};

type Tuning = {
  readonly timeouts: CallTimeouts;
  /** Seconds after which a call whose answer was lost can no longer be on its way. */
  readonly grace: number;
  /** Seconds between tries while our key or account is refused. */
  readonly pause: number;
  readonly clip: { readonly bytes: number; readonly timeout: number; readonly stall: number };
};

// Photos sent, and clips fetched, at the same time.
const atOnce = 16;

const usual: Tuning = {
  timeouts: { timeout: 30_000, pauses: 20_000, pause: 500 },
  grace: startSeconds + 45,
  pause: 300,
  clip: { bytes: 500_000_000, timeout: 300_000, stall: 20_000 },
};

export type ReplicateEngine = Engine & {
  /** Hears a webhook and gives the HTTP status to answer with. */
  receive(webhookRequest: WebhookRequest): Promise<number>;
  /** Whether the key is accepted, by a call that costs nothing. Throws Failure `auth` or `unavailable`. */
  probe(): Promise<void>;
  /** Reads what each model declares (its `openapi_schema`), two at a time, until `signal` aborts. */
  readSchemas(
    refs: readonly string[],
    onSchema: (ref: string, schema: Json | Failure) => void,
    signal: AbortSignal,
  ): Promise<void>;
};

/** Films on Replicate. At most one paid call an attempt, or one more where the photo is restored first; the photos it uploads are deleted when a take ends. */
export const createReplicateEngine = (settings: ReplicateSettings, planning: Planning): ReplicateEngine => {
  const tuning = { ...usual, ...settings.tuning };
  const api = connect({
    token: settings.token,
    url: settings.apiUrl,
    timeouts: tuning.timeouts,
    refused: (ref) => settings.refused?.(ref),
  });
  const breaker = createBreaker(tuning.pause, settings.alert);
  const postbox = createPostbox();
  const round = createRounds(api);
  // A crowd that begins at once would be refused by the provider, and fill this machine with photos on their way.
  const starting = new PQueue({ concurrency: atOnce });
  const collecting = new PQueue({ concurrency: atOnce });
  const receive = createReceiver(secretSource(settings.webhookSecret, api.webhookSecret), postbox);
  const allowed = (url: URL): boolean => mayDownloadFrom(url, settings.attachmentHosts);
  const tokenFor = (url: URL): string | null => (isDeliveryHost(url) ? settings.token : null);

  const onward = createOnward({
    api,
    log: settings.log,
    grace: tuning.grace,
    allowed,
    webhook: (idempotencyKey) => webhookUrl(settings, idempotencyKey),
    heard: postbox.predictionOf,
    guard: breaker.guard,
  });

  // What is paid for must not be lost because a key is being changed: it can be asked for again.
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
      const call = () => begin(api, plan, context, webhookUrl(settings, context.idempotencyKey));
      return starting.add(() => breaker.guard(call), { signal: context.signal });
    },
    find: (idempotencyKey, age, plan) =>
      onReceipt(search(api, plan, idempotencyKey, age, tuning.grace, postbox.predictionOf(idempotencyKey))),
    check: async (operation, fence) => {
      const receipt = receiptShape.parse(operation);
      const told = postbox.read(receipt.id);
      if (isGoing(receipt)) return onReceipt(onward.check(receipt, fence));
      const going = told ? null : await onReceipt(round(receipt));
      return going ?? onReceipt(checkTake(api, receipt, settings.log));
    },
    news: (operation, milliseconds, signal) => postbox.wait(operation.id, milliseconds, signal),
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
