import { Failure } from '../core/failure.ts';
import type { Order } from '../core/order.ts';
import { filesFor } from './files.ts';
import { effectNamed, type House } from './house.ts';

const two = 2;

/**
 * Throws Failure `faces_missing` for an effect of two people whose one photo does not show both: nobody is asked about
 * what cannot work.
 */
export const wantPeople = async (house: House, order: Order): Promise<void> => {
  const { needs } = effectNamed(house, order.effect);
  const { photos } = await filesFor(house, order);
  const [photo] = photos;
  if (needs.photos < two || photos.length >= two || photo === undefined) return;
  const found = await house.media.countFaces(await house.storage.path(photo.file));
  if (found < two) throw new Failure('faces_missing', { found, needed: two });
};
