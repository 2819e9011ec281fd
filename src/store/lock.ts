import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';
import { Failure } from '../core/failure.ts';

const openLock = async (folder: string): Promise<FileHandle> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return open(join(folder, 'lock'), 'a+', 0o600);
};

/**
 * Locks a data folder exclusively until `release` or the end of the process. The operating system drops the lock even
 * after a crash. Throws `Failure` `data_folder_busy` if another process has it.
 */
export const lockDataFolder = async (folder: string): Promise<{ release(): Promise<void> }> => {
  const file = await openLock(folder).catch((error: unknown) => {
    throw new Failure('bad_setting', { name: 'DATA_DIR', rule: 'must be a folder we may write to' }, error);
  });
  if (tryLock(file.fd)) return { release: () => file.close() };
  await file.close();
  throw new Failure('data_folder_busy', { folder });
};
