import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';
import { Failure } from '../core/failure.ts';

const openLock = async (folder: string): Promise<FileHandle> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return open(join(folder, 'lock'), 'a+', 0o600);
};

type Lock = { release(): Promise<void> };

/**
 * Locks a folder exclusively until `release` or the end of the process. The operating system drops the lock even after
 * a crash. Null if another process has it.
 */
export const lockFolder = async (folder: string): Promise<Lock | null> => {
  const file = await openLock(folder);
  if (tryLock(file.fd)) return { release: () => file.close() };
  await file.close();
  return null;
};

/** Locks a data folder. Throws `Failure` `data_folder_busy` if another process has it. */
export const lockDataFolder = async (folder: string): Promise<Lock> => {
  const lock = await lockFolder(folder).catch((error: unknown) => {
    throw new Failure('bad_setting', { name: 'DATA_DIR', rule: 'must be a folder we may write to' }, error);
  });
  if (lock === null) throw new Failure('data_folder_busy', { folder });
  return lock;
};
