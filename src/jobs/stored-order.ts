import { requireLength } from '../core/after.ts';
import type { FileSource } from '../core/command.ts';
import { Failure } from '../core/failure.ts';
import { maxPhotos, type Order, photoNamesOf, type RefusedPhoto, takeOrders } from '../core/order.ts';
import { type InputFiles, type NewFile, type StoredKind, single, storeFiles } from './input-files.ts';
import { filesFor, removeInputFiles, requireEnding, requireMaskable, requirePhotos } from './order-files.ts';
import { removeUnused } from './pending.ts';
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
const withoutUnusablePhotos = async (services: Services, order: Order): Promise<Order> => {
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

/** The order with new files replacing those it had. */
const orderWithFiles = (order: Order, files: readonly NewFile[]): Order => {
  const idsOf = (wanted: StoredKind): string[] =>
    files.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const [photos, references] = [idsOf('photo'), idsOf('reference')];
  const sound = files.find(({ kind }) => kind === 'sound');
  return {
    ...order,
    ...(photos.length > 0 && { photos }),
    ...(references.length > 0 && { references }),
    ...Object.fromEntries(single.flatMap((kind) => idsOf(kind).map((id) => [kind, id]))),
    ...(sound && { beat: sound.beat }),
  };
};

/** An order with its new files, and what they were stored from. */
export type StoredOrder = {
  readonly order: Order;
  readonly files: readonly NewFile[];
  readonly inputs: InputFiles;
};

/** The photos given, with those of archives unpacked into `folder`. */
const unpackArchives = async (
  { media }: Services,
  sources: readonly FileSource[],
  folder: string,
): Promise<FileSource[]> => {
  const photos: FileSource[] = [];
  for (const source of sources) {
    const unpacked = source.refused === undefined ? await media.unpack(source.path, folder) : null;
    photos.push(...(unpacked ?? [source]));
  }
  if (photos.length > maxPhotos)
    throw new Failure('wrong_photo_count', { given: photos.length, needed: maxPhotos });
  return photos;
};

/** Stores several photos. Those that can't be used are left out, with the others of their clip. */
const storeSeveral = async (
  services: Services,
  requested: Order,
  inputs: InputFiles,
  needed: number,
): Promise<StoredOrder> => {
  const bad = new Map<number, RefusedPhoto>();
  const files = await storeFiles(services, requested.owner, inputs, (index, photo) => bad.set(index, photo));
  const [first] = bad.values();
  const photos = files.filter(({ kind }) => kind === 'photo');
  const slots = inputs.photos.map((_, index) => (bad.has(index) ? null : photos.shift()));
  const numberOf = (photo: NewFile): number => slots.indexOf(photo) + 1;
  const groups = Array.from({ length: slots.length / needed }, (_, group) =>
    slots.slice(group * needed, (group + 1) * needed).flatMap((photo) => photo ?? []),
  ).filter(({ length }) => length === needed);
  const used = groups.flat();
  const unused = files.filter((file) => file.kind === 'photo' && !used.includes(file));
  await removeInputFiles(services, used.length === 0 ? files : unused);
  if (used.length === 0) throw first ? new Failure(first.kind, first.facts) : new Failure('internal');
  const stays = files.filter((file) => !unused.includes(file));
  const variants = groups.flatMap((group) =>
    (requested.variants ?? [{}]).map((variant) => ({ ...variant, photos: group.map(({ id }) => id) })),
  );
  const order = {
    ...orderWithFiles(requested, stays),
    ...{ variants, takes: variants.length, refused: [...bad.values()] },
    names: Object.fromEntries(used.map(({ id, name }) => [id, name])),
    numbers: Object.fromEntries(used.map((photo) => [photo.id, numberOf(photo)])),
  };
  return { order, files: stays, inputs };
};

/** Re-encodes and stores the files of an order. Throws usage `Failure`s, and what `storeFiles` throws. */
const storeOrderFiles = async (
  services: Services,
  requested: Order,
  inputs: InputFiles,
): Promise<StoredOrder> => {
  requireLength(requested);
  requireMaskable(services, requested, inputs.mask !== null);
  requireEnding(services, requested, inputs.last !== null);
  requirePhotos(
    services,
    requested,
    inputs.photos.length > 0 ? inputs.photos.length : requested.photos.length,
  );
  const { photos: needed } = effectNamed(services, requested.effect).needs;
  if (inputs.photos.length > needed) return storeSeveral(services, requested, inputs, needed);
  const files = await storeFiles(services, requested.owner, inputs);
  return { order: orderWithFiles(requested, files), files, inputs };
};

/**
 * Stores the files of an order and uses those that show what it needs. If that fails, those that no job needs are removed
 * again.
 */
export const withStoredFiles = async <Result>(
  services: Services,
  requested: Order,
  given: InputFiles,
  use: (stored: StoredOrder) => Promise<Result>,
): Promise<Result> => {
  await using unpacked = await services.storage.workspace();
  const photos = await unpackArchives(services, given.photos, unpacked.folder);
  const inputs = { ...given, photos };
  const stored = await storeOrderFiles(services, requested, inputs);
  try {
    const order = await withoutUnusablePhotos(services, stored.order);
    await removeUnused(services, stored.order, order);
    return await use({ ...stored, order });
  } catch (error) {
    await removeUnused(services, stored.order, requested);
    throw error;
  }
};
