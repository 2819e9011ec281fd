import { describe, expect, it } from 'vitest';
import { usePeer } from './use-peer.ts';

const { peer, client, ask, create } = usePeer();

const film = 'zsxkib/film-frame-interpolation-for-large-motion';
const version = '222d67420da179935a68afff47093bab48705fe9e09c3c79268c1eb2ee7c5e91';

type Listed = { next: string | null; previous: string | null; results: { id: string }[] };

describe('predictions', () => {
  it('begin as starting, run, and end with one address of a video', async () => {
    peer().freeze();
    const made = await client().predictions.create({ model: 'google/veo-3.1-fast', input: { prompt: 'a' } });
    expect(made).toMatchObject({ status: 'starting', version: 'hidden', output: null, error: null });
    expect(made.id).toMatch(/^[a-z2-7]{26}$/);
    expect(made.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    peer().advance(1000);
    expect((await client().predictions.get(made.id)).status).toBe('processing');
    peer().advance(5000);
    const done = await client().predictions.get(made.id);
    expect(done).toMatchObject({
      status: 'succeeded',
      output: `${peer().delivery}/${made.id}/output.mp4`,
      created_at: made.created_at,
      metrics: { predict_time: 5, total_time: 6 },
    });
  });

  it('are told where they are', async () => {
    const response = await create();
    const { urls } = (await response.json()) as { urls: { get: string } };
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(urls.get);
    expect(urls.get.startsWith(peer().url)).toBe(true);
  });

  it('run by name, by name and version, or by version alone', async () => {
    const mp4 = 'https://example.com/in.mp4';
    for (const one of [version, `${film}:${version}`]) {
      const { model } = await client().predictions.create({ version: one, input: { mp4 } });
      expect(model).toBe(film);
    }
    const official = await client().predictions.create({
      version: 'google/veo-3.1-fast',
      input: { prompt: 'a' },
    });
    expect(official.version).toBe('hidden');
  });

  it('do not run by the name of a model that is not official, nor by an unknown version', async () => {
    const input = { mp4: 'https://example.com/in.mp4' };
    expect((await ask('POST', `models/${film}/predictions`, { input })).status).toBe(404);
    for (const one of [film, 'google/veo-3.1-fast:abc', 'no/model', 'f'.repeat(64)]) {
      const response = await ask('POST', 'predictions', { version: one, input });
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ title: 'Invalid version or not permitted' });
    }
  });

  it('are answered when they have ended where that is preferred, and 202 where it takes too long', async () => {
    const waiting = create({}, {}, { prefer: 'wait' });
    while (peer().predictions().length === 0) await new Promise(setImmediate);
    peer().advance(6000);
    expect((await waiting).status).toBe(201);
    expect(await (await waiting).json()).toMatchObject({ status: 'succeeded' });
    const short = create({}, {}, { prefer: 'wait=3' });
    while (peer().predictions().length === 1) await new Promise(setImmediate);
    peer().advance(3000);
    expect((await short).status).toBe(202);
    expect((await create({}, {}, { prefer: 'wait=2000' })).status).toBe(422);
  });

  it('can be canceled while they run, and stay as they are afterwards', async () => {
    const { id } = await client().predictions.create({ model: 'runwayml/gen-4.5', input: { prompt: 'a' } });
    expect(await client().predictions.cancel(id)).toMatchObject({ status: 'canceled' });
    peer().advance(6000);
    expect(await client().predictions.get(id)).toMatchObject({ status: 'canceled', output: null });
  });

  it.each([
    ['5s', { cold: 9 }, 'aborted', 0],
    ['6', { run: 9 }, 'canceled', 1],
  ])('with Cancel-After %s and %j end as %s', async (after, fault, status, cost) => {
    peer().rule({ create: () => fault });
    const { id, deadline } = (await (await create({}, {}, { 'cancel-after': after })).json()) as {
      id: string;
      deadline: string;
    };
    expect(deadline).toMatch(/Z$/);
    peer().advance(9000);
    expect(await client().predictions.get(id)).toMatchObject({ status });
    expect(peer().counts().billed).toBe(cost);
  });

  it.each(['4s', 'soon', '5x'])('refuse Cancel-After %s', async (after) => {
    expect((await create({}, {}, { 'cancel-after': after })).status).toBe(422);
  });

  it('lose their data and files after an hour', async () => {
    const { id } = await client().predictions.create({ model: 'runwayml/gen-4.5', input: { prompt: 'a' } });
    peer().advance(6000);
    const { output } = await client().predictions.get(id);
    peer().advance(3_600_000 - 6000);
    const gone = { status: 'succeeded', output: null, input: {}, data_removed: true };
    expect(await client().predictions.get(id)).toMatchObject(gone);
    expect((await fetch(String(output))).status).toBe(404);
  });
});

describe('the list of predictions', () => {
  it('has pages of a hundred, newest first', async () => {
    for (let made = 0; made < 230; made += 1) await (await create()).arrayBuffer();
    const ids = peer()
      .predictions()
      .map(({ id }) => id);
    const seen: string[] = [];
    let page = (await client().predictions.list()) as Listed;
    expect(page.previous).toBeNull();
    for (;;) {
      seen.push(...page.results.map(({ id }) => id));
      if (page.next === null) break;
      page = (await (await client().request(page.next, { method: 'GET' })).json()) as Listed;
      expect(page.previous).not.toBeNull();
    }
    expect(seen).toEqual(ids.reverse());
  });

  it('can be narrowed to a time', async () => {
    await create();
    peer().advance(60_000);
    const from = new Date(peer().now()).toISOString();
    const { id } = (await (await create()).json()) as { id: string };
    peer().advance(60_000);
    const to = new Date(peer().now()).toISOString();
    await create();
    const params = { created_after: from, created_before: to };
    const response = await client().request('/predictions', { method: 'GET', params });
    expect(((await response.json()) as Listed).results.map((one) => one.id)).toEqual([id]);
  });
});
