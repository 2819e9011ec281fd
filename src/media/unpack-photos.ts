import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { FileSource } from '../core/command.ts';
import { Failure, isDiskFull } from '../core/failure.ts';
import { maxPhotos } from '../core/order.ts';
import { megabyte, photoMegabytes, tooHeavy } from '../core/upload-limit.ts';

const limits = { entries: 1_000, bytes: 400 * megabyte };
const longestName = 100;

const zipMagic = 'PK\u0003\u0004';
const emptyZipMagic = 'PK\u0005\u0006';

/** Whether a file is a ZIP archive, by its content. What can't be read is none: taking it in says why. */
export const isArchive = async (path: string): Promise<boolean> => {
  const file = await open(path).catch(() => null);
  if (file === null) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return [zipMagic, emptyZipMagic].includes(buffer.toString('latin1', 0, bytesRead));
  } catch {
    return false;
  } finally {
    await file.close();
  }
};

// Other files in an archive, such as notes and what macOS adds, are left out.
const photoTypes = /\.(?:jpe?g|png|webp|gif|avif|hei[cf]|jxl)$/i;

const isPhoto = ({ fileName }: Entry): boolean =>
  photoTypes.test(fileName) && !/(?:^|\/)(?:\.|__MACOSX\/)/.test(fileName);

const entriesOf = async (zip: ZipFile): Promise<Entry[]> => {
  if (zip.entryCount > limits.entries) throw new Failure('archive_too_large');
  const found: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) if (isPhoto(entry)) found.push(entry);
  } catch (error) {
    throw new Failure('archive_damaged', {}, error);
  }
  if (found.length === 0) throw new Failure('archive_without_photos');
  if (found.length > maxPhotos)
    throw new Failure('wrong_photo_count', { given: found.length, needed: maxPhotos });
  if (found.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0) > limits.bytes)
    throw new Failure('archive_too_large');
  return found;
};

const refusal = ({ fileName, uncompressedSize }: Entry): Failure | null =>
  uncompressedSize > photoMegabytes * megabyte
    ? tooHeavy(uncompressedSize, { kind: 'photo', megabytes: photoMegabytes })
    : uncompressedSize === 0
      ? new Failure('photo_empty', { name: fileName })
      : null;

/**
 * Unpacks the photos of an archive into `folder`, sorted by name, with those that are no use in their places. The names in it are never used as paths, and no entry
 * may be longer than it declares. Throws `Failure` `archive_damaged`, `archive_too_large`, `archive_without_photos`,
 * `wrong_photo_count` or `disk_full`.
 */
export const unpackPhotos = async (path: string, folder: string): Promise<FileSource[]> => {
  const photos: FileSource[] = [];
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw new Failure('archive_damaged', {}, error);
  });
  try {
    for (const [index, entry] of (await entriesOf(zip)).entries()) {
      const name = basename(entry.fileName).slice(0, longestName);
      const target = join(folder, `unpacked-${index}`);
      try {
        const failure = refusal(entry);
        if (failure !== null) throw failure;
        await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
        photos.push({ path: target, name });
      } catch (error) {
        if (isDiskFull(error)) throw new Failure('disk_full', {}, error);
        const { kind, facts } = error instanceof Failure ? error : new Failure('photo_damaged', { name });
        photos.push({ path: '', name, refused: { kind, facts } });
      }
    }
  } finally {
    zip.close();
  }
  const order = new Intl.Collator('en', { numeric: true });
  return photos.sort((one, other) => order.compare(one.name, other.name));
};
