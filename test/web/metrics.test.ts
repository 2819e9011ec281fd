import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Measures, metrics } from '../../adapters/web/metrics.ts';
import { openServer } from '../../adapters/web/server.ts';
import type { SignIn } from '../../adapters/web/sign-in.ts';
import type { Metric } from '../../src/core/metric.ts';
import type { RecentEvents } from '../../src/core/overview.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { openFigures } from '../../src/jobs/service-metrics.ts';
import { grantCredits } from '../../src/store/ledger.ts';
import { eventsSince } from '../../src/store/queue-figures.ts';
import { failing } from '../jobs/engines.ts';
import { standUp } from '../jobs/job-stand.ts';
import { log, secret, siteOf } from './visit.ts';

const key = 'sixteen letters or more';
const none: RecentEvents = { until: 'now', jobs: [], attempts: [] };

describe('/metrics', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  const open = async (measures: Partial<Measures> = {}, signIn: Partial<SignIn> = {}) => {
    const all = { figures: async () => [], own: () => [], eventsSince: async () => none, log, ...measures };
    const told = metrics(all, { key, local: true, secret, ...signIn });
    const { url, close } = await openServer({
      ...{ host: '127.0.0.1', port: 0, needs: [] },
      ...{ first: [told], pages: [siteOf()] },
    });
    closing.push(close);
    return url;
  };
  const read = async (url: string, headers: Record<string, string> = {}): Promise<string> => {
    const answer = await fetch(`${url}/metrics`, { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    return answer.text();
  };
  const statusOf = async (url: string, headers: Record<string, string>): Promise<number> =>
    (await fetch(`${url}/metrics`, { headers })).status;

  it('is text that Prometheus reads, about this process and its event loop too', async () => {
    const text = await read(await open());
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    for (const line of text.split('\n'))
      expect(line).toMatch(/^$|^# (HELP|TYPE) \w+ .+|^[a-z_]\w*(\{.*\})? [\d.e+-]+$|Nan$/);
  });

  it('times requests by their route, and by nothing a stranger can make up', async () => {
    const url = await open();
    await fetch(`${url}/livez?who=canary`);
    await fetch(`${url}/canary`);
    // A request is timed when its answer is out, which whoever asked may know first.
    await vi.waitFor(
      async () => {
        const text = await read(url);
        expect(text).toContain(
          'photoplay_http_request_seconds_count{method="GET",route="/livez",code="200"} 1',
        );
        expect(text).toContain('route="none",code="404"} 1');
        expect(text).not.toContain('canary');
      },
      { timeout: 60_000, interval: 100 },
    );
  });

  it('tells figures of other parts of the house as they are', async () => {
    const sent = (code: string, value: number): Metric => ({
      ...{ name: 'photoplay_discord_requests_total', help: 'Requests.', type: 'counter' as const },
      ...{ labels: { code }, value },
    });
    const url = await open({ own: () => [sent('200', 7), sent('429', 2)] });
    for (const text of [await read(url), await read(url)]) {
      expect(text).toContain('# TYPE photoplay_discord_requests_total counter');
      expect(text).toContain('photoplay_discord_requests_total{code="200"} 7');
      expect(text).toContain('photoplay_discord_requests_total{code="429"} 2');
    }
  });

  it('counts what is news once, however many ask at the same time', async () => {
    const job = {
      ...{ engine: 'local', outcome: 'succeeded' as const, failure: null, delivered: 'posted' },
      ...{ wait: 1, run: 3 },
    };
    const asked: (string | null)[] = [];
    const url = await open({
      eventsSince: async (since) => {
        asked.push(since);
        return since === null ? { ...none, until: 'one' } : { until: 'two', jobs: [job], attempts: [] };
      },
    });
    await Promise.all([read(url), read(url)]);
    expect(asked).toEqual([null, 'one']);
    const text = await read(url);
    expect(asked).toEqual([null, 'one', 'two']);
    expect(text).toContain('photoplay_jobs_ended_total{engine="local",outcome="succeeded",failure=""} 2');
    expect(text).toContain('photoplay_job_run_seconds_bucket{le="5",engine="local"} 2');
  });

  it('still tells of the process while the database is away', async () => {
    const url = await open({
      figures: async () => {
        throw new Error('away');
      },
      own: () => [{ name: 'photoplay_own', help: 'Ours.', type: 'gauge', labels: {}, value: 3 }],
    });
    const text = await read(url);
    expect(text).toContain('photoplay_figures_up 0');
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).toContain('photoplay_own 3');
  });

  it('is open on this machine alone, and behind the key beyond it', async () => {
    const near = await open();
    expect(await statusOf(near, { 'x-forwarded-for': '192.0.2.1' })).toBe(401);
    expect(await statusOf(near, { forwarded: 'for=192.0.2.1' })).toBe(401);
    const far = await open({}, { local: false });
    expect(await statusOf(far, {})).toBe(401);
    expect(await statusOf(far, { authorization: 'Bearer something else' })).toBe(401);
    await read(far, { authorization: `Bearer ${key}` });
    expect(await statusOf(await open({}, { local: false, key: null }), { authorization: 'Bearer ' })).toBe(
      404,
    );
  });

  it('lets nobody guess the key for long', async () => {
    const far = await open({}, { local: false });
    const guess = (_: unknown, index: number) => statusOf(far, { authorization: `Bearer guess ${index}` });
    const codes = await Promise.all(Array.from({ length: 70 }, guess));
    expect(codes.filter((code) => code === 401)).toHaveLength(60);
    expect(codes.filter((code) => code === 429)).toHaveLength(10);
  });
});

describe('the figures of a house', () => {
  const stand = standUp();

  it('tell of jobs, engines and money, and never of people, prompts or ids', async () => {
    await grantCredits(stand.store.database, 'canary-person', 10);
    const first = await eventsSince(stand.store.database, null);
    await stand.rebuild({ engine: failing(stand.engine, 'model_failed') });
    const wish = { prompt: 'canary-prompt' };
    const { job } = await stand.ask('canary-person', wish);
    await runJob(stand.services, job.id, new AbortController().signal);
    await stand.ask('canary-person', wish);
    const figures = await openFigures(stand.services)();
    const figure = (name: string, labels: object = {}) =>
      figures.find((one) => one.name === `photoplay_${name}` && same(one.labels, labels))?.value;
    const same = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);
    expect(figure('jobs', { state: 'queued' })).toBe(1);
    expect(figure('engine_up', { engine: 'predictions' })).toBe(1);
    expect(figure('ledger_imbalance')).toBe(0);
    expect(figure('ledger_credits', { column: 'held' })).toBe(3);
    expect(figure('spending_credits', { period: 'day' })).toBe(3);
    expect(figure('disk_free_bytes')).toBeGreaterThan(0);
    const told = JSON.stringify([figures, first]);
    for (const word of ['canary', job.id]) expect(told).not.toContain(word);
  });
});
