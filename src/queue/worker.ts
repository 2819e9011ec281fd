import { type BackendFactory, type IQueueBackend, type Job, WaitingError, Worker } from 'bullmq';
import type { Handle, QueueWorker } from '../core/queue.ts';
import { answer, connectTimeout, settlesWithin } from './backend-answer.ts';
import type { Settings } from './queue-timing.ts';

/** Starts taking ids from the queue. Throws `Failure` `queue_down`. */
export const startWorker = async (
  factory: BackendFactory,
  name: string,
  { onError, limits }: Required<Omit<Settings, 'lanes'>>,
  handle: Handle,
  concurrency: number,
): Promise<QueueWorker> => {
  const stopping = new AbortController();
  const abandon = new Set<(reason: WaitingError) => void>();

  const attempt = async (job: Job<string>, token: string | undefined): Promise<void> => {
    try {
      stopping.signal.throwIfAborted();
      await handle(job.data, stopping.signal);
    } catch (error) {
      if (!stopping.signal.aborted) throw error;
      await job.moveToWait(token);
      throw new WaitingError();
    }
  };

  const handleJob = (job: Job<string>, token?: string): Promise<void> =>
    new Promise((resolve, reject) => {
      abandon.add(reject);
      attempt(job, token)
        .then(resolve, reject)
        .finally(() => abandon.delete(reject));
    });

  const worker = new Worker<string, void, string, IQueueBackend>(
    name,
    handleJob,
    {
      connection: {},
      concurrency,
      lockDuration: limits.lock,
      stalledInterval: limits.check,
      maxStalledCount: limits.deaths - 1,
      runRetryDelay: 1_000,
    },
    factory,
  );
  worker.on('error', onError);

  const stop = async (): Promise<void> => {
    stopping.abort();
    const idle = worker.pause();
    if (!(await settlesWithin(800, idle))) {
      // Work that ignores the signal keeps its lock until that expires. The job then counts as lost and continues
      // elsewhere.
      for (const leave of abandon) leave(new WaitingError());
      await settlesWithin(200, idle);
    }
    await settlesWithin(1_000, worker.close(true));
  };

  await answer(worker.waitUntilReady(), connectTimeout).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { stop };
};
