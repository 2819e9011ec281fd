import { Failure } from '../core/failure.ts';
import { fileIdsOf, maxPhotos, type Order, takeOrders } from '../core/order.ts';
import type { Size } from '../core/shot.ts';
import { findInputFiles, type InputFileRow, recordInputFilesRemoved } from '../store/input-file-rows.ts';
import { effectNamed, type Services } from './services.ts';

type StoredFile = Pick<InputFileRow, 'id' | 'kind' | 'file' | 'width' | 'height' | 'advice'>;

/** How much the shape of a mask may differ from its photo's: what rounding to whole pixels changes. */
const sameShape = 0.02;

/** Throws `Failure` `mask_shape` if a mask was made for a photo of another shape. */
const requireShape = (mask: StoredFile, photo: StoredFile | undefined): void => {
  if (photo === undefined) return;
  const [own, wanted] = [mask.width / mask.height, photo.width / photo.height];
  if (Math.abs(own / wanted - 1) > sameShape)
    throw new Failure('mask_shape', {
      mask: `${mask.width}×${mask.height}`,
      photo: `${photo.width}×${photo.height}`,
    });
};

/**
 * Assigns an order's stored files to their roles; `frames` are its photos and the one it ends with. Throws `Failure` `expired` naming the missing file, or `mask_shape`.
 */
const sortFiles = <Row extends StoredFile>(order: Order, known: readonly Row[]) => {
  const rows = fileIdsOf(order).flatMap((id) => known.find((file) => file.id === id) ?? []);
  const photos = rows.filter(({ kind }) => kind === 'photo');
  const last = rows.find(({ id }) => id === order.last) ?? null;
  const references = rows.filter(({ id }) => order.references?.includes(id));
  const sound = rows.find(({ id }) => id === order.sound) ?? null;
  const depth = rows.find(({ id }) => id === order.depth) ?? null;
  const mask = rows.find(({ id }) => id === order.mask) ?? null;
  const logo = rows.find(({ id }) => id === order.logo) ?? null;
  if (photos.length < order.photos.length) throw new Failure('expired', { file: 'photo' });
  if (typeof order.last === 'string' && last === null) throw new Failure('expired', { file: 'photo' });
  if (references.length < (order.references?.length ?? 0)) throw new Failure('expired', { file: 'photo' });
  if (order.sound !== null && sound === null) throw new Failure('expired', { file: 'sound' });
  if (order.depth !== null && depth === null) throw new Failure('expired', { file: 'depth' });
  if (typeof order.mask === 'string' && mask === null) throw new Failure('expired', { file: 'mask' });
  if (mask !== null) requireShape(mask, photos[0]);
  if (order.logo !== null && logo === null) throw new Failure('expired', { file: 'logo' });
  const frames = last === null ? photos : [...photos, last];
  return { photos, frames, references, sound, depth, mask, logo };
};

/**
 * Loads an order's stored files; `known` ones aren't read again. Throws `Failure` `expired` naming the missing file.
 */
export const filesFor = async (services: Services, order: Order, known: readonly StoredFile[] = []) => {
  const ids = fileIdsOf(order);
  const others = ids.filter((id) => !known.some((file) => file.id === id));
  const rows = others.length === 0 ? [] : await findInputFiles(services.store.database, others);
  return sortFiles(order, [...known, ...rows]);
};

/** The files a take is made from: photo sizes and paths, and the paths of the reference photos, the sound, depth map, mask and logo, if any. */
export type TakeFiles = {
  readonly sizes: readonly Size[];
  readonly paths: readonly string[];
  readonly references: readonly string[];
  readonly sound: string | null;
  readonly depth: string | null;
  readonly mask: string | null;
  readonly logo: string | null;
};

/** Where the stored files of a take are. Throws what `sortFiles` throws. */
export const takeFilesOf = async (
  services: Services,
  order: Order,
  files: readonly StoredFile[],
): Promise<TakeFiles> => {
  const { frames, references, sound, depth, mask, logo } = sortFiles(order, files);
  const pathOf = ({ file }: { readonly file: string }): Promise<string> => services.storage.path(file);
  return {
    sizes: frames,
    paths: await Promise.all(frames.map(pathOf)),
    references: await Promise.all(references.map(pathOf)),
    sound: sound && (await pathOf(sound)),
    depth: depth && (await pathOf(depth)),
    mask: mask && (await pathOf(mask)),
    logo: logo && (await pathOf(logo)),
  };
};

/**
 * Checks how many photos an order has. More than its effect takes are several clips, each of as many as it takes, in the
 * order they were given. Throws `Failure` `wrong_photo_count` or `takes_and_variants`.
 */
export const requirePhotos = (services: Services, order: Order, photoCount: number): void => {
  for (const { effect, photos } of takeOrders(order)) {
    const { photos: needed, fewest = needed } = effectNamed(services, effect).needs;
    const count = photos.length > 0 ? photos.length : photoCount;
    if (count >= fewest && count <= needed) continue;
    if (count < fewest || count % needed > 0 || photos.length > 0)
      throw new Failure('wrong_photo_count', { given: count, needed, fewest, effect });
    const several = order.compare === true || (order.takes > 1 && order.variants === undefined);
    if (several) throw new Failure('takes_and_variants');
    const clips = (count / needed) * (order.variants?.length ?? 1);
    if (clips > maxPhotos) throw new Failure('too_many_clips', { clips, max: maxPhotos });
  }
};

/** Throws `Failure` `mask_unused` for a new mask with an effect of two people, which moves both as a whole. */
export const requireMaskable = (services: Services, order: Order, hasNew: boolean): void => {
  const pair = takeOrders(order).find(({ effect }) => effectNamed(services, effect).needs.photos > 1);
  if (hasNew && pair !== undefined) throw new Failure('mask_unused', { effect: pair.effect });
};

/** Throws `Failure` `last_frame_pair` for an effect of two people that should end on a photo. */
export const requireEnding = (services: Services, { effect, last }: Order, hasNew: boolean): void => {
  const ends = hasNew || typeof last === 'string';
  if (ends && effectNamed(services, effect).needs.photos > 1)
    throw new Failure('last_frame_pair', { effect });
};

/** Removes photos and other input files. A later sweep retries the ones that can't be removed. */
export const removeInputFiles = async (
  services: Services,
  files: readonly Pick<InputFileRow, 'id' | 'file'>[],
): Promise<void> => {
  const removed = await Promise.all(
    files.map(({ id, file }) =>
      services.storage.remove(file).then(
        () => [id],
        (error: unknown) => {
          services.log.warn({ file: id, error }, 'a photo could not be removed');
          return [];
        },
      ),
    ),
  );
  await recordInputFilesRemoved(services.store.database, removed.flat());
};
