import { Failure } from '../core/failure.ts';
import { type Order, takeOrders } from '../core/order.ts';
import { filesFor } from './input-files.ts';
import { effectNamed, type Services } from './services.ts';

const two = 2;

/**
 * Throws `Failure` `faces_missing` or `face_missing` for a two-person effect whose photos don't show both people, so
 * that nobody is asked about what can't work. When faces can't be counted, the engine finds out.
 */
export const wantPeople = async (services: Services, order: Order): Promise<void> => {
  for (const take of takeOrders(order)) await wantPeopleIn(services, take);
};

const wantPeopleIn = async (services: Services, order: Order): Promise<void> => {
  const { needs } = effectNamed(services, order.effect);
  if (needs.photos < two) return;
  const { photos } = await filesFor(services, order);
  const counts = await Promise.all(
    photos
      .slice(0, two)
      .map(async ({ file }) => services.media.countFaces(await services.storage.path(file))),
  );
  const [found] = counts;
  if (counts.length === 1 && found !== undefined && found !== null && found < two)
    throw new Failure('faces_missing', { found, needed: two });
  const lonely = counts.length === two ? counts.indexOf(0) : -1;
  if (lonely >= 0) throw new Failure('face_missing', { photo: lonely + 1 });
};
