import { afterEach, describe, expect, it } from 'vitest';
import { asFailure, type Failure } from '../../../src/core/failure.ts';
import { connect, type PredictionRequest } from '../../../src/engines/replicate/replicate-api.ts';
import { type Asked, sendJson, serve } from './serve.ts';

type Server = Awaited<ReturnType<typeof serve>>;

const commission: PredictionRequest = {
  ref: 'acme/video',
  input: { prompt: 'a secret wish', image: 'https://files.example/1' },
  webhook: null,
  deadline: 600,
};
const created = { id: 'abc', status: 'starting', output: null, error: null };
const never = new AbortController().signal;
const newYear = ['2026-01-01T00:00:00Z', '2026-01-01T01:00:00Z'] as const;
const timeouts = { timeout: 2_000, pauses: 3_000, pause: 10 };

describe('what becomes of a call', () => {
  let server: Server;
  afterEach(() => server.close());

  const open = async (answer: Parameters<typeof serve>[0], timeout = timeouts.timeout) => {
    server = await serve(answer);
    return connect({ token: 'r8_token', url: `${server.url}/v1`, timeouts: { ...timeouts, timeout } });
  };
  const failureOf = async (call: Promise<unknown>): Promise<Failure> =>
    asFailure(
      await call.then(
        () => new Error('it went well'),
        (error: unknown) => error,
      ),
    );
  const posts = (): Asked[] => server.asked.filter(({ method }) => method === 'POST');

  it('is one paid POST, whose deadline the provider knows, and no more when the answer is lost', async () => {
    const api = await open((_asked, response) => response.destroy());
    const { kind, cause } = await failureOf(api.create(commission, never));
    expect(kind).toBe('unknown_outcome');
    expect(String(cause)).toMatch(/lost/);
    expect(posts()).toHaveLength(1);
    expect(server.asked[0]).toMatchObject({
      path: '/v1/models/acme/video/predictions',
      headers: { 'cancel-after': '600s', authorization: 'Bearer r8_token' },
    });
    expect(JSON.parse(String(server.asked[0]?.body))).toEqual({ input: commission.input });
  });

  it.each([
    [
      'cut in the middle',
      (_asked, response) => {
        response.writeHead(201, { 'content-length': '1000' }).write('{"id":');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ['never sent', () => {}],
    ['a page of HTML with a good status', (_asked, response) => response.writeHead(201).end('<html>')],
    ['500', (_asked, response) => sendJson(response, 500, { detail: 'oops', status: 500 })],
    ['502 by a server in between', (_asked, response) => response.writeHead(502).end('<html>Bad gateway')],
    ['503 by a server in between', (_asked, response) => response.writeHead(503).end('upstream reset')],
  ] satisfies [string, Parameters<typeof serve>[0]][])(
    'stays unknown after one paid POST whose answer is %s',
    async (_name, answer) => {
      const api = await open(answer, 500);
      expect((await failureOf(api.create(commission, never))).kind).toBe('unknown_outcome');
      expect(posts()).toHaveLength(1);
    },
  );

  it.each([
    [401, { title: 'Unauthenticated', detail: 'no', status: 401 }, 'auth', {}],
    [
      402,
      { title: 'Insufficient credit', detail: 'pay at https://replicate.com/x', status: 402 },
      'billing',
      {},
    ],
    [404, { detail: 'gone', status: 404 }, 'unavailable', { name: 'Replicate' }],
    [413, { detail: 'Files must be less than 100MB in size' }, 'invalid_input', {}],
    [422, { title: 'Input validation failed', status: 422 }, 'invalid_input', {}],
    [429, { detail: 'throttled', status: 429, retry_after: 90 }, 'rate_limited', { seconds: 90 }],
    [503, { detail: 'busy', status: 503 }, 'unavailable', { name: 'Replicate' }],
  ])('is a clear refusal after one POST answered %i', async (status, body, kind, facts) => {
    const api = await open((_asked, response) => sendJson(response, status, body));
    expect(await failureOf(api.create(commission, never))).toMatchObject({ kind, facts });
    expect(posts()).toHaveLength(1);
  });

  it('is refused for certain where nobody listens', async () => {
    const api = await open(() => {});
    await server.close();
    expect((await failureOf(api.create(commission, never))).kind).toBe('unavailable');
  });

  it.each([
    ['in the header', { 'retry-after': '0.3' }, {}],
    ['in the body', {}, { retry_after: 0.3 }],
  ])('is paid for after the pause that a 429 asks for %s', async (_name, headers, body) => {
    const api = await open((_asked, response, count) =>
      count === 1
        ? sendJson(response, 429, { detail: 'slow', ...body }, headers)
        : sendJson(response, 201, created),
    );
    await expect(api.create(commission, never)).resolves.toMatchObject({ id: 'abc' });
    const [first, second, ...others] = posts().map(({ at }) => at);
    expect(others).toEqual([]);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(299);
    expect((second ?? 0) - (first ?? 0)).toBeLessThan(5_000);
  });

  it('may be asked again where it costs nothing, with pauses between', async () => {
    const api = await open((_asked, response, count) => {
      if (count === 1) return response.destroy();
      if (count === 2) return sendJson(response, 502, {});
      return sendJson(response, 200, created);
    });
    await expect(api.get('abc')).resolves.toMatchObject({ id: 'abc', status: 'starting' });
    expect(server.asked).toHaveLength(3);
  });

  it('is given up after four tries at what costs nothing', async () => {
    const api = await open((_asked, response) => sendJson(response, 503, {}));
    expect((await failureOf(api.get('abc'))).kind).toBe('unavailable');
    expect(server.asked).toHaveLength(4);
  });

  it('stops at once when it is no longer wanted', async () => {
    const stop = new AbortController();
    const api = await open(() => setTimeout(() => stop.abort(), 20));
    const begun = performance.now();
    expect((await failureOf(api.create(commission, stop.signal))).kind).toBe('unknown_outcome');
    expect(performance.now() - begun).toBeLessThan(timeouts.timeout);
    expect(posts()).toHaveLength(1);
  });

  it('asks for a version by itself, and for news where it is to go', async () => {
    const api = await open((_asked, response) => sendJson(response, 201, created));
    const webhook = 'https://clips.example/webhooks/replicate?attempt=m';
    await api.create({ ...commission, ref: 'acme/video:0123abcd', webhook }, never);
    expect(server.asked[0]?.path).toBe('/v1/predictions');
    expect(JSON.parse(String(server.asked[0]?.body))).toEqual({
      version: '0123abcd',
      input: commission.input,
      webhook,
      webhook_events_filter: ['start', 'completed'],
    });
  });

  it('keeps the token and the prompt out of what is logged', async () => {
    const detail =
      'input.prompt: "a secret wish" is bad, see https://replicate.com/p?token=r8_token and r8_token';
    const fields = [{ type: 'enum', field: 'input.seed', description: 'a secret wish' }];
    for (const [status, body] of [
      [422, { title: 'Input validation failed', detail, invalid_fields: fields }],
      [400, { detail }],
      [500, { detail }],
      [404, detail],
    ] as const) {
      const api = await open((_asked, response) => sendJson(response, status, body));
      const { message, cause } = await failureOf(api.create(commission, never));
      expect(message + String(cause)).toContain(`${status}`);
      expect(message + String(cause)).not.toMatch(/secret wish|r8_token|token=/);
      await server.close();
    }
  });

  it('reads lists to their end and never sends the token elsewhere', async () => {
    const api = await open((asked, response) => {
      const next = asked.path.includes('cursor') ? null : `${server.url}/v1/predictions?cursor=2`;
      sendJson(response, 200, {
        next,
        previous: null,
        results: [{ ...created, id: asked.path.length.toString() }],
      });
    });
    expect(await api.predictionsBetween(...newYear)).toHaveLength(2);
    expect(server.asked[0]?.path).toBe(
      '/v1/predictions?created_after=2026-01-01T00%3A00%3A00Z&created_before=2026-01-01T01%3A00%3A00Z',
    );
    const elsewhere = await serve((_asked, response) => sendJson(response, 200, { results: [] }));
    const lured = await serve((_asked, response) =>
      sendJson(response, 200, { next: `${elsewhere.url}/v1/predictions`, results: [] }),
    );
    const other = connect({ token: 'r8_token', url: lured.url, timeouts });
    expect((await failureOf(other.predictionsBetween(...newYear))).kind).toBe('unknown_outcome');
    expect(elsewhere.asked).toEqual([]);
    await Promise.all([elsewhere.close(), lured.close()]);
  });
});
