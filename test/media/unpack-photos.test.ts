import { readFile, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import { makeZip } from 'client-zip';
import { describe, expect, it } from 'vitest';
import { isArchive, unpackPhotos } from '../../src/media/unpack-photos.ts';
import { useFolder } from './folders.ts';

const folder = useFolder();

const zip = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<string> => {
  const path = folder.inside('photos.zip');
  const entries = Object.entries(files).map(([name, input]) => ({ name, input }));
  await writeFile(path, await buffer(makeZip(entries) as never));
  return path;
};
/** An archive of photos that are all zeros, of this many bytes each. */
const bomb = (count: number, bytes: number): Buffer => {
  const packed = deflateRawSync(Buffer.alloc(bytes), { level: 1 });
  const parts: Buffer[] = [];
  const index: Buffer[] = [];
  let at = 0;
  for (let number = 0; number < count; number++) {
    const name = Buffer.from(`${number}.jpg`);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    parts.push(Buffer.from('PK\u0003\u0004'), facts, name, packed);
    index.push(Buffer.from('PK\u0001\u0002'), Buffer.alloc(2), facts, place, name);
    at += 4 + facts.length + name.length + packed.length;
  }
  const directory = Buffer.concat(index);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, directory, Buffer.from('PK\u0005\u0006'), end]);
};

const unpack = async (files: Readonly<Record<string, string | Uint8Array>>) =>
  unpackPhotos(await zip(files), folder.inside('.'));

describe('an archive of photos', () => {
  it('is its photos, by name, and nothing else in it', async () => {
    const photos = await unpack({
      'b/IMG_10.jpg': 'ten',
      'a/IMG_9.JPG': 'nine',
      'notes.txt': 'no photo',
      '__MACOSX/._IMG_9.jpg': 'no photo',
    });
    expect(photos.map(({ name }) => name)).toEqual(['IMG_9.JPG', 'IMG_10.jpg']);
    expect(await readFile(photos[1]?.path ?? '', 'utf8')).toBe('ten');
    expect(await isArchive(await zip({ a: '' }))).toBe(true);
    expect(await isArchive(photos[0]?.path ?? '')).toBe(false);
  });

  it('is refused when it is empty, without photos, broken, or has too many', async () => {
    await expect(unpack({ 'notes.txt': 'x' })).rejects.toMatchObject({ kind: 'archive_without_photos' });
    await expect(unpack({})).rejects.toMatchObject({ kind: 'archive_without_photos' });
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`${index}.jpg`, 'x']));
    await expect(unpack(many)).rejects.toMatchObject({ kind: 'wrong_photo_count', facts: { needed: 50 } });
    const cut = folder.inside('cut.zip');
    await writeFile(cut, (await readFile(await zip({ 'a.jpg': 'x'.repeat(1_000) }))).subarray(0, 600));
    await expect(unpackPhotos(cut, folder.inside('.'))).rejects.toMatchObject({ kind: 'archive_damaged' });
  });

  it('never says where its files go, and names those that are no use', async () => {
    const unpacked = unpack({ '../../etc/evil.jpg': 'evil', 'ok.webp': 'ok' });
    await expect(unpacked).rejects.toMatchObject({ kind: 'archive_damaged' });
    const photos = await unpack({ 'a.jpg': 'a', 'b.png': '', 'c.webp': 'c' });
    expect(photos.map(({ refused }) => refused?.kind)).toEqual([undefined, 'photo_empty', undefined]);
  });

  it('that would unpack to far more than it is, is not unpacked', async () => {
    const path = folder.inside('bomb.zip');
    await writeFile(path, bomb(40, 19 * 2 ** 20));
    await expect(unpackPhotos(path, folder.inside('.'))).rejects.toMatchObject({ kind: 'archive_too_large' });
    await writeFile(path, bomb(1, 30 * 2 ** 20));
    expect(await unpackPhotos(path, folder.inside('.'))).toMatchObject([
      { name: '0.jpg', refused: { kind: 'photo_too_heavy' } },
    ]);
  });
});
