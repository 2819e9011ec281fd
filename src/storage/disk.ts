import {
  access,
  constants,
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  statfs,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Failure, isDiskFull, isMissingFile } from '../core/failure.ts';
import type { Storage } from '../core/storage.ts';
import { keeping, ownerFile } from './keys.ts';
import { defaultPace, openWorkspaces, type Pace, removeWorkspaces } from './workspaces.ts';

/** Any other error may be temporary, and the file may be readable again later. */
const missing = (error: unknown): unknown =>
  isMissingFile(error) ? new Failure('not_found', {}, error) : error;

const listFolder = async function* (folder: string) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  for (const entry of entries) {
    if (!entry.isFile() || entry.name === ownerFile) continue;
    const path = join(entry.parentPath, entry.name);
    const found = await stat(path).catch(() => null);
    if (found === null) continue;
    const key = relative(folder, path).split(sep).join('/');
    yield { key, age: (Date.now() - found.mtimeMs) / 1_000, bytes: found.size };
  }
};

const flush = async (path: string): Promise<void> => {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
};

/** Stores files in a folder. `exclusive`: no other process uses it, so all unfinished work in it is abandoned. */
export const openDisk = async (
  folder: string,
  exclusive: boolean,
  pace: Pace = defaultPace,
): Promise<Storage> => {
  const files = join(folder, 'files');
  const work = join(folder, 'work');
  for (const part of [files, work]) await mkdir(part, { recursive: true, mode: 0o700 });
  if (exclusive) await removeWorkspaces(work);
  const workspaces = openWorkspaces(work, pace);
  const move = async (key: string, file: string): Promise<void> => {
    const target = join(files, key);
    try {
      await flush(file);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await rename(file, target);
    } catch (error) {
      throw isDiskFull(error) ? new Failure('disk_full', {}, error) : error;
    }
  };
  const pathOf = async (key: string): Promise<string> => {
    const path = join(files, key);
    await access(path).catch((error: unknown) => {
      throw missing(error);
    });
    return path;
  };
  return {
    place: 'disk',
    ping: async () => {
      await access(files, constants.R_OK | constants.W_OK);
    },
    ...keeping(move, pathOf),
    copy: (key, path) =>
      copyFile(join(files, key), path).catch((error: unknown) => {
        throw isDiskFull(error) ? new Failure('disk_full', {}, error) : missing(error);
      }),
    remove: (key) => rm(join(files, key), { force: true }),
    workspace: workspaces.open,
    tidy: workspaces.tidy,
    list: () => listFolder(files),
    mark: async (fresh) => {
      const path = join(files, ownerFile);
      await writeFile(path, fresh, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      });
      return readFile(path, 'utf8');
    },
    free: async () => {
      const disk = await statfs(folder);
      return disk.bavail * disk.bsize;
    },
  };
};
