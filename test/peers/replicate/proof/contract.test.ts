import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import Replicate from 'replicate';
import { expect, it } from 'vitest';
import { routes } from '../routes.ts';
import { usePeer } from './use-peer.ts';

const { CONTRACTS_DIR } = process.env;
if (CONTRACTS_DIR === undefined) {
  console.log('CONTRACTS_DIR is not set, the check against replicate-openapi.json is left out');
}

const { peer, ask, upload } = usePeer();

type Responses = Record<string, { content?: Record<string, { schema: object }> }>;
type Document = { paths: Record<string, Record<string, { responses: Responses }>> };

const readDocument = (): Document => {
  const text = readFileSync(join(CONTRACTS_DIR ?? '', 'replicate-openapi.json'), 'utf8');
  // "hidden" is a string too, so that oneOf would refuse what it means to allow.
  return JSON.parse(text.replaceAll('"oneOf"', '"anyOf"'));
};

/** Checks answers against the published document; tells what it does not describe. */
const openContract = () => {
  const document = readDocument();
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(document, 'api');
  const point = (parts: string[]): string =>
    parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  return (method: string, path: string, status: number, type: string): ValidateFunction | undefined => {
    const template = Object.keys(document.paths).find((known) =>
      new RegExp(`^${known.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
    );
    const verb = method.toLowerCase();
    const schema = document.paths[template ?? '']?.[verb]?.responses[status]?.content?.[type]?.schema;
    const place = ['paths', template ?? '', verb, 'responses', `${status}`, 'content', type, 'schema'];
    return schema && ajv.compile({ $ref: `api#/${point(place)}` });
  };
};

it.runIf(CONTRACTS_DIR !== undefined)('every answer is as the published document has it', async () => {
  const validatorOf = openContract();
  const played = new Map<string, number>();
  const check = async (url: string, method: string, response: Response): Promise<void> => {
    const path = new URL(url).pathname.replace('/v1', '');
    const type = response.headers.get('content-type') ?? '';
    const name = `${method} ${path.slice(1).replace(/[a-z2-7]{26}|google|veo-3.1-fast/g, '*')} ${response.status}`;
    played.set(name, (played.get(name) ?? 0) + 1);
    if (response.status === 204) return;
    const validate = validatorOf(method, path, response.status, type);
    expect([name, typeof validate]).toEqual([name, 'function']);
    validate?.(await response.clone().json());
    expect([name, validate?.errors]).toEqual([name, null]);
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
