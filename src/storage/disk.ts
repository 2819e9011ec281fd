import { access, mkdir, mkdtemp, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../core/failure.ts';
import type { MarkedFile } from '../core/provenance.ts';
import type { Storage } from '../core/storage.ts';

// Longer than any piece of work may take, so what is older belongs to a process that died.
const abandonedMilliseconds = 6 * 3_600_000;

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

const isClip = (key: string): boolean => key.endsWith('.mp4');

const removeAbandoned = async (work: string, alone: boolean): Promise<void> => {
  for (const name of await readdir(work)) {
    const folder = join(work, name);
    const age = await stat(folder).then(
      (entry) => Date.now() - entry.mtimeMs,
      () => 0,
    );
    if (alone || age > abandonedMilliseconds) await rm(folder, { recursive: true, force: true });
  }
};

const flush = async (path: string): Promise<void> => {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
};

/** Keeps files in a folder. `alone`: no other process uses it, so all unfinished work in it is abandoned. */
export const openDisk = async (folder: string, alone: boolean): Promise<Storage> => {
  const files = join(folder, 'files');
  const work = join(folder, 'work');
  for (const part of [files, work]) await mkdir(part, { recursive: true, mode: 0o700 });
  await removeAbandoned(work, alone);
  const move = async (key: string, file: string): Promise<void> => {
    const target = join(files, key);
    try {
      await flush(file);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await rename(file, target);
    } catch (error) {
      throw isFull(error) ? new Failure('disk_full', {}, error) : error;
    }
  };
  const pathOf = async (key: string): Promise<string> => {
    const path = join(files, key);
    await access(path).catch((error: unknown) => {
      throw new Failure('not_found', {}, error);
    });
    return path;
  };
  return {
    put: async (key, file) => {
      if (isClip(key)) throw new Failure('internal', {}, `${key} must be marked`);
      await move(key, file);
    },
    putClip: move,
    path: pathOf,
    clipPath: async (key) => {
      if (!isClip(key)) throw new Failure('internal', {}, `${key} is no clip`);
      return (await pathOf(key)) as MarkedFile;
    },
    remove: (key) => rm(join(files, key), { force: true }),
    workspace: async () => {
      const place = await mkdtemp(join(work, 'w-'));
      return {
        folder: place,
        [Symbol.asyncDispose]: () => rm(place, { recursive: true, force: true }),
      };
    },
    free: async () => {
      const disk = await statfs(folder);
      return disk.bavail * disk.bsize;
    },
  };
};
