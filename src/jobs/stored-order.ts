import { wantLength } from '../core/after.ts';
import { Failure } from '../core/failure.ts';
import type { Order, RefusedPhoto } from '../core/order.ts';
import { type InputFiles, type NewFile, type StoredKind, single, storeFiles } from './input-files.ts';
import { removePhotos, wantEnding, wantMaskable, wantPhotos } from './order-files.ts';
import { removeUnused } from './pending.ts';
import { effectNamed, type Services } from './services.ts';

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

type StoredOrder = { readonly order: Order; readonly files: readonly NewFile[] };

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
  await removePhotos(services, used.length === 0 ? files : unused);
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
  return { order, files: stays };
};

/** Re-encodes and stores the files of an order. Throws usage `Failure`s, and what `storeFiles` throws. */
const storeOrderFiles = async (
  services: Services,
  requested: Order,
  inputs: InputFiles,
): Promise<StoredOrder> => {
  wantLength(requested);
  wantMaskable(services, requested, inputs.mask !== null);
  wantEnding(services, requested, inputs.last !== null);
  wantPhotos(services, requested, inputs.photos.length > 0 ? inputs.photos.length : requested.photos.length);
  const { photos: needed } = effectNamed(services, requested.effect).needs;
  if (inputs.photos.length > needed) return storeSeveral(services, requested, inputs, needed);
  const files = await storeFiles(services, requested.owner, inputs);
  return { order: orderWithFiles(requested, files), files };
};

/** Stores the files of an order and uses them. If that fails, those that no job needs are removed again. */
export const withStoredFiles = async <Result>(
  services: Services,
  requested: Order,
  inputs: InputFiles,
  use: (stored: StoredOrder) => Promise<Result>,
): Promise<Result> => {
  const stored = await storeOrderFiles(services, requested, inputs);
  try {
    return await use(stored);
  } catch (error) {
    await removeUnused(services, stored.order, requested);
    throw error;
  }
};
