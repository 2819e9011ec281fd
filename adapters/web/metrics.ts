import rateLimit from '@fastify/rate-limit';
import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { asFailure } from '../../src/core/failure.ts';
import type { Log } from '../../src/core/log.ts';
import type { Metric } from '../../src/core/metric.ts';
import type { RecentEvents } from '../../src/core/overview.ts';
import { measuring } from './admin/operator-key.ts';
import type { SignIn } from './sign-in.ts';

export type Measures = {
  /** Current figures of the whole service. */
  figures(): Promise<readonly Metric[]>;
  /** Counters from other parts of this process. */
  own(): readonly Metric[];
  /** Jobs and attempts that ended since the `until` of an earlier call. Not safe for concurrent readers. */
  eventsSince(since: string | null): Promise<RecentEvents>;
  readonly log: Log;
};

const httpBuckets = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const workBuckets = [1, 2, 5, 10, 20, 40, 60, 120, 300, 600, 1_800];

/** Formats figures as Prometheus text, grouped by name. */
const written = async (figures: readonly Metric[]): Promise<string> => {
  const registry = new Registry();
  for (const [name, [first, ...rest]] of Object.entries(groupedByName(figures))) {
    if (first === undefined) continue;
    const shape = { name, help: first.help, labelNames: Object.keys(first.labels), registers: [registry] };
    const metric = first.type === 'counter' ? new Counter(shape) : new Gauge(shape);
    for (const { labels, value } of [first, ...rest]) metric.inc({ ...labels }, value);
  }
  return registry.metrics();
};

const groupedByName = (figures: readonly Metric[]): Record<string, Metric[]> => {
  const groups: Record<string, Metric[]> = {};
  for (const figure of figures) groups[figure.name] = [...(groups[figure.name] ?? []), figure];
  return groups;
};

const openCounters = (registry: Registry) => {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name: `photoplay_${name}`, help, labelNames, registers });
  const histogram = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Histogram({ name: `photoplay_${name}`, help, labelNames, registers, buckets: workBuckets });
  const ended = counter('jobs_ended_total', 'Jobs that ended, by outcome.', 'engine', 'outcome', 'failure');
  const deliveries = counter('deliveries_total', 'Answers, by how they reached their owner.', 'delivered');
  const wait = histogram('job_wait_seconds', 'From submission to start.');
  const run = histogram('job_run_seconds', 'From start to delivery.', 'engine');
  const attempts = counter('attempts_ended_total', 'Calls of engines.', 'engine', 'state', 'failure');
  const seconds = histogram('attempt_seconds', 'How long calls of engines took.', 'engine', 'state');
  return (news: RecentEvents): void => {
    for (const job of news.jobs) {
      const { engine, outcome } = job;
      ended.inc({ engine, outcome, failure: job.failure ?? '' });
      if (job.delivered !== null) deliveries.inc({ delivered: job.delivered });
      if (job.wait !== null) wait.observe(job.wait);
      if (job.run !== null) run.observe({ engine }, job.run);
    }
    for (const { engine, state, failure, seconds: took } of news.attempts) {
      attempts.inc({ engine, state, failure: failure ?? '' });
      seconds.observe({ engine, state }, took);
    }
  };
};

/**
 * Reads all metrics as Prometheus text. If the database can't be read, its figures are omitted and
 * `photoplay_figures_up` is 0.
 */
const openReader = ({ figures, own, eventsSince, log }: Measures, registry: Registry) => {
  const count = openCounters(registry);
  const up = new Gauge({
    name: 'photoplay_figures_up',
    help: 'Whether the database answered. If not, only figures of this process are reported.',
    registers: [registry],
  });
  let since: string | null = null;
  const read = async (): Promise<string> => {
    try {
      const told = await eventsSince(since);
      count(told);
      since = told.until;
      const text = await written(await figures());
      up.set(1);
      return text;
    } catch (error) {
      log.warn({ error }, 'figures could not be read');
      up.set(0);
      return '';
    }
  };
  // Reads run one at a time, otherwise events would be counted twice.
  let last: Promise<string> = Promise.resolve('');
  return async (): Promise<string> => {
    last = last.then(read);
    const text = await last;
    return `${await registry.metrics()}\n${await written(own())}${text}`;
  };
};

const isTooMany = (error: unknown): boolean => asFailure(error).kind === 'too_many_requests';

const refuse = (answer: FastifyReply, { key }: SignIn): FastifyReply =>
  key === null
    ? answer.code(404).send()
    : answer.code(401).header('www-authenticate', 'Bearer realm="metrics"').send();

const timeRequests = (server: FastifyInstance, registry: Registry): void => {
  const requests = new Histogram({
    name: 'photoplay_http_request_seconds',
    help: 'How long answers took, by route.',
    labelNames: ['method', 'route', 'code'],
    buckets: httpBuckets,
    registers: [registry],
  });
  server.addHook('onResponse', async (request, answer) => {
    const { method, routeOptions } = request;
    const labels = { method, route: routeOptions.url ?? 'none', code: answer.statusCode };
    requests.observe(labels, answer.elapsedTime / 1_000);
  });
};

/** Serves `/metrics` and times every request. Register it before all other routes. */
export const metrics = (measures: Measures, signIn: SignIn): FastifyPluginAsync => {
  const plugin: FastifyPluginAsync = async (server) => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    timeRequests(server, registry);
    const read = openReader(measures, registry);
    const mayMeasure = measuring(signIn);
    server.register(async (own) => {
      // Limits guessing of the key.
      await own.register(rateLimit, { max: 60, timeWindow: 60_000 });
      own.setErrorHandler((error: FastifyError, _request, answer) =>
        answer.code(isTooMany(error) ? 429 : (error.statusCode ?? 500)).send(),
      );
      own.get('/metrics', async (request, answer) => {
        answer.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
        if (!mayMeasure(request)) return refuse(answer, signIn);
        return answer.type(registry.contentType).send(await read());
      });
    });
    server.addHook('onClose', async () => registry.clear());
  };
  // Skip encapsulation, so that the timing hook applies to the whole server.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
};
