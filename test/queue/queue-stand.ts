import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import type { Queue } from '../../src/core/queue.ts';
import { openQueue } from '../../src/queue/bull-queue.ts';
import type { QueueTiming } from '../../src/queue/queue-timing.ts';
import type { Ground } from './grounds.ts';
import { limits, patience } from './pace.ts';
import type { Place } from './place.ts';

type Stand = {
  readonly queue: Queue;
  readonly place: Place;
  /** One more queue on the same ground. */
  open(changed?: Partial<QueueTiming>): Promise<Queue>;
  reopen(changed: Partial<QueueTiming>): Promise<void>;
  /** Closes the queue while other processes use the ground. */
  elsewhere(visit: () => Promise<void>): Promise<void>;
  /** Waits until the queue knows none of the ids any more. */
  settled(ids: readonly string[]): Promise<void>;
};

/** A ground for the tests of this block, and on it an empty open queue for each. */
export const standOn = (start: () => Promise<Ground>): Stand => {
  let ground: Ground;
  let queue: Queue;
  const open = (changed: Partial<QueueTiming> = {}) =>
    openQueue(ground.backend(), {
      lanes: ['render', 'far'],
      onError: console.error,
      limits: { ...limits, ...changed },
    });

  beforeAll(async () => {
    ground = await start();
  });
  beforeEach(async () => {
    await ground.empty();
    queue = await open();
  });
  afterEach(() => queue.close());
  afterAll(() => ground.stop());

  return {
    get queue() {
      return queue;
    },
    get place() {
      return ground.place;
    },
    open,
    async reopen(changed) {
      await queue.close();
      queue = await open(changed);
    },
    async elsewhere(visit) {
      await queue.close();
      await ground.leaveTo(visit);
      queue = await open();
    },
    settled: (ids) => vi.waitFor(async () => expect(await queue.knows(ids)).toEqual(new Set()), patience),
  };
};
