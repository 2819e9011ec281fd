import { Failure } from '../core/failure.ts';
import { type Order, photoNamesOf, type RefusedPhoto, takeOrders } from '../core/order.ts';
import { filesFor } from './order-files.ts';
import { effectNamed, type Services } from './services.ts';

const two = 2;

/** Why the photos of a take don't show the people its effect needs; null if they do, or if faces can't be counted. */
const troubleIn = async (services: Services, order: Order): Promise<Failure | null> => {
  const { needs } = effectNamed(services, order.effect);
  if (needs.photos < two) return null;
  const { photos } = await filesFor(services, order);
  const counts = await Promise.all(
    photos
      .slice(0, two)
      .map(async ({ file }) => services.media.countFaces(await services.storage.path(file))),
  );
  const [found] = counts;
  if (counts.length === 1 && found !== undefined && found !== null && found < two)
    return new Failure('faces_missing', { found, needed: two });
  const lonely = counts.length === two ? counts.indexOf(0) : -1;
  return lonely >= 0 ? new Failure('face_missing', { photo: lonely + 1 }) : null;
};

/** The photos of a clip that can't be made: only the one without a face, if it is known. */
const refusedOf = (order: Order, ids: readonly string[], { kind, facts }: Failure): RefusedPhoto => {
  const { photo } = facts;
  if (typeof photo !== 'number') return { ...photoNamesOf(order, ids), kind, facts };
  const lonely = photoNamesOf(order, ids.slice(photo - 1, photo));
  return { ...lonely, kind, facts: { photo: lonely.photos[0] ?? photo } };
};

/**
 * The order, without those of several photos that don't show the people its effect needs, so that nobody is asked about
 * what can't work. When faces can't be counted, the engine finds out. Throws `Failure` `faces_missing` or `face_missing`
 * if nothing is left.
 */
export const withoutUnusablePhotos = async (services: Services, order: Order): Promise<Order> => {
  const refused = new Map<string, RefusedPhoto>();
  const variants: NonNullable<Order['variants']>[number][] = [];
  for (const [index, take] of takeOrders(order).entries()) {
    const failure = await troubleIn(services, take);
    if (failure !== null && order.names === undefined) throw failure;
    // Clips in several ratios share their photos.
    if (failure !== null) refused.set(take.photos.join(), refusedOf(order, take.photos, failure));
    else variants.push(order.variants?.[index] ?? {});
  }
  const [first] = refused.values();
  if (first === undefined) return order;
  if (variants.length === 0) throw new Failure(first.kind, first.facts);
  const used = new Set(variants.flatMap(({ photos = [] }) => photos));
  return {
    ...order,
    ...{ variants, takes: variants.length, photos: order.photos.filter((id) => used.has(id)) },
    refused: [...(order.refused ?? []), ...refused.values()],
  };
};
