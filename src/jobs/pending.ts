import type { Agreement, Question } from '../core/consent.ts';
import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import type { Json } from '../core/json.ts';
import { fileIdsOf, type Order } from '../core/order.ts';
import { findUnusedInputFiles, recordInputFilesRemoved } from '../store/input-file-rows.ts';
import { listJobsAt } from '../store/jobs.ts';
import {
  insertPending,
  type PendingRow,
  pendingAt,
  pendingOf,
  readPending,
  removePending,
} from '../store/pending-orders.ts';
import type { Services } from './services.ts';

/** The idempotency key of the job that a pending order becomes. */
export const keyOfPending = (id: string): string => `pending:${id}`;

const daysKept = 1;

/** Orders of one person that wait for an answer. Asked about another, they have forgotten the oldest. */
const maxPending = 20;

/** An order that waits for its owner's answer. `agreed` holds the consents given earlier. */
export type Pending = {
  readonly order: Order;
  readonly questions: readonly Question[];
  readonly agreed: readonly Agreement[];
};

/** Stores an order until its owner answers. Returns its ID. */
export const keepPending = async (
  services: Services,
  { order, questions, agreed }: Pending,
): Promise<string> => {
  const id = newId();
  await insertPending(services.store.database, {
    ...{ id, owner: order.owner, order, questions },
    agreed: agreed.map((one) => ({ ...one, at: one.at.toISOString() })),
    expiresAt: new Date(Date.now() + daysKept * 86_400_000),
  });
  const all = await pendingOf(services.store.database, order.owner);
  for (const old of all.slice(maxPending)) await forgetPending(services, old);
  return id;
};

/** The pending order with this ID that belongs to one of these owners. Throws `Failure` `not_found`. */
export const findPending = async (
  services: Services,
  owners: readonly string[],
  id: string,
): Promise<Pending> => {
  const found = await readPending(services.store.database, owners, id);
  if (found === null) throw new Failure('not_found');
  const { order, questions, agreed } = found;
  return { order, questions, agreed: agreed.map((one) => ({ ...one, at: new Date(one.at) })) };
};

type Stored = Pick<Services, 'storage' | 'store'>;

type WithFiles = Parameters<typeof fileIdsOf>[0];

/** Removes an order's files that no job needs, except those that `kept` has too. */
export const removeUnused = async (
  services: Stored,
  order: WithFiles,
  kept: WithFiles | null = null,
): Promise<void> => {
  const { database } = services.store;
  const stays = new Set(kept === null ? [] : fileIdsOf(kept));
  const unused = await findUnusedInputFiles(
    database,
    fileIdsOf(order).filter((id) => !stays.has(id)),
  );
  const removed = await Promise.allSettled(unused.map(({ file }) => services.storage.remove(file)));
  await recordInputFilesRemoved(
    database,
    unused.filter((_, index) => removed[index]?.status === 'fulfilled').map((photo) => photo.id),
  );
  const failed = removed.find((one) => one.status === 'rejected');
  // What is left is found again as long as this isn't done.
  if (failed !== undefined) throw failed.reason;
};

/** Forgets a pending order but keeps its files, which the job it became needs. */
export const dropPending = (services: Stored, id: string): Promise<void> =>
  removePending(services.store.database, id);

/** Forgets a pending order and removes its files that nothing else needs. */
export const forgetPending = async (
  services: Stored,
  { id, order }: Pick<PendingRow, 'id' | 'order'>,
): Promise<void> => {
  await dropPending(services, id);
  await removeUnused(services, order);
};

type Place = Readonly<Record<string, Json>>;

/** Forgets an owner's pending orders whose target contains all of `targetPart`. */
export const forgetPendingAt = async (services: Stored, owner: string, targetPart: Place): Promise<void> => {
  for (const pending of await pendingAt(services.store.database, owner, targetPart))
    await forgetPending(services, pending);
};

/** Whether an owner began a clip for a target that contains all of `targetPart`, or was asked about it. */
export const hasOrderAt = async (
  { store: { database } }: Stored,
  owner: string,
  targetPart: Place,
): Promise<boolean> =>
  (await pendingAt(database, owner, targetPart)).length > 0 ||
  (await listJobsAt(database, owner, targetPart)).length > 0;
