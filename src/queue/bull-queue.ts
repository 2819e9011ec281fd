import { type BackendFactory, Queue as BullQueue, type IQueueBackend } from 'bullmq';
import type { Handle, Queue, QueueWorker } from '../core/queue.ts';
import { type QueueBackend, reach } from './backend.ts';
import { answer, connectTimeout, settlesWithin } from './backend-answer.ts';
import { defaultLimits, type Settings } from './queue-timing.ts';
import { startWorker } from './worker.ts';

const attempts = 8;

// BullMQ refuses ids made of digits only.
const jobId = (id: string): string => `job-${id}`;

/** A queue of ids that is worked on independently. */
type Lane = {
  push(id: string, priority: number): Promise<void>;
  knows(ids: readonly string[]): Promise<ReadonlySet<string>>;
  clear(): Promise<void>;
  work(handle: Handle, concurrency: number): Promise<QueueWorker>;
  ping(): Promise<void>;
  close(): Promise<void>;
};

/** Opens a lane. Throws `Failure` `queue_down`. */
const openLane = async (
  factory: BackendFactory,
  name: string,
  settings: Required<Omit<Settings, 'lanes'>>,
): Promise<Lane> => {
  const { limits, onError } = settings;
  const workers = new Set<Promise<QueueWorker>>();
  const queue = new BullQueue<string, void, string, string, void, string, IQueueBackend>(
    name,
    {
      connection: {},
      defaultJobOptions: {
        attempts,
        backoff: { type: 'exponential', delay: limits.retry, jitter: 0.5 },
        removeOnComplete: true,
        removeOnFail: true,
      },
    },
    factory,
  );
  queue.on('error', onError);
  const disconnect = () => settlesWithin(1_000, queue.getBackend().close(true));

  await answer(queue.waitUntilReady(), connectTimeout).catch(async (error: unknown) => {
    await disconnect();
    throw error;
  });

  return {
    async push(id, priority) {
      await answer(queue.add('job', id, { jobId: jobId(id), priority }));
    },
    async knows(ids) {
      const listed = new Set(
        await answer(queue.getRanges(['wait', 'prioritized', 'delayed', 'active'], 0, -1)),
      );
      // A job may move while the lists are read one by one, so an id that is in none of them is queried individually.
      const unlisted = ids.filter((id) => !listed.has(jobId(id)));
      const states = await answer(Promise.all(unlisted.map((id) => queue.getJobState(jobId(id)))));
      const unknown = new Set(unlisted.filter((_id, index) => states[index] === 'unknown'));
      return new Set(ids.filter((id) => !unknown.has(id)));
    },
    async clear() {
      await answer(queue.obliterate({ force: true }), connectTimeout);
    },
    async work(handle, concurrency) {
      const starting = startWorker(factory, name, settings, handle, concurrency);
      workers.add(starting);
      return starting;
    },
    async ping() {
      await answer(queue.getActiveCount());
    },
    async close() {
      await Promise.allSettled([...workers].map(async (starting) => (await starting).stop()));
      await disconnect();
    },
  };
};

// The first lane keeps its old name, because older versions may have left jobs in it.
const nameOf = (lane: string, first: string | undefined): string =>
  lane === first ? 'photoplay' : `photoplay-${lane}`;

/**
 * The job queue on any backend. With PGlite it shares the application's only session: never push from inside a
 * transaction, and close the queue before the database. Throws `Failure` `queue_down`.
 */
export const openQueue = async (backend: QueueBackend, settings: Settings): Promise<Queue> => {
  const how = { limits: settings.limits ?? defaultLimits, onError: dedupeErrors(settings.onError) };
  const factory = await reach(backend);
  const lanes = new Map<string, Promise<Lane>>();
  const openedLane = (name: string): Promise<Lane> => {
    const known = lanes.get(name);
    if (known !== undefined) return known;
    const opening = openLane(factory, nameOf(name, settings.lanes[0]), how);
    lanes.set(name, opening);
    opening.catch(() => lanes.delete(name));
    return opening;
  };
  const all = (): Promise<Lane[]> => Promise.all(lanes.values());
  const onAll = async (act: (lane: Lane) => Promise<unknown>): Promise<void> => {
    await Promise.all((await all()).map(act));
  };
  const close = async (): Promise<void> => {
    const opened = await Promise.allSettled(lanes.values());
    await Promise.all(opened.map(async (one) => one.status === 'fulfilled' && one.value.close()));
  };
  await Promise.all(settings.lanes.map(openedLane)).catch(async (error: unknown) => {
    await close();
    throw error;
  });

  return {
    push: async (lane, id, priority) => (await openedLane(lane)).push(id, priority),
    knows: async (ids) => {
      const known = await Promise.all((await all()).map((lane) => lane.knows(ids)));
      return new Set(ids.filter((id) => known.some((some) => some.has(id))));
    },
    clear: () => onAll((lane) => lane.clear()),
    work: async (handle, widths) => {
      const workers = await Promise.all(
        Object.entries(widths).map(async ([lane, width]) => (await openedLane(lane)).work(handle, width)),
      );
      return {
        stop: async () => {
          await Promise.all(workers.map((worker) => worker.stop()));
        },
      };
    },
    ping: () => onAll((lane) => lane.ping()),
    close,
  };
};

const silence = 60_000;

/**
 * Reports an error, but not the same one twice within a minute: an outage repeats it with every attempt to reconnect.
 */
const dedupeErrors = (tell: (error: Error) => void): ((error: Error) => void) => {
  let message: string | null = null;
  let until = 0;
  return (error) => {
    const now = performance.now();
    if (error.message === message && now < until) return;
    message = error.message;
    until = now + silence;
    tell(error);
  };
};
