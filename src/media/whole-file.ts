import { rename, rm, writeFile } from 'node:fs/promises';
import { Failure } from '../core/failure.ts';

export const diskFailure = (error: NodeJS.ErrnoException): never => {
  const full = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  throw new Failure(full ? 'disk_full' : 'output_unwritable', {}, error);
};

/** Writes bytes and flushes them to disk. Throws `Failure` `disk_full` or `output_unwritable`. */
export const writeBytes = (path: string, bytes: Uint8Array): Promise<void> =>
  writeFile(path, bytes, { flush: true }).catch(diskFailure);

/**
 * Lets `write` fill a temporary file next to the target, then renames it. If anything fails, nothing is left behind.
 */
export const writeWhole = async <T>(target: string, write: (part: string) => Promise<T>): Promise<T> => {
  const part = `${target}.part`;
  try {
    const result = await write(part);
    await rename(part, target).catch(diskFailure);
    return result;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
};
