import { join } from 'node:path';
import type { Fix } from '../core/advice.ts';
import type { FileSource } from '../core/command.ts';
import { asFailure, Failure, isPhotoProblem } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import type { Beat, RefusedPhoto } from '../core/order.ts';
import type { Workspace } from '../core/storage.ts';
import { type InputFileRow, insertInputFiles } from '../store/input-file-rows.ts';
import { requireBytes } from '../store/quotas.ts';
import { removeInputFiles } from './order-files.ts';
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
export const onlyPhotos: Omit<InputFiles, 'photos'> = {
  ...{ last: null, sound: null, depth: null, mask: null, logo: null },
};

export type StoredKind = InputFileRow['kind'];

/** Kinds of which an order has one at most. */
export const single = ['last', 'sound', 'depth', 'mask', 'logo'] as const;

type Findings = StoredPhoto & { readonly beat: Beat | null };

/** A stored file and its row. */
export type NewFile = Findings & {
  readonly id: string;
  readonly kind: StoredKind;
  readonly file: string;
  /** What its owner calls it. */
  readonly name: string;
};

// Bytes. Enough for the photo, the clip and its thumbnail, with room to spare.
const roomToTakeIn = 200_000_000;

const drawings: readonly StoredKind[] = ['depth', 'mask', 'logo'];

const endingOf = (kind: StoredKind): string =>
  kind === 'sound' ? 'm4a' : drawings.includes(kind) ? 'png' : 'jpg';

const intakeByKind = async (
  { media }: Services,
  kind: StoredKind,
  { path: source, from }: FileSource,
  target: string,
  { at = null, fixes = [] }: Pick<InputFiles, 'at' | 'fixes'>,
): Promise<Findings> => {
  switch (kind) {
    case 'photo':
      return { beat: null, ...(await media.intakePhoto(source, target, at, fixes)) };
    case 'last':
    case 'reference':
      return { beat: null, ...(await media.intakePhoto(source, target)) };
    case 'sound':
      return { width: 0, height: 0, advice: [], ...(await media.intakeSound(source, target, from)) };
    default:
      return { advice: [], beat: null, ...(await media.intakeDrawing(source, target, kind)) };
  }
};

const storeFile = async (
  services: Services,
  owner: string,
  kind: StoredKind,
  source: FileSource,
  workspace: Workspace,
  inputs: InputFiles,
): Promise<NewFile> => {
  if (source.refused !== undefined) throw new Failure(source.refused.kind, source.refused.facts);
  const id = newId();
  const name = `${id}.${endingOf(kind)}`;
  const target = join(workspace.folder, name);
  const findings = await intakeByKind(services, kind, source, target, inputs).catch((error: unknown) => {
    const failure = asFailure(error);
    const silent = source.from !== undefined && ['sound_not_audio', 'sound_too_short'].includes(failure.kind);
    throw new Failure(silent ? 'video_silent' : failure.kind, { ...failure.facts, name: source.name }, error);
  });
  const { beat, ...photo } = findings;
  const row = { ...photo, id, kind, file: `${kind}s/${name}` };
  // Write the row first, so that the file has an expiry date whatever happens next.
  await insertInputFiles(services.store.database, [{ ...row, owner }], services.photoDays);
  await services.storage.put(row.file, target);
  return { ...row, beat, name: source.name };
};

/**
 * Re-encodes and stores input files, all or nothing, but without photos that `onRefused` receives. Throws photo and
 * sound `Failure`s, `disk_full`.
 */
export const storeFiles = async (
  services: Services,
  owner: string,
  inputs: InputFiles,
  onRefused: ((index: number, refused: RefusedPhoto) => void) | null = null,
): Promise<NewFile[]> => {
  const sources: [StoredKind, FileSource][] = [
    ...inputs.photos.map((source): [StoredKind, FileSource] => ['photo', source]),
    ...(inputs.references ?? []).map((source): [StoredKind, FileSource] => ['reference', source]),
    ...single.flatMap((kind): [StoredKind, FileSource][] =>
      inputs[kind] === null ? [] : [[kind, inputs[kind]]],
    ),
  ];
  if (sources.length === 0) return [];
  if ((await services.storage.free()) < roomToTakeIn) throw new Failure('disk_full');
  await requireBytes(services.store.database, owner, services.quotas);
  await using workspace = await services.storage.workspace();
  const files: NewFile[] = [];
  try {
    for (const [index, [kind, source]] of sources.entries()) {
      const stored = await storeFile(services, owner, kind, source, workspace, inputs).catch(
        (error: unknown) => {
          if (onRefused === null || kind !== 'photo' || !isPhotoProblem(error)) throw error;
          onRefused(index, { name: source.name, photos: [index + 1], kind: error.kind, facts: error.facts });
          return null;
        },
      );
      if (stored !== null) files.push(stored);
    }
    return files;
  } catch (error) {
    await removeInputFiles(services, files);
    throw error;
  }
};
