import { join } from 'node:path';
import type { Advice } from '../core/advice.ts';
import type { PhotoSource } from '../core/command.ts';
import { asFailure, Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import type { Order } from '../core/order.ts';
import type { Workspace } from '../core/storage.ts';
import { insertDelivery } from '../store/deliveries.ts';
import { findJob, findJobByKey, insertJob, type JobRow } from '../store/jobs.ts';
import { holdCredits } from '../store/ledger.ts';
import { findPhotos, insertPhotos, markPhotosRemoved } from '../store/photos.ts';
import { insertTakes } from '../store/takes.ts';
import { effectNamed, type House, type KeptPhoto } from './house.ts';
import { planTake, takeSeed } from './shoot.ts';

export type Submitted = {
  readonly job: JobRow;
  /** True when this key had been submitted before: nothing new was made. */
  readonly repeated: boolean;
  readonly advice: readonly Advice[];
};

type NewPhoto = KeptPhoto & { readonly id: string; readonly file: string };

// Enough for the photo, the clip and its thumbnail with room to spare.
const neededBytes = 200_000_000;

const discard = async (house: House, photos: readonly NewPhoto[]): Promise<void> => {
  await Promise.all(photos.map((photo) => house.storage.remove(photo.file)));
  await markPhotosRemoved(
    house.store.database,
    photos.map((photo) => photo.id),
  );
};

const keep = async (
  house: House,
  owner: string,
  source: PhotoSource,
  workspace: Workspace,
): Promise<NewPhoto> => {
  const id = newId();
  const target = join(workspace.folder, `${id}.jpg`);
  const kept = await house.media.intake(source.path, target).catch((error: unknown) => {
    const { kind, facts } = asFailure(error);
    throw new Failure(kind, { ...facts, name: source.name }, error);
  });
  const photo = { ...kept, id, file: `photos/${id}.jpg` };
  // The row first: whatever happens next, the file has a day on which it will be removed.
  await insertPhotos(house.store.database, [{ ...photo, owner }], house.photoDays);
  await house.storage.put(photo.file, target);
  return photo;
};

const takeIn = async (house: House, owner: string, sources: readonly PhotoSource[]): Promise<NewPhoto[]> => {
  if (sources.length > 0 && (await house.storage.free()) < neededBytes) throw new Failure('disk_full');
  await using workspace = await house.storage.workspace();
  const photos: NewPhoto[] = [];
  try {
    for (const source of sources) photos.push(await keep(house, owner, source, workspace));
    return photos;
  } catch (error) {
    await discard(house, photos);
    throw error;
  }
};

const wantPhotos = (house: House, order: Order, given: number): void => {
  const { photos: needed, fewest = needed } = effectNamed(house, order.effect).needs;
  if (given < fewest || given > needed)
    throw new Failure('wrong_photo_count', { given, needed, fewest, effect: order.effect });
};

const already = async (house: House, owner: string, key: string | null): Promise<Submitted | null> => {
  const job = key === null ? null : await findJobByKey(house.store.database, owner, key);
  return job === null ? null : { job, repeated: true, advice: [] };
};

const commit = async (
  house: House,
  id: string,
  wish: Order,
  key: string | null,
  photos: readonly NewPhoto[],
) => {
  const { database } = house.store;
  const kept = photos.length > 0 ? photos : await findPhotos(database, wish.photos);
  if (kept.length < wish.photos.length) throw new Failure('expired');
  const seeds = Array.from({ length: wish.takes }, (_, index) => takeSeed(wish.seed, index + 1));
  const [first] = seeds.map((seed) => planTake(house, wish, seed, kept));
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
  return { job, advice: [...new Set(kept.flatMap((photo) => photo.advice))] };
};

/**
 * Takes an order in: photos re-encoded and kept, then job, credit hold and delivery in one transaction, then a push
 * to the queue. The same `key` twice is one job. Throws photo and usage Failures, `no_credits`, `disk_full`.
 */
export const submit = async (
  house: House,
  wish: Order,
  sources: readonly PhotoSource[],
  key: string | null,
): Promise<Submitted> => {
  const before = await already(house, wish.owner, key);
  if (before !== null) return before;
  wantPhotos(house, wish, sources.length > 0 ? sources.length : wish.photos.length);
  const photos = await takeIn(house, wish.owner, sources);
  const order = photos.length > 0 ? { ...wish, photos: photos.map((photo) => photo.id) } : wish;
  const id = newId();
  try {
    const { job, advice } = await commit(house, id, order, key, photos);
    if (job === null) {
      await discard(house, photos);
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
    // A commit whose answer was lost may have worked, and then its photos are needed.
    if ((await findJob(house.store.database, id)) === null) await discard(house, photos);
    throw error;
  }
};
