import { Failure } from '../core/failure.ts';
import { fileIdsOf, type Order } from '../core/order.ts';
import { findPhotos, type PhotoRow } from '../store/photos.ts';
import type { Services } from './services.ts';

type StoredFile = Pick<PhotoRow, 'id' | 'kind' | 'file' | 'width' | 'height' | 'advice'>;

/** How much the shape of a mask may differ from its photo's: what rounding to whole pixels changes. */
const sameShape = 0.02;

/** Throws `Failure` `mask_shape` if a mask was made for a photo of another shape. */
const wantShape = (mask: StoredFile, photo: StoredFile | undefined): void => {
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
export const sortFiles = <Row extends StoredFile>(order: Order, known: readonly Row[]) => {
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
  if (mask !== null) wantShape(mask, photos[0]);
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
  const rows = others.length === 0 ? [] : await findPhotos(services.store.database, others);
  return sortFiles(order, [...known, ...rows]);
};
