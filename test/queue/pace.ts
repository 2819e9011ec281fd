import { once } from 'node:events';
import type { Handle } from '../../src/core/queue.ts';
import type { QueueTiming } from '../../src/queue/queue-timing.ts';

/** Quicker than the real ones, so that lost jobs are found while a test waits. */
export const limits: QueueTiming = { lock: 5_000, check: 500, retry: 20, deaths: 2 };

/** For tests that wait until a dead worker is missed. */
export const soon: QueueTiming = { ...limits, lock: 3_000 };

/** How long a test waits for something that must happen. */
export const patience = { timeout: 90_000, interval: 20 };

/** Something to wait for, and the means to let it happen. */
export const latch = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

/** Works on an id until its worker is told to stop. */
export const untilStopped: Handle = async (_id, signal) => {
  await once(signal, 'abort');
  signal.throwIfAborted();
};

/** A handler that is quickly done, and the ids it was given. */
export const recorder = () => {
  const started: string[] = [];
  const handle: Handle = async (id) => {
    started.push(id);
  };
  return { started, handle };
};
