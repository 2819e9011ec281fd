import type { Advice } from '../core/advice.ts';
import type { FileSource } from '../core/command.ts';
import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import type { Order } from '../core/order.ts';
import { insertDelivery } from '../store/deliveries.ts';
import { findJob, findJobByKey, insertJob, type JobRow } from '../store/jobs.ts';
import { holdCredits } from '../store/ledger.ts';
import { insertTakes } from '../store/takes.ts';
import { discard, filesFor, type Given, takeIn, withFiles } from './files.ts';
import { effectNamed, type House } from './house.ts';
import { planTake, takeSeed } from './shoot.ts';

export type Submitted = {
  readonly job: JobRow;
  /** True when this key had been submitted before: nothing new was made. */
  readonly repeated: boolean;
  readonly advice: readonly Advice[];
};

const wantPhotos = (house: House, order: Order, given: number): void => {
  const needed = effectNamed(house, order.effect).needs.photos;
  if (given !== needed) throw new Failure('wrong_photo_count', { given, needed, effect: order.effect });
};

const already = async (house: House, owner: string, key: string | null): Promise<Submitted | null> => {
  const job = key === null ? null : await findJobByKey(house.store.database, owner, key);
  return job === null ? null : { job, repeated: true, advice: [] };
};

const commit = async (house: House, id: string, wish: Order, key: string | null) => {
  const { database } = house.store;
  const { photos } = await filesFor(house, wish);
  const seeds = Array.from({ length: wish.takes }, (_, index) => takeSeed(wish.seed, index + 1));
  const [first] = seeds.map((seed) => planTake(house, wish, seed, photos));
  if (first === undefined) throw new Failure('bad_number', { option: 'takes' });
  // What was priced is what will be run, wherever that happens.
  const order = { ...wish, engine: first.plan.engine, model: first.plan.model };
  const credits = first.plan.credits * seeds.length;
  const job = await database.transaction(async (transaction) => {
    const row = await insertJob(transaction, {
      id,
      owner: order.owner,
      key,
      order,
      engine: first.plan.engine,
      model: first.plan.model,
      work: first.plan.work * seeds.length,
      expectedSeconds: first.plan.seconds * seeds.length,
      credits,
    });
    if (row === null) return null;
    await insertTakes(transaction, id, seeds);
    await holdCredits(transaction, { id, owner: order.owner, credits });
    await insertDelivery(transaction, { job: id, key: newId(), address: order.address });
    return row;
  });
  return { job, advice: [...new Set(photos.flatMap((photo) => photo.advice))] };
};

/**
 * Takes an order in: what was given with it re-encoded and kept, then job, credit hold and delivery in one transaction, then a push
 * to the queue. The same `key` twice is one job. Throws photo, sound and usage Failures, `no_credits`, `disk_full`.
 */
export const submit = async (
  house: House,
  wish: Order,
  photos: readonly FileSource[],
  key: string | null,
  beside: Omit<Given, 'photos'> = { sound: null, depth: null },
): Promise<Submitted> => {
  const before = await already(house, wish.owner, key);
  if (before !== null) return before;
  wantPhotos(house, wish, photos.length > 0 ? photos.length : wish.photos.length);
  const files = await takeIn(house, wish.owner, { photos, ...beside });
  const id = newId();
  try {
    const { job, advice } = await commit(house, id, withFiles(wish, files), key);
    if (job === null) {
      await discard(house, files);
      const winner = await already(house, wish.owner, key);
      if (winner === null) throw new Failure('internal');
      return winner;
    }
    await house.queue.push(job.id, job.priority).catch((error: unknown) => {
      // The row is safe and the sweeper will push it; the person need not know.
      house.log.warn({ job: job.id, error }, 'push failed');
    });
    return { job, repeated: false, advice };
  } catch (error) {
    // A commit whose answer was lost may have worked, and then its files are needed.
    if ((await findJob(house.store.database, id)) === null) await discard(house, files);
    throw error;
  }
};
