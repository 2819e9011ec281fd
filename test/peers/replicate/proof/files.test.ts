import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { usePeer } from './use-peer.ts';

const { peer, client, ask, upload } = usePeer();

describe('files', () => {
  it('are kept until they are deleted', async () => {
    await upload();
    const { results } = await client().files.list();
    const [file] = results;
    expect(file).toMatchObject({ content_type: 'image/jpeg', metadata: {} });
    const id = file?.id ?? '';
    expect((await client().files.get(id)).urls.get).toBe(`${peer().url}/files/${id}`);
    expect(await client().files.delete(id)).toBe(true);
    expect((await ask('GET', `files/${id}`)).status).toBe(404);
  });

  it('are listed in pages of a hundred', async () => {
    for (let made = 0; made < 101; made += 1) await upload(Buffer.from('a'));
    const { next, results } = (await client().files.list()) as { next?: string; results: object[] };
    expect(results).toHaveLength(100);
    const rest = await client().request(String(next), { method: 'GET' });
    expect(await rest.json()).toMatchObject({ next: null, results: [{ size: 1 }] });
  });

  it('are gone when they expire', async () => {
    await upload();
    const [file] = (await client().files.list()).results;
    peer().advance(Date.parse(file?.expires_at ?? '') - peer().now() + 1);
    expect((await client().files.list()).results).toEqual([]);
  });

  it('of 100 MB are too large', async () => {
    const headers = { authorization: `Bearer ${peer().token}`, 'content-length': 101_000_000 };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const sending = request(`${peer().url}/files`, { method: 'POST', headers }, resolve).on(
        'error',
        reject,
      );
      sending.flushHeaders();
    });
    expect(answer.statusCode).toBe(413);
    expect(await json(answer)).toEqual({ detail: 'Files must be less than 100MB in size' });
  });
});

describe('the rest', () => {
  it('describes a model by its input', async () => {
    const { latest_version: latest } = await client().models.get('kwaivgi', 'kling-v2.1');
    const document = latest?.openapi_schema as
      | { components: { schemas: Record<string, object> } }
      | undefined;
    const schemas = document?.components.schemas ?? {};
    expect(schemas['duration']).toMatchObject({ enum: [5, 10], type: 'integer' });
    expect(schemas['Input']).toMatchObject({
      required: ['prompt', 'start_image'],
      properties: {
        start_image: { type: 'string', format: 'uri' },
        duration: { allOf: [{ $ref: '#/components/schemas/duration' }], default: 5 },
      },
    });
  });

  it('tells the secret of webhooks and the account', async () => {
    expect(await client().webhooks.default.secret.get()).toEqual({ key: peer().secret });
    expect(await client().accounts.current()).toMatchObject({ type: 'user' });
  });

  it('answers nobody without the token', async () => {
    const response = await ask('GET', 'account', undefined, { authorization: 'Bearer r8_other' });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      title: 'Unauthenticated',
      detail: 'You did not pass a valid authentication token',
      status: 401,
    });
  });

  it('knows nothing else', async () => {
    expect((await ask('GET', 'nothing')).status).toBe(404);
    expect((await ask('GET', `predictions/${'a'.repeat(26)}`)).status).toBe(404);
    expect((await ask('GET', 'models/no/model')).status).toBe(404);
  });
});
