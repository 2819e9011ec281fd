import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import type { Json } from '../core/json.ts';
import { filesOf, type Order } from '../core/order.ts';
import { findJob } from '../store/jobs.ts';
import { findUnusedPhotos, markPhotosRemoved } from '../store/photos.ts';
import { readSetting, removeSetting, writeSetting } from '../store/settings.ts';
import { type Given, takeIn, withFiles } from './files.ts';
import { effectNamed, type House } from './house.ts';

/** Begins the names under which orders wait that a question was asked about. */
export const asidePrefix = 'aside:';

const name = (id: string): string => `${asidePrefix}${id}`;

const daysKept = 1;

/** Whether somebody has to say that everybody agrees; what a clip already shows has been agreed to. */
export const needsConsent = async (house: House, { effect, parent }: Order): Promise<boolean> => {
  if (effectNamed(house, effect).consent !== true) return false;
  return parent === null || (await findJob(house.store.database, parent))?.order.effect !== effect;
};

/** Puts an order aside with what was given for it, until its owner has answered a question. Gives its id. */
export const setAside = async (house: House, wish: Order, given: Given): Promise<string> => {
  const order = withFiles(wish, await takeIn(house, wish.owner, given));
  const id = newId();
  const until = new Date(Date.now() + daysKept * 86_400_000).toISOString();
  await writeSetting(house.store.database, order.owner, name(id), { until, order } as unknown as Json);
  return id;
};

/** What somebody's order put aside was. Throws Failure `not_found`. */
export const findAside = async (house: House, owner: string, id: string): Promise<Order> => {
  const found = await readSetting(house.store.database, owner, name(id));
  if (found === null) throw new Failure('not_found');
  return (found as unknown as { readonly order: Order }).order;
};

/** Forgets an order put aside, and removes what was given for it and nothing else needs. */
export const forgetAside = async (house: House, order: Order, id: string): Promise<void> => {
  const { database } = house.store;
  await removeSetting(database, order.owner, name(id));
  const unused = await findUnusedPhotos(database, filesOf(order));
  await Promise.all(unused.map(({ file }) => house.storage.remove(file)));
  await markPhotosRemoved(
    database,
    unused.map((photo) => photo.id),
  );
};
