import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pMap from 'p-map';
import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import type { MarkedFile } from '../core/provenance.ts';
import type { Storage } from '../core/storage.ts';

/** Files and bytes that were copied, and files that were there already. */
export type Moved = { readonly files: number; readonly bytes: number; readonly there: number };

const atOnce = 4;

// A bucket may hold objects of others, with names that lead out of a folder.
const ours = /^[a-z-]+\/[\w-][\w.-]*$/;

const sizesIn = async (storage: Storage): Promise<ReadonlyMap<string, number>> => {
  const sizes = new Map<string, number>();
  for await (const { key, bytes } of storage.list()) if (ours.test(key)) sizes.set(key, bytes);
  return sizes;
};

/** Stores a file under the key that it had in another storage. A clip was marked before it was stored there. */
export const putAgain = (storage: Storage, key: string, file: string): Promise<void> =>
  key.endsWith('.mp4') ? storage.putClip(key, file as MarkedFile) : storage.put(key, file);

/** Copies a file and reads it back. Returns its bytes; null if it was deleted meanwhile. */
const moveOne = async (from: Storage, to: Storage, key: string): Promise<number | null> => {
  await using workspace = await to.workspace();
  const [file, back] = [join(workspace.folder, 'file'), join(workspace.folder, 'back')];
  try {
    await from.copy(key, file);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'not_found') return null;
    throw error;
  }
  const { bytes, sha256 } = await digestOf(file);
  await putAgain(to, key, file);
  await to.copy(key, back);
  if ((await digestOf(back)).sha256 === sha256) return bytes;
  await to.remove(key);
  throw new Failure('copy_damaged', { name: key });
};

/**
 * Copies all files to another storage while a service uses either, and reads each back. Files that the target already has are
 * left alone, so it may be stopped and repeated. What is deleted meanwhile is deleted there too. Throws `Failure`
 * `storage_foreign` if the other storage belongs to another database, or `copy_damaged`.
 */
export const moveFiles = async (
  from: Storage,
  to: Storage,
  tell: (done: number, all: number) => void,
  signal: AbortSignal,
): Promise<Moved> => {
  const mark = await from.mark(newId());
  if ((await to.mark(mark)) !== mark) throw new Failure('storage_foreign');
  const moved = new Map<string, number>();
  for (;;) {
    const [wanted, there] = [await sizesIn(from), await sizesIn(to)];
    const missing = [...wanted].filter(([key, bytes]) => there.get(key) !== bytes);
    if (missing.length === 0) {
      for (const key of moved.keys()) if (!wanted.has(key)) await to.remove(key);
      const bytes = [...moved.values()].reduce((sum, one) => sum + one, 0);
      return { files: moved.size, bytes, there: [...wanted.keys()].filter((key) => !moved.has(key)).length };
    }
    const all = moved.size + missing.length;
    const moveNext = async ([key]: readonly [string, number]): Promise<void> => {
      const bytes = await moveOne(from, to, key);
      if (bytes !== null) moved.set(key, bytes);
      tell(moved.size, all);
    };
    await pMap(missing, moveNext, { concurrency: atOnce, signal });
  }
};

export type Digest = { readonly bytes: number; readonly sha256: string };

/** Size and hash of a local file. */
export const digestOf = async (path: string): Promise<Digest> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
};
