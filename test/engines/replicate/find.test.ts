import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/id.ts';
import { createReplicateEngine } from '../../../src/engines/replicate/replicate-engine.ts';
import { unfenced } from '../../peers/fence.ts';
import { plainPlanning, planFor } from './planning.ts';
import { failureOf, openStand, type Stand } from './replicate-stand.ts';
import { sendJson, serve } from './serve.ts';

describe('a take whose answer was lost', () => {
  let stand: Stand;
  afterEach(() => stand.close());

  it('was begun once, is found by its marker and goes on', async () => {
    stand = await openStand({
      rules: { create: ({ number }) => (number === 3 ? { reset: 'after' } : undefined) },
    });
    const idempotencyKey = newId();
    await stand.start({ seed: 7 });
    await stand.start({ seed: 7 });
    expect((await failureOf(stand.start({ seed: 7 }, idempotencyKey))).kind).toBe('unknown_outcome');
    await stand.start({ seed: 7 });
    expect(stand.peer.counts()).toMatchObject({ posts: 4, created: 4 });

    const found = await stand.engine.find(idempotencyKey, 1, planFor({}));
    expect(found?.id).toBe(stand.peer.predictions()[2]?.id);
    expect(await stand.end(found ?? { id: 'none' })).toBeNull();
    expect((await stand.collect(found ?? { id: 'none' })).length).toBeGreaterThan(1_000);
    expect(stand.peer.counts().posts).toBe(4);
    expect((await stand.filesKept()).map(({ metadata }) => metadata)).not.toContainEqual({
      attempt: idempotencyKey,
    });
  });

  it('is found among more than a page of others, after it ended too', async () => {
    stand = await openStand({
      rules: { create: ({ number }) => (number === 1 ? { reset: 'after' } : undefined) },
    });
    const idempotencyKey = newId();
    expect((await failureOf(stand.start({}, idempotencyKey))).kind).toBe('unknown_outcome');
    for (let count = 0; count < 120; count += 1) await stand.start({ seed: count });
    expect(await stand.engine.find(idempotencyKey, 30, planFor({}))).toMatchObject({
      id: stand.peer.predictions()[0]?.id,
    });
  });

  it('is not looked for among what was made long after it', async () => {
    let pages = 0;
    stand = await openStand({
      rules: { create: ({ number }) => (number === 1 ? { reset: 'after' } : undefined) },
    });
    const idempotencyKey = newId();
    expect((await failureOf(stand.start({}, idempotencyKey))).kind).toBe('unknown_outcome');
    stand.peer.advance(600_000);
    for (let count = 0; count < 120; count += 1) await stand.start({ seed: count });
    stand.peer.rule({
      answer: ({ route }) => {
        if (route === 'GET predictions') pages += 1;
        return undefined;
      },
    });
    expect(await stand.engine.find(idempotencyKey, 600, planFor({}))).toMatchObject({
      id: stand.peer.predictions()[0]?.id,
    });
    expect(pages).toBe(1);
  });

  it('may still be on its way for a while; after that it was certainly never begun and its photo goes', async () => {
    stand = await openStand({ rules: { create: () => ({ reset: 'before' }) } });
    const idempotencyKey = newId();
    expect((await failureOf(stand.start({}, idempotencyKey))).kind).toBe('unknown_outcome');
    expect(await stand.filesKept()).toHaveLength(1);
    expect((await failureOf(stand.engine.find(idempotencyKey, 60, planFor({})))).kind).toBe(
      'unknown_outcome',
    );
    expect(await stand.engine.find(idempotencyKey, 121, planFor({}))).toBeNull();
    expect(await stand.filesKept()).toEqual([]);
  });

  it('is nothing where the process died before it uploaded anything', async () => {
    stand = await openStand();
    expect((await failureOf(stand.engine.find(newId(), 60, planFor({})))).kind).toBe('unknown_outcome');
    expect(await stand.engine.find(newId(), 121, planFor({}))).toBeNull();
  });

  it('stays unknown while the lists cannot be read', async () => {
    stand = await openStand({
      rules: { answer: ({ route }) => (route === 'GET predictions' ? { status: 502 } : undefined) },
    });
    const idempotencyKey = newId();
    await stand.start({}, idempotencyKey);
    await expect(stand.engine.find(idempotencyKey, 600, planFor({}))).rejects.toThrow();
  });

  it('is found by a webhook that named it, without reading the list of predictions', async () => {
    stand = await openStand({
      rules: {
        create: () => ({ reset: 'after', run: 0.01 }),
        answer: ({ route }) => (route === 'GET predictions' ? { status: 502 } : undefined),
      },
    });
    let heard = 0;
    const server = await serve(async ({ body, headers, path }, response) => {
      const query = new URL(path, 'http://here').searchParams;
      response.writeHead(await engine.receive({ body, headers, query })).end();
      heard += 1;
    });
    const engine = createReplicateEngine({ ...stand.settings, publicUrl: server.url }, plainPlanning);
    const idempotencyKey = newId();
    const context = {
      idempotencyKey,
      photos: ['test/fixtures/photos/cat-chelsea.jpg'],
      signal: new AbortController().signal,
      fence: unfenced,
    };
    const plan = plainPlanning.plan({ prompt: '', seed: 7 } as never, null);
    expect((await failureOf(engine.start(plan, context))).kind).toBe('unknown_outcome');
    while (heard === 0) await wait(10);
    expect(await engine.find(idempotencyKey, 1, planFor({}))).toMatchObject({
      id: stand.peer.predictions()[0]?.id,
    });
    await server.close();
  });
});

describe('a list that hides inputs', () => {
  it('proves nothing', async () => {
    const idempotencyKey = newId();
    const created_at = new Date().toISOString();
    const file = {
      id: 'file1',
      urls: { get: 'https://api.example/v1/files/file1' },
      metadata: { attempt: idempotencyKey },
      created_at,
    };
    let input: object = {};
    const server = await serve(({ path }, response) => {
      const results = path.startsWith('/files')
        ? [file]
        : [{ id: 'p1', status: 'processing', input, output: null, error: null }];
      sendJson(response, 200, { next: null, results });
    });
    const stand = await openStand();
    const engine = createReplicateEngine({ ...stand.settings, apiUrl: server.url }, plainPlanning);
    expect((await failureOf(engine.find(idempotencyKey, 600, planFor({})))).kind).toBe('unknown_outcome');
    input = { image: file.urls.get };
    expect(await engine.find(idempotencyKey, 600, planFor({}))).toMatchObject({ id: 'p1', files: ['file1'] });
    input = { image: 'https://api.example/v1/files/file2' };
    expect(await engine.find(idempotencyKey, 600, planFor({}))).toBeNull();
    expect(server.asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/files/file1' });
    await Promise.all([server.close(), stand.close()]);
  });
});
