import type { Queue } from '../core/queue.ts';
import { type Backend, reach } from './backend.ts';
import { dedupeErrors } from './dedupe-errors.ts';
import { type Lane, openLane } from './lane.ts';
import { defaultLimits, type Settings } from './queue-timing.ts';

// The first lane keeps its old name, because older versions may have left jobs in it.
const nameOf = (lane: string, first: string | undefined): string =>
  lane === first ? 'photoplay' : `photoplay-${lane}`;

/**
 * The job queue on any backend. With PGlite it shares the application's only session: never push from inside a
 * transaction, and close the queue before the database. Throws `Failure` `queue_down`.
 */
export const openQueue = async (backend: Backend, settings: Settings): Promise<Queue> => {
  const how = { limits: settings.limits ?? defaultLimits, onError: dedupeErrors(settings.onError) };
  const factory = await reach(backend);
  const lanes = new Map<string, Promise<Lane>>();
  const laneOf = (name: string): Promise<Lane> => {
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
  await Promise.all(settings.lanes.map(laneOf)).catch(async (error: unknown) => {
    await close();
    throw error;
  });

  return {
    push: async (lane, id, priority) => (await laneOf(lane)).push(id, priority),
    knows: async (ids) => {
      const known = await Promise.all((await all()).map((lane) => lane.knows(ids)));
      return new Set(ids.filter((id) => known.some((some) => some.has(id))));
    },
    clear: () => onAll((lane) => lane.clear()),
    work: async (handle, widths) => {
      const workers = await Promise.all(
        Object.entries(widths).map(async ([lane, width]) => (await laneOf(lane)).work(handle, width)),
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
