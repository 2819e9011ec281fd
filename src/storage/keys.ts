import { Failure } from '../core/failure.ts';
import type { MarkedFile } from '../core/provenance.ts';
import type { Storage } from '../core/storage.ts';

/** The file that says which database the files next to it belong to. */
export const ownerFile = '.mark';

const isClip = (key: string): boolean => key.endsWith('.mp4');

/** How every storage accepts and returns files: a clip only as a marked file, and nothing else as one. */
export const keeping = (
  move: (key: string, file: string) => Promise<void>,
  pathOf: (key: string) => Promise<string>,
): Pick<Storage, 'put' | 'putClip' | 'path' | 'clipPath'> => ({
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
});
