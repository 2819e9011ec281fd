import { describe, expect, it } from 'vitest';
import { errors, type Fault, magic, type Rules } from '../faults.ts';
import { usePeer } from './use-peer.ts';

const { peer, client, ask, create, finish } = usePeer();

const always = (fault: Fault): void => peer().rule({ create: () => fault });

describe('a create', () => {
  it.each([
    [{ status: 401 }, { title: 'Unauthenticated' }, null],
    [{ status: 402 }, { title: 'Insufficient credit' }, null],
    [{ status: 429, retryAfter: 7 }, { status: 429, retry_after: 7 }, '7'],
    [{ status: 429 }, { status: 429 }, null],
    [{ status: 500 }, { status: 500 }, null],
    [{ status: 502 }, { status: 502 }, null],
    [{ status: 503 }, { status: 503 }, null],
  ] as const)('is refused with %j', async (refuse, body, retryAfter) => {
    always({ refuse });
    const response = await create();
    expect(response.status).toBe(refuse.status);
    expect(response.headers.get('retry-after')).toBe(retryAfter);
    expect(await response.json()).toMatchObject(body);
    expect(peer().counts()).toMatchObject({ posts: 1, created: 0, billed: 0 });
  });

  it('is refused with a page of a proxy', async () => {
    always({ refuse: { status: 502, html: true } });
    const response = await create();
    expect(response.headers.get('content-type')).toBe('text/html');
    expect(await response.text()).toContain('<h1>502</h1>');
  });

  it('is reset before anything is made', async () => {
    always({ reset: 'before' });
    await expect(create()).rejects.toThrow();
    expect(peer().counts()).toMatchObject({ posts: 1, created: 0 });
  });

  it('is reset after the prediction is made, which is listed, runs and is billed', async () => {
    always({ reset: 'after' });
    await expect(create({}, { webhook: 'https://example.com/hook?marker=mine' })).rejects.toThrow();
    peer().advance(6000);
    expect((await client().predictions.list()).results).toMatchObject([{ status: 'succeeded' }]);
    expect(peer().billed()).toEqual(new Map([['mine', 1]]));
  });

  it('is reset while it is still on its way, and comes into being later', async () => {
    always({ reset: 'after', late: 2 });
    await expect(create()).rejects.toThrow();
    expect(peer().predictions()).toHaveLength(0);
    peer().advance(2000);
    expect(peer().predictions()).toHaveLength(1);
  });

  it('is repeated six times by the client without a delay, and every one is billed', async () => {
    always({ reset: 'after' });
    const wish = client().predictions.create({ model: 'runwayml/gen-4.5', input: { prompt: 'a' } });
    await expect(wish).rejects.toThrow();
    peer().advance(6000);
    expect(peer().counts()).toMatchObject({ posts: 6, created: 6, billed: 6 });
  });

  it('is told from others by its number, model, prompt and marker', async () => {
    const seen: unknown[] = [];
    peer().rule({
      create: ({ input: _, ...post }) => {
        seen.push(post);
        return post.number === 2 ? { refuse: { status: 500 } } : undefined;
      },
    });
    const statuses = [];
    for (const webhook of ['https://a.test/x/one', 'https://a.test/?marker=two', undefined]) {
      const made = await create({}, webhook === undefined ? {} : { webhook });
      statuses.push(made.status);
    }
    expect(statuses).toEqual([201, 500, 201]);
    const known = { model: 'google/veo-3.1-fast', prompt: 'a' };
    expect(seen).toEqual([
      { number: 1, marker: 'one', ...known },
      { number: 2, marker: 'two', ...known },
      { number: 3, marker: '', ...known },
    ]);
    expect([...peer().made().keys()]).toEqual(['one', 'google/veo-3.1-fast  a']);
  });

  it('without a webhook is counted under the metadata of its photo', async () => {
    const photo = new File(['photo'], 'photo.jpg', { type: 'image/jpeg' });
    const { urls } = await client().files.create(photo, { attempt: 'mine' });
    await create({ image: urls.get });
    expect([...peer().made().keys()]).toEqual(['mine']);
  });
});

describe('any other request', () => {
  const second: NonNullable<Rules['answer']> = ({ route, number }) =>
    route === 'GET predictions/*' && number === 2 ? { status: 503, html: true } : undefined;

  it('is refused by its route and number', async () => {
    const { id } = (await (await create()).json()) as { id: string };
    peer().rule({ answer: second });
    const statuses = [];
    for (let asked = 0; asked < 3; asked += 1) statuses.push((await ask('GET', `predictions/${id}`)).status);
    expect(statuses).toEqual([200, 503, 200]);
    peer().rule({ answer: () => 'reset' });
    await expect(ask('GET', `predictions/${id}`)).rejects.toThrow();
    expect(peer().counts()).toMatchObject({ gets: 2, busiestSecond: 2 });
  });
});

describe('a prediction', () => {
  it.each(Object.values(errors))('fails with %s', async (error) => {
    always({ end: { status: 'failed', error } });
    expect(await finish()).toMatchObject({ status: 'failed', error, output: null });
    expect(peer().counts()).toMatchObject({ created: 1, billed: 0 });
  });

  it.each([
    ['canceled', 1],
    ['aborted', 0],
  ] as const)('ends as %s', async (status, cost) => {
    always({ end: { status } });
    expect(await finish()).toMatchObject({ status, output: null });
    expect(peer().counts().billed).toBe(cost);
  });

  it('stays starting for ever', async () => {
    always({ stuck: 'starting' });
    const { id } = await finish();
    peer().advance(86_400_000);
    expect((await client().predictions.get(id)).status).toBe('starting');
  });

  it('stays processing until the service ends it after half an hour', async () => {
    always({ stuck: 'processing' });
    const { id, status } = await finish();
    expect(status).toBe('processing');
    peer().advance(1_800_000);
    expect((await client().predictions.get(id)).status).toBe('failed');
  });

  it('starts after a cold start and runs as long as told', async () => {
    always({ cold: 120, run: 30 });
    const { id, status } = await finish();
    expect(status).toBe('starting');
    peer().advance(114_000);
    expect((await client().predictions.get(id)).status).toBe('processing');
    peer().advance(30_000);
    expect((await client().predictions.get(id)).status).toBe('succeeded');
  });

  it('logs its progress on one line that is written over', async () => {
    always({ cold: 0, run: 10, logs: 'carriage returns' });
    const { logs } = await finish();
    const updates = String(logs).split('\r');
    expect(updates.length).toBeGreaterThan(10);
    expect(updates.at(-1)).toMatch(/^ 60%\|.* 18\/30 \[/);
    expect(String(logs).split('\n')).toHaveLength(2);
  });

  it.each([
    ['null', null],
    ['array', [expect.stringMatching(/^http.*mp4$/)]],
    ['object', { video: expect.stringMatching(/^http.*mp4$/) }],
  ] as const)('succeeds with an output that is %s', async (output, expected) => {
    always({ output });
    const done = await finish();
    expect(done.status).toBe('succeeded');
    expect(done.output).toEqual(expected);
  });

  it.each(Object.keys(magic))('misbehaves when its prompt says #%s', async (word) => {
    const [made] = await Promise.allSettled([create({ prompt: `a cat #${word} smiles` })]);
    const { refuse, reset } = magic[word] ?? {};
    if (reset !== undefined) expect(made.status).toBe('rejected');
    else expect(made).toMatchObject({ value: { status: refuse?.status ?? 201 } });
    if (refuse === undefined) expect(peer().predictions()).toMatchObject([{ fault: magic[word] }]);
  });
});
