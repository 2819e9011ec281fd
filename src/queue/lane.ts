import { type BackendFactory, Queue as BullQueue, type IQueueBackend } from 'bullmq';
import type { Handle, QueueWorker } from '../core/queue.ts';
import { answer, openLimit, settlesWithin } from './backend-answer.ts';
import type { Settings } from './queue-timing.ts';
import { startWorker } from './worker.ts';

const attempts = 8;

// BullMQ refuses ids made of digits only.
const jobId = (id: string): string => `job-${id}`;

/** A queue of ids that is worked on independently. */
export type Lane = {
  push(id: string, priority: number): Promise<void>;
  knows(ids: readonly string[]): Promise<ReadonlySet<string>>;
  clear(): Promise<void>;
  work(handle: Handle, concurrency: number): Promise<QueueWorker>;
  ping(): Promise<void>;
  close(): Promise<void>;
};

/** Opens a lane. Throws `Failure` `queue_down`. */
export const openLane = async (
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

  await answer(queue.waitUntilReady(), openLimit).catch(async (error: unknown) => {
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
      await answer(queue.obliterate({ force: true }), openLimit);
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
