import Replicate from 'replicate';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { routes } from '../routes.ts';
import { usePeer } from './use-peer.ts';

const { peer, ask, upload } = usePeer();

const moment = z.iso.datetime();
const reads = z.number().nonnegative();
const link = z.url().nullable();

const prediction = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{26}$/),
  model: z.string(),
  version: z.string(),
  input: z.record(z.string(), z.json()),
  output: z.union([z.null(), z.url(), z.array(z.url()), z.record(z.string(), z.json())]),
  logs: z.string(),
  error: z.string().nullable(),
  data_removed: z.boolean(),
  source: z.enum(['api', 'web']),
  status: z.enum(['starting', 'processing', 'succeeded', 'failed', 'canceled', 'aborted']),
  created_at: moment,
  started_at: moment.optional(),
  completed_at: moment.optional(),
  deadline: moment.optional(),
  metrics: z.strictObject({ predict_time: reads.optional(), total_time: reads }).optional(),
  urls: z.strictObject({ get: z.url(), cancel: z.url(), web: z.url() }),
});

const file = z.strictObject({
  id: z.string(),
  name: z.string(),
  content_type: z.string(),
  size: z.int().nonnegative(),
  etag: z.string(),
  checksums: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  metadata: z.record(z.string(), z.json()),
  created_at: moment,
  expires_at: moment,
  urls: z.strictObject({ get: z.url() }),
});

const page = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ next: link, previous: link, results: z.array(item) });

const problem = z.strictObject({ detail: z.string(), status: z.literal(404) });

const model = z.strictObject({
  url: z.url(),
  owner: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  visibility: z.enum(['public', 'private']),
  is_official: z.boolean(),
  github_url: link,
  paper_url: link,
  license_url: link,
  run_count: z.int().nonnegative(),
  cover_image_url: link,
  default_example: z.null(),
  latest_version: z.strictObject({
    id: z.string(),
    created_at: moment,
    cog_version: z.string(),
    openapi_schema: z.record(z.string(), z.json()),
  }),
});

/** What the service answers, as far as we know it: by method, shape of the path and status. */
const answers: Readonly<Record<string, z.ZodType>> = {
  'POST predictions 201': prediction,
  'POST models/*/*/predictions 201': prediction,
  'GET predictions 200': page(prediction),
  'GET predictions/* 200': prediction,
  'POST predictions/*/cancel 200': prediction,
  'POST files 201': file,
  'GET files 200': page(file),
  'GET files/* 200': file,
  'GET files/* 404': problem,
  'GET models/*/* 200': model,
  'GET webhooks/default/secret 200': z.strictObject({ key: z.string().regex(/^whsec_/) }),
  'GET account 200': z.strictObject({ type: z.string(), username: z.string(), name: z.string() }),
};

it('every answer has the shape that the service gives it', async () => {
  const played = new Map<string, number>();
  const check = async (url: string, method: string, response: Response): Promise<void> => {
    const path = new URL(url).pathname.replace('/v1', '');
    const name = `${method} ${path.slice(1).replace(/[a-z2-7]{26}|google|veo-3.1-fast/g, '*')} ${response.status}`;
    played.set(name, (played.get(name) ?? 0) + 1);
    if (response.status === 204) return;
    const shape = answers[name];
    if (shape === undefined) throw new Error(`nothing is known of the answer to ${name}`);
    expect([name, shape.safeParse(await response.clone().json()).error?.issues]).toEqual([name, undefined]);
  };
  const checkedFetch: typeof fetch = async (url, options) => {
    const response = await fetch(url, options);
    await check(String(url), options?.method ?? 'GET', response);
    return response;
  };
  const { url: baseUrl, token: auth } = peer();
  const client = new Replicate({ auth, baseUrl, fetch: checkedFetch, useFileOutput: false });

  const photo = new File(['photo'], 'photo.jpg', { type: 'image/jpeg' });
  await client.files.create(photo);
  const { id } = await client.files.create(photo);
  await client.files.get(id);
  await client.files.list();
  await client.files.delete(id);
  await client.models.get('google', 'veo-3.1-fast');
  await client.accounts.current();
  await client.webhooks.default.secret.get();

  const input = { prompt: 'a', image: await upload() };
  const faults = [{}, { end: { status: 'failed', error: 'E005' } }, { end: { status: 'aborted' } }] as const;
  for (const fault of [...faults, { output: 'object', logs: 'lines' }] as const) {
    peer().rule({ create: () => fault });
    const made = await client.predictions.create({ model: 'google/veo-3.1-fast', input });
    peer().advance(1000);
    await client.predictions.get(made.id);
    peer().advance(5000);
    await client.predictions.get(made.id);
    await client.predictions.cancel(made.id);
  }
  peer().rule({});
  await client.predictions.create({ version: 'google/veo-3.1-fast', input });
  await client.predictions.list();
  peer().advance(3_600_000);
  await client.predictions.list();
  const missing = `${baseUrl}/files/${'a'.repeat(26)}`;
  await check(missing, 'GET', await ask('GET', `files/${'a'.repeat(26)}`));
  const seen = [...played.keys()].map((name) => name.replace(/ \d+$/, ''));
  expect(Object.keys(routes).filter((route) => !seen.includes(route))).toEqual([]);
});
