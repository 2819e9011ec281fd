import { join } from 'node:path';
import type { Beat } from '../core/beat.ts';
import type { FileSource } from '../core/command.ts';
import { asFailure, Failure, isPhotoProblem } from '../core/failure.ts';
import type { Fix } from '../core/fixes.ts';
import { newId } from '../core/id.ts';
import type { Order, RefusedPhoto } from '../core/order.ts';
import type { Workspace } from '../core/storage.ts';
import { insertPhotos, markPhotosRemoved, type PhotoRow } from '../store/photos.ts';
import { wantBytes } from '../store/quotas.ts';
import type { Services, StoredPhoto } from './services.ts';

/** The files people submit with an order. */
export type InputFiles = {
  readonly photos: readonly FileSource[];
  /** The second of a video that is used as the photo; its first picture if missing. */
  readonly at?: number | null;
  /** What is done to the photos. */
  readonly fixes?: readonly Fix[];
  readonly last: FileSource | null;
  /** Photos that show how something in the clip looks. */
  readonly references?: readonly FileSource[] | null;
  readonly sound: FileSource | null;
  readonly depth: FileSource | null;
  readonly mask: FileSource | null;
  readonly logo: FileSource | null;
};

/** An order with nothing but photos. */
export const nothingBeside: Omit<InputFiles, 'photos'> = {
  ...{ last: null, sound: null, depth: null, mask: null, logo: null },
};

type Kind = PhotoRow['kind'];
type Findings = StoredPhoto & { readonly beat: Beat | null };

/** A stored file and its row. */
export type NewFile = Findings & {
  readonly id: string;
  readonly kind: Kind;
  readonly file: string;
  /** What its owner calls it. */
  readonly name: string;
};

// Bytes. Enough for the photo, the clip and its thumbnail, with room to spare.
const roomToTakeIn = 200_000_000;

const endings = {
  photo: 'jpg',
  last: 'jpg',
  reference: 'jpg',
  sound: 'm4a',
  depth: 'png',
  mask: 'png',
  logo: 'png',
} as const satisfies Record<Kind, string>;

const intake = async (
  { media }: Services,
  kind: Kind,
  { path: source, from }: FileSource,
  target: string,
  { at = null, fixes = [] }: Pick<InputFiles, 'at' | 'fixes'>,
): Promise<Findings> => {
  switch (kind) {
    case 'photo':
      return { beat: null, ...(await media.intake(source, target, at, fixes)) };
    case 'last':
    case 'reference':
      return { beat: null, ...(await media.intake(source, target)) };
    case 'sound':
      return { width: 0, height: 0, advice: [], ...(await media.intakeSound(source, target, from)) };
    case 'depth':
      return { advice: [], beat: null, ...(await media.intakeDepth(source, target)) };
    case 'mask':
      return { advice: [], beat: null, ...(await media.intakeMask(source, target)) };
    case 'logo':
      return { advice: [], beat: null, ...(await media.intakeLogo(source, target)) };
  }
};

const storeFile = async (
  services: Services,
  owner: string,
  kind: Kind,
  source: FileSource,
  workspace: Workspace,
  given: InputFiles,
): Promise<NewFile> => {
  if (source.refused !== undefined) throw new Failure(source.refused.kind, source.refused.facts);
  const id = newId();
  const target = join(workspace.folder, `${id}.${endings[kind]}`);
  const findings = await intake(services, kind, source, target, given).catch((error: unknown) => {
    const failure = asFailure(error);
    const silent = source.from !== undefined && ['sound_not_audio', 'sound_too_short'].includes(failure.kind);
    throw new Failure(silent ? 'video_silent' : failure.kind, { ...failure.facts, name: source.name }, error);
  });
  const { beat, ...kept } = findings;
  const row = { ...kept, id, kind, file: `${kind}s/${id}.${endings[kind]}` };
  // Write the row first, so that the file has an expiry date whatever happens next.
  await insertPhotos(services.store.database, [{ ...row, owner }], services.photoDays);
  await services.storage.put(row.file, target);
  return { ...row, beat, name: source.name };
};

/** Removes photos and other input files. A later sweep retries the ones that can't be removed. */
export const removePhotos = async (
  services: Services,
  files: readonly Pick<PhotoRow, 'id' | 'file'>[],
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
  await markPhotosRemoved(services.store.database, removed.flat());
};

/** Receives a photo that can't be used, instead of its failure. */
type OnRefused = (index: number, refused: RefusedPhoto) => void;

/**
 * Re-encodes and stores input files, all or nothing, but without photos that `onRefused` receives. Throws photo and
 * sound `Failure`s, `disk_full`.
 */
export const storeFiles = async (
  services: Services,
  owner: string,
  given: InputFiles,
  onRefused: OnRefused | null = null,
): Promise<NewFile[]> => {
  const { photos, last, references, sound, depth, mask, logo } = given;
  const sources: [Kind, FileSource][] = photos.map((source) => ['photo', source]);
  if (last !== null) sources.push(['last', last]);
  for (const reference of references ?? []) sources.push(['reference', reference]);
  if (sound !== null) sources.push(['sound', sound]);
  if (depth !== null) sources.push(['depth', depth]);
  if (mask !== null) sources.push(['mask', mask]);
  if (logo !== null) sources.push(['logo', logo]);
  if (sources.length > 0 && (await services.storage.free()) < roomToTakeIn) throw new Failure('disk_full');
  if (sources.length > 0) await wantBytes(services.store.database, owner, services.room);
  await using workspace = await services.storage.workspace();
  const files: NewFile[] = [];
  try {
    for (const [index, [kind, source]] of sources.entries()) {
      const kept = await storeFile(services, owner, kind, source, workspace, given).catch(
        (error: unknown) => {
          if (onRefused === null || kind !== 'photo' || !isPhotoProblem(error)) throw error;
          onRefused(index, { name: source.name, photos: [index + 1], kind: error.kind, facts: error.facts });
          return null;
        },
      );
      if (kept !== null) files.push(kept);
    }
    return files;
  } catch (error) {
    await removePhotos(services, files);
    throw error;
  }
};

/** The order with new files replacing those it had. */
export const orderWithFiles = (order: Order, files: readonly NewFile[]): Order => {
  const photos = files.filter(({ kind }) => kind === 'photo').map(({ id }) => id);
  const last = files.find(({ kind }) => kind === 'last');
  const references = files.filter(({ kind }) => kind === 'reference').map(({ id }) => id);
  const sound = files.find(({ kind }) => kind === 'sound');
  const depth = files.find(({ kind }) => kind === 'depth');
  const mask = files.find(({ kind }) => kind === 'mask');
  const logo = files.find(({ kind }) => kind === 'logo');
  return {
    ...order,
    ...(photos.length > 0 && { photos }),
    ...(last && { last: last.id }),
    ...(references.length > 0 && { references }),
    ...(sound && { sound: sound.id, beat: sound.beat }),
    ...(depth && { depth: depth.id }),
    ...(mask && { mask: mask.id }),
    ...(logo && { logo: logo.id }),
  };
};
