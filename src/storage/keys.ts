import { Failure } from '../core/failure.ts';
import type { MarkedFile } from '../core/provenance.ts';
import type { Storage } from '../core/storage.ts';

/** Says which database the files beside it belong to. */
export const markFile = '.mark';

const isClip = (key: string): boolean => key.endsWith('.mp4');

/** How every storage takes files in and gives them out: a clip only as a marked file, and nothing else as one. */
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
