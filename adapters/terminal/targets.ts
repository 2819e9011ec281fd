import { constants } from 'node:fs';
import { access, mkdir, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { Failure } from '../../src/core/failure.ts';

const isClipName = (name: string): boolean => /\.(?:mp4|gif|webp|png|jpe?g)$/i.test(name);

const isPattern = (word: string): boolean => /[*?[\]{}]/.test(word);

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isDirectory() ?? false;

const photosInFolder = async (folder: string): Promise<string[]> => {
  const options = { cwd: folder, absolute: true, caseSensitiveMatch: false };
  return (await glob('*.{jpg,jpeg,png,webp,gif,avif,heic,heif,jxl}', options)).sort();
};

/**
 * Photo paths from the arguments. Expands folders, and patterns that the shell didn't, in sorted order. Throws `Failure`
 * `photo_missing` when a pattern matches nothing or no photo exists.
 */
export const findPhotos = async (words: readonly string[]): Promise<string[]> => {
  const found = await Promise.all(
    words.map(async (word) => {
      const inside = (await isFolder(word)) ? await photosInFolder(word) : [];
      if (inside.length > 0) return inside;
      if (!isPattern(word) || (await exists(word))) return [resolve(word)];
      const matches = await glob(word, { absolute: true });
      if (matches.length === 0) throw new Failure('photo_missing', { name: word });
      return matches.sort();
    }),
  );
  const photos = found.flat();
  // In a batch, existing photos are animated and the missing ones are reported at the end.
  const [first] = photos;
  if (first !== undefined && !(await Promise.all(photos.map(exists))).includes(true))
    throw new Failure('photo_missing', { name: first });
  return photos;
};

const requireWritable = async (out: string): Promise<void> => {
  try {
    await mkdir(dirname(out), { recursive: true });
    await access(dirname(out), constants.W_OK);
    if (await isFolder(out)) throw new Error('a folder stands in the way');
  } catch (error) {
    throw new Failure('output_unwritable', { path: out }, error);
  }
};

/** A path that is unused on disk and in this batch, including the names of its takes. */
const freeName = async (folder: string, stem: string, taken: readonly string[]): Promise<string> => {
  const there = await readdir(folder).catch(() => []);
  const used = (name: string): boolean =>
    taken.includes(join(folder, `${name}.mp4`)) ||
    there.some(
      (entry) =>
        entry === `${name}.mp4` ||
        // What follows a number is another name of this kind.
        (entry.startsWith(`${name}-`) &&
          entry.endsWith('.mp4') &&
          !/^-\d+[.-]/.test(entry.slice(name.length))),
    );
  for (let number = 1; ; number++) {
    const name = `${stem}${number === 1 ? '' : `-${number}`}`;
    if (!used(name)) return join(folder, `${name}.mp4`);
  }
};

/**
 * The output file of each photo's clip: `--out` itself for one photo, a file in the folder `--out` for several, and
 * without `--out` an unused name in the current folder. Throws `Failure` `output_unwritable` or, for several photos and a
 * file, `output_not_folder`, before anything is queued.
 */
export const chooseTargets = async (
  photos: readonly string[],
  effect: string,
  out: string | null,
): Promise<string[]> => {
  const single = photos.length === 1 && out !== null && extname(out) !== '';
  if (photos.length > 1 && out !== null && (isClipName(out) || (await exists(out))) && !(await isFolder(out)))
    throw new Failure('output_not_folder', { path: out });
  const targets: string[] = [];
  for (const photo of photos) {
    const stem = `${basename(photo, extname(photo))}-${effect}`;
    const target = single ? resolve(out) : await freeName(resolve(out ?? '.'), stem, targets);
    await requireWritable(target);
    targets.push(target);
  }
  return targets;
};
