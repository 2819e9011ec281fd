import type { Agreement, Question } from '../core/consent.ts';
import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import type { Json } from '../core/json.ts';
import { fileIdsOf, type Order } from '../core/order.ts';
import { findUnusedPhotos, markPhotosRemoved } from '../store/photos.ts';
import { readSetting, removeSetting, writeSetting } from '../store/saved-settings.ts';
import { type InputFiles, orderWithFiles, takeIn } from './input-files.ts';
import type { Services } from './services.ts';

/** Prefix of the setting names of pending orders, and of the idempotency keys of their jobs. */
export const pendingPrefix = 'pending:';

/** The setting name of a pending order, and the idempotency key of the job it becomes. */
export const pendingName = (id: string): string => `${pendingPrefix}${id}`;

const daysKept = 1;

/** An order that waits for its owner's answer. `agreed` holds the consents given earlier. */
export type Pending = {
  readonly order: Order;
  readonly questions: readonly Question[];
  readonly agreed: readonly Agreement[];
};

type Kept = Omit<Pending, 'agreed'> & {
  readonly agreed: readonly (Omit<Agreement, 'at'> & { readonly at: string })[];
};

/** Stores the input files of an order that becomes pending. Nothing has been asked about it yet. */
export const takePending = async (services: Services, wish: Order, given: InputFiles): Promise<Order> =>
  orderWithFiles(wish, await takeIn(services, wish.owner, given));

/** Stores an order until its owner answers. Returns its ID. */
export const keepPending = async (services: Services, pending: Pending): Promise<string> => {
  const id = newId();
  const until = new Date(Date.now() + daysKept * 86_400_000).toISOString();
  const value = JSON.parse(JSON.stringify({ until, ...pending })) as Json;
  await writeSetting(services.store.database, pending.order.owner, pendingName(id), value);
  return id;
};

/** The pending order with this ID that belongs to one of these owners. Throws `Failure` `not_found`. */
export const findPending = async (
  services: Services,
  owners: readonly string[],
  id: string,
): Promise<Pending> => {
  for (const owner of owners) {
    const found = await readSetting(services.store.database, owner, pendingName(id));
    if (found === null) continue;
    const { order, questions, agreed } = found as unknown as Kept;
    return { order, questions, agreed: agreed.map((one) => ({ ...one, at: new Date(one.at) })) };
  }
  throw new Failure('not_found');
};

type WithFiles = Parameters<typeof fileIdsOf>[0];

/** Removes an order's files that no job needs, except those it already had in `before`. */
export const removeUnused = async (
  services: Services,
  order: WithFiles,
  before: WithFiles | null = null,
): Promise<void> => {
  const { database } = services.store;
  const stays = new Set(before === null ? [] : fileIdsOf(before));
  const unused = await findUnusedPhotos(
    database,
    fileIdsOf(order).filter((id) => !stays.has(id)),
  );
  await Promise.all(unused.map(({ file }) => services.storage.remove(file)));
  await markPhotosRemoved(
    database,
    unused.map((photo) => photo.id),
  );
};

/** Forgets a pending order but keeps its files, which the job it became needs. */
export const dropPending = (services: Services, owner: string, id: string): Promise<void> =>
  removeSetting(services.store.database, owner, pendingName(id));

/** Forgets a pending order and removes its files that nothing else needs. */
export const forgetPending = async (services: Services, order: Order, id: string): Promise<void> => {
  await dropPending(services, order.owner, id);
  await removeUnused(services, order);
};
