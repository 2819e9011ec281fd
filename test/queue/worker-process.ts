import { once } from 'node:events';
import { openQueue } from '../../src/queue/bull-queue.ts';
import type { QueueTiming } from '../../src/queue/queue-timing.ts';
import { type Place, reach } from './place.ts';

/** What a worker process is told to do: push these ids, then work on one at a time and print each as it starts. */
export type Task = {
  readonly place: Place;
  readonly limits: QueueTiming;
  readonly push: readonly string[];
  /** Keeps the worker busy until it is told to stop. */
  readonly long: string;
  /** Kills the process. */
  readonly poison: string;
};

const { place, limits, push, long, poison }: Task = JSON.parse(process.argv[2] ?? '');

const backend = await reach(place);
const queue = await openQueue(backend, {
  lanes: ['render', 'far'],
  onError: (error) => console.error(error),
  limits,
});
process.once('SIGTERM', async () => {
  await queue.close();
  if (backend.kind === 'pglite') await backend.database.close();
});
for (const id of push) await queue.push('far', id, 0);
await queue.work(
  async (id, signal) => {
    console.log(id);
    if (id === poison) process.kill(process.pid, 'SIGKILL');
    if (id !== long) return;
    await once(signal, 'abort');
    signal.throwIfAborted();
  },
  { far: 1 },
);
