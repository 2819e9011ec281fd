import type { FileSource } from '../core/command.ts';
import { Failure } from '../core/failure.ts';
import { mostPhotos, type Order, type RefusedPhoto, takeOrders } from '../core/order.ts';
import { type InputFiles, type NewFile, orderWithFiles, removePhotos, storeFiles } from './input-files.ts';
import { effectNamed, type Services } from './services.ts';

/**
 * Checks how many photos an order has. More than its effect takes are several clips, each of as many as it takes, in the
 * order they were given. Throws `Failure` `wrong_photo_count` or `takes_and_variants`.
 */
export const wantPhotos = (services: Services, order: Order, given: number): void => {
  for (const { effect, photos } of takeOrders(order)) {
    const { photos: needed, fewest = needed } = effectNamed(services, effect).needs;
    const count = photos.length > 0 ? photos.length : given;
    if (count >= fewest && count <= needed) continue;
    if (count < fewest || count % needed > 0 || photos.length > 0)
      throw new Failure('wrong_photo_count', { given: count, needed, fewest, effect });
    const several = order.compare === true || (order.takes > 1 && order.variants === undefined);
    if (several) throw new Failure('takes_and_variants');
    const clips = (count / needed) * (order.variants?.length ?? 1);
    if (clips > mostPhotos) throw new Failure('too_many_clips', { clips, most: mostPhotos });
  }
};

/** Throws `Failure` `mask_unused` for a new mask with an effect of two people, which moves both as a whole. */
export const wantMaskable = (services: Services, order: Order, given: boolean): void => {
  const pair = takeOrders(order).find(({ effect }) => effectNamed(services, effect).needs.photos > 1);
  if (given && pair !== undefined) throw new Failure('mask_unused', { effect: pair.effect });
};

/** Throws `Failure` `last_frame_pair` for an effect of two people that should end on a photo. */
export const wantEnding = (services: Services, { effect, last }: Order, given: boolean): void => {
  const ends = given || typeof last === 'string';
  if (ends && effectNamed(services, effect).needs.photos > 1)
    throw new Failure('last_frame_pair', { effect });
};

/** The photos given, those of archives included. Disposing of it removes what was unpacked. */
export const openPhotos = async (services: Services, given: readonly FileSource[]) => {
  const workspace = await services.storage.workspace();
  try {
    const photos: FileSource[] = [];
    for (const source of given) {
      const unpacked =
        source.refused === undefined ? await services.media.unpack(source.path, workspace.folder) : null;
      photos.push(...(unpacked ?? [source]));
    }
    if (photos.length > mostPhotos)
      throw new Failure('wrong_photo_count', { given: photos.length, needed: mostPhotos });
    return { photos, [Symbol.asyncDispose]: () => workspace[Symbol.asyncDispose]() };
  } catch (error) {
    await workspace[Symbol.asyncDispose]();
    throw error;
  }
};

type StoredOrder = { readonly order: Order; readonly files: readonly NewFile[] };

/** Stores several photos. Those that can't be used are left out, with the others of their clip. */
const storeSeveral = async (
  services: Services,
  wish: Order,
  given: InputFiles,
  needed: number,
): Promise<StoredOrder> => {
  const bad = new Map<number, RefusedPhoto>();
  const files = await storeFiles(services, wish.owner, given, (index, photo) => bad.set(index, photo));
  const [first] = bad.values();
  const photos = files.filter(({ kind }) => kind === 'photo');
  const slots = given.photos.map((_, index) => (bad.has(index) ? null : photos.shift()));
  const numberOf = (photo: NewFile): number => slots.indexOf(photo) + 1;
  const groups = Array.from({ length: slots.length / needed }, (_, group) =>
    slots.slice(group * needed, (group + 1) * needed).flatMap((photo) => photo ?? []),
  ).filter(({ length }) => length === needed);
  const used = groups.flat();
  const unused = files.filter((file) => file.kind === 'photo' && !used.includes(file));
  await removePhotos(services, used.length === 0 ? files : unused);
  if (used.length === 0) throw first ? new Failure(first.kind, first.facts) : new Failure('internal');
  const stays = files.filter((file) => !unused.includes(file));
  const variants = groups.flatMap((group) =>
    (wish.variants ?? [{}]).map((variant) => ({ ...variant, photos: group.map(({ id }) => id) })),
  );
  const order = {
    ...orderWithFiles(wish, stays),
    ...{ variants, takes: variants.length, refused: [...bad.values()] },
    names: Object.fromEntries(used.map(({ id, name }) => [id, name])),
    numbers: Object.fromEntries(used.map((photo) => [photo.id, numberOf(photo)])),
  };
  return { order, files: stays };
};

/** Re-encodes and stores the files of an order. Throws what `storeFiles` throws. */
export const storeOrderFiles = async (
  services: Services,
  wish: Order,
  given: InputFiles,
): Promise<StoredOrder> => {
  const { photos: needed } = effectNamed(services, wish.effect).needs;
  if (given.photos.length > needed) return storeSeveral(services, wish, given, needed);
  const files = await storeFiles(services, wish.owner, given);
  return { order: orderWithFiles(wish, files), files };
};
