import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServer } from '../../adapters/web/server.ts';
import { standUp } from '../jobs/job-stand.ts';
import { pagesOf, wish } from './people.ts';

const stand = standUp();
let server: Awaited<ReturnType<typeof openServer>>;
beforeEach(async () => {
  await stand.rebuild({ limits: { daily: 1_000 } });
  const pages = [pagesOf(stand.services)];
  server = await openServer({ host: '127.0.0.1', port: 0, needs: [], pages });
});
afterEach(() => server.close());

type News = { id: string; state: string; percent: number; line: string };

const arrive = async (): Promise<string> => {
  const { headers } = await fetch(server.url);
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
};

const make = async (cookie: string): Promise<string> => {
  const headers = { cookie, accept: 'application/json' };
  const made = await fetch(`${server.url}/make`, { method: 'POST', body: wish(), headers });
  return ((await made.json()) as { job: string }).job;
};

/** News of jobs until `enough` of what has come. */
const listen = async (cookie: string, jobs: string, enough: (news: News[], raw: string) => boolean) => {
  const leaving = new AbortController();
  const answer = await fetch(`${server.url}/events?jobs=${jobs}`, {
    headers: { cookie },
    signal: leaving.signal,
  });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  let raw = '';
  const news = (): News[] => [...raw.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data));
  for await (const chunk of answer.body ?? []) {
    raw += Buffer.from(chunk).toString();
    if (enough(news(), raw)) break;
  }
  leaving.abort();
  return news();
};

/** The status of a stream that is left at once. */
const glance = async (cookie: string, job: string): Promise<number> => {
  const leaving = new AbortController();
  const { status } = await fetch(`${server.url}/events?jobs=${job}`, {
    headers: { cookie },
    signal: leaving.signal,
  });
  leaving.abort();
  return status;
};

describe('the event stream', () => {
  it('tells where a job stands at once, at every change, and that it is done', async () => {
    const cookie = await arrive();
    const job = await make(cookie);
    const waiting = await listen(cookie, job, (news) => news.length > 0);
    expect(waiting[0]).toMatchObject({
      id: job,
      state: 'queued',
      line: expect.stringContaining('Next up'),
    });
    const following = listen(cookie, job, (news) => news.at(-1)?.state === 'done');
    await stand.work();
    const told = await following;
    expect(told.at(-1)).toMatchObject({ id: job, state: 'done' });
    // Coming back later is told the end at once.
    expect(await listen(cookie, job, (news) => news.length > 0)).toMatchObject([{ state: 'done' }]);
  });

  it('tells nobody of somebody else’s job', async () => {
    const [ana, ben] = [await arrive(), await arrive()];
    const [theirs, own] = [await make(ana), await make(ben)];
    const told = await listen(ben, `${theirs},${own}`, (news) => news.length > 0);
    expect(told.map(({ id }) => id)).toEqual([own]);
  });

  it('is refused to those without a session, for nothing, for too much, and too often', async () => {
    const cookie = await arrive();
    const job = await make(cookie);
    const code = async (jobs: string, headers: Record<string, string>) =>
      (await fetch(`${server.url}/events?jobs=${jobs}`, { headers })).status;
    expect(await code(job, {})).toBe(404);
    expect(await code('', { cookie })).toBe(400);
    expect(await code('../../x', { cookie })).toBe(400);
    const leaving = new AbortController();
    const streams = Array.from({ length: 20 }, () =>
      fetch(`${server.url}/events?jobs=${job}`, { headers: { cookie }, signal: leaving.signal }),
    );
    const codes = (await Promise.all(streams)).map(({ status }) => status);
    expect(codes.filter((status) => status === 429)).toHaveLength(8);
    leaving.abort();
    // Streams that were left are free again.
    await expect.poll(() => glance(cookie, job), { timeout: 60_000 }).toBe(200);
  });

  it('is refused to an address that has many already, whoever is there', async () => {
    const leaving = new AbortController();
    const streams = Array.from({ length: 6 }, async () => {
      const cookie = await arrive();
      const job = await make(cookie);
      const url = `${server.url}/events?jobs=${job}`;
      return Promise.all(
        Array.from({ length: 11 }, () => fetch(url, { headers: { cookie }, signal: leaving.signal })),
      );
    });
    const codes = (await Promise.all(streams)).flat().map(({ status }) => status);
    expect(codes.filter((status) => status === 429)).toHaveLength(6);
    leaving.abort();
  });
});
