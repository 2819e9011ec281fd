import Replicate from 'replicate';
import { z } from 'zod';
import { Failure } from '../../core/failure.ts';
import type { Json } from '../../core/json.ts';
import { type Patience, policyFetch } from './policy-fetch.ts';
import { refusal, textsIn } from './refusal.ts';
import {
  fileShape,
  type Prediction,
  pageShape,
  predictionShape,
  secretShape,
  type UploadedFile,
  versionShape,
} from './wire.ts';

export type ApiSettings = {
  readonly token: string;
  readonly url: string;
  readonly patience: Patience;
};

/** What to create: a model of the catalogue, its whole input, and where news of it goes. */
export type Commission = {
  readonly ref: string;
  readonly input: { readonly [field: string]: Json };
  readonly webhook: string | null;
  /** Seconds after which the provider itself stops it. */
  readonly deadline: number;
};

const maximumPages = 30;

/** The models' address: an official model by name, any other by the exact version. */
const addressOf = (ref: string): { model: string } | { version: string } => {
  const [model = '', version] = ref.split(':');
  return version === undefined ? { model } : { version };
};

/** Replicate's API through its own client, none of whose retries, waits or encodings is used. Throws Failures. */
export const connect = ({ token, url, patience }: ApiSettings) => {
  const clientWith = (headers: Readonly<Record<string, string>>): Replicate =>
    new Replicate({
      auth: token,
      baseUrl: url,
      useFileOutput: false,
      fileEncodingStrategy: 'upload',
      fetch: policyFetch(patience, headers),
    });
  const client = clientWith({});

  const ask = async <T>(shape: z.ZodType<T>, call: Promise<unknown>): Promise<T> => {
    try {
      return shape.parse(await call);
    } catch (error) {
      throw refusal(error, false);
    }
  };

  /** All pages of a list, newest first, until `enough` says so. Throws when the end is not reached. */
  const all = async <T extends z.ZodType>(
    item: T,
    path: string,
    params: Record<string, string>,
    enough: (page: readonly z.infer<T>[]) => boolean,
  ): Promise<z.infer<T>[]> => {
    const found: z.infer<T>[] = [];
    let request = client.request(path, { method: 'GET', params });
    for (let pages = 0; pages < maximumPages; pages += 1) {
      const answer = request.then((response) => response.json());
      const { next, results } = await ask(pageShape, answer);
      const page = await ask(z.array(item), Promise.resolve(results));
      found.push(...page);
      if (!next || enough(page)) return found;
      // The token goes to the API alone, whatever address a page names.
      if (new URL(next, url).origin !== new URL(url).origin) break;
      request = client.request(new URL(next, url), { method: 'GET' });
    }
    throw new Failure('unknown_outcome', {}, new Error('the list did not end'));
  };

  return {
    create: async (commission: Commission, signal: AbortSignal): Promise<Prediction> => {
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
        throw refusal(error, true, textsIn(input));
      }
    },
    get: (id: string): Promise<Prediction> => ask(predictionShape, client.predictions.get(id)),
    cancel: (id: string): Promise<Prediction> => ask(predictionShape, client.predictions.cancel(id)),
    /** Predictions created since then, on the provider's clock. */
    predictionsSince: (moment: string): Promise<Prediction[]> =>
      all(predictionShape, '/predictions', { created_after: moment }, () => false),
    upload: (file: File, metadata: Record<string, string>, signal: AbortSignal): Promise<UploadedFile> =>
      ask(fileShape, client.files.create(file, metadata, { signal })),
    /** Uploaded files since then, give or take a page. */
    filesSince: (moment: number): Promise<UploadedFile[]> =>
      all(fileShape, '/files', {}, (page) => page.some((file) => Date.parse(file.created_at) < moment)),
    discard: async (id: string): Promise<void> => {
      await ask(z.unknown(), client.files.delete(id));
    },
    webhookSecret: async (): Promise<string> =>
      (await ask(secretShape, client.webhooks.default.secret.get())).key,
    /** The OpenAPI document that a model's version declares. */
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

export type Api = ReturnType<typeof connect>;
