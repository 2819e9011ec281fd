import Replicate from 'replicate';
import * as z from 'zod';
import type { Json } from '../../core/json.ts';
import { ask, listing } from './free-call.ts';
import { type CallTimeouts, policyFetch } from './policy-fetch.ts';
import { isModelRefusal, refusal, textsIn } from './refusal.ts';
import {
  fileShape,
  type Prediction,
  predictionShape,
  secretShape,
  type UploadedFile,
  versionShape,
} from './wire.ts';

export type ApiSettings = {
  readonly token: string;
  readonly url: string;
  readonly timeouts: CallTimeouts;
  /** Called when a model is gone or rejected its input. */
  refused?(ref: string): void;
};

/** A prediction to create: a model of the catalogue, its full input, and the webhook URL. */
export type PredictionRequest = {
  readonly ref: string;
  readonly input: { readonly [field: string]: Json };
  readonly webhook: string | null;
  /** Seconds after which the provider cancels it. */
  readonly deadline: number;
};

/** The model to call: an official model by name, any other by its exact version. */
const addressOf = (ref: string): { model: string } | { version: string } => {
  const [model = '', version] = ref.split(':');
  return version === undefined ? { model } : { version };
};

/**
 * A client for Replicate's API, on top of the official one but without its retries, waiting and encoding. Its methods
 * throw `Failure`.
 */
export const connect = ({ token, url, timeouts, refused }: ApiSettings) => {
  const clientWith = (headers: Readonly<Record<string, string>>): Replicate =>
    new Replicate({
      auth: token,
      baseUrl: url,
      useFileOutput: false,
      fileEncodingStrategy: 'upload',
      fetch: policyFetch(timeouts, headers),
    });
  const client = clientWith({});

  const all = listing(client, url);

  return {
    create: async (commission: PredictionRequest, signal: AbortSignal): Promise<Prediction> => {
      const { ref, input, webhook, deadline } = commission;
      try {
        const created = await clientWith({ 'cancel-after': `${deadline}s` }).predictions.create({
          ...addressOf(ref),
          input: { ...input },
          ...(webhook === null ? {} : { webhook, webhook_events_filter: ['start', 'completed'] }),
          signal,
        });
        return predictionShape.parse(created);
      } catch (error) {
        const failure = refusal(error, true, textsIn(input));
        if (isModelRefusal(failure)) refused?.(ref);
        throw failure;
      }
    },
    get: (id: string): Promise<Prediction> => ask(predictionShape, client.predictions.get(id)),
    cancel: (id: string): Promise<Prediction> => ask(predictionShape, client.predictions.cancel(id)),
    /** Predictions created between two times of the provider's clock. */
    predictionsBetween: (first: string, last: string): Promise<Prediction[]> =>
      all(predictionShape, '/predictions', { created_after: first, created_before: last }, () => false),
    upload: (file: File, metadata: Record<string, string>, signal: AbortSignal): Promise<UploadedFile> =>
      ask(fileShape, client.files.create(file, metadata, { signal })),
    /** Files uploaded since then; may include some older ones from the last page. */
    filesSince: (moment: number): Promise<UploadedFile[]> =>
      all(fileShape, '/files', {}, (page) => page.some((file) => Date.parse(file.created_at) < moment)),
    discard: async (id: string): Promise<void> => {
      await ask(z.unknown(), client.files.delete(id));
    },
    webhookSecret: async (): Promise<string> =>
      (await ask(secretShape, client.webhooks.default.secret.get())).key,
    /** The OpenAPI document of a model's version. */
    schema: async (ref: string): Promise<Json> => {
      const [name = '', version] = ref.split(':');
      const [owner = '', model = ''] = name.split('/');
      const described =
        version === undefined
          ? client.models.get(owner, model).then((found) => found.latest_version)
          : client.models.versions.get(owner, model, version);
      return (await ask(versionShape, described)).openapi_schema;
    },
  };
};

export type ReplicateApi = ReturnType<typeof connect>;
