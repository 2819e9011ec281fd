import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Size } from '../../../core/shot.ts';
import { childModule } from '../../../media/child.ts';
import { type Filling, plateOf } from '../../../media/pixels/plate.ts';
import { createRandom } from '../random.ts';

/** What `plateOf` takes, as data that can be sent to a thread. */
export type PlateTask = {
  readonly rgb: Uint8Array;
  readonly matte: Uint8Array;
  readonly size: Size;
  readonly filling: Filling;
  readonly seed: number;
};

export const drawPlate = ({ rgb, matte, size, filling, seed }: PlateTask): Uint8Array =>
  plateOf(rgb, matte, size, filling, createRandom(seed));

/**
 * The picture without what was cut out, computed in a thread, so that the caller can do other work meanwhile. Where no
 * thread can be had, it is computed here.
 */
export const plateInThread = async (task: PlateTask): Promise<Uint8Array> => {
  const { path, execArgv } = childModule(import.meta.url, 'plate-child');
  try {
    const [plate] = (await once(new Worker(path, { execArgv, workerData: task }), 'message')) as [Uint8Array];
    return plate;
  } catch {
    return drawPlate(task);
  }
};
