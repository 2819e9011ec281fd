import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MarkedFile } from '../../src/core/provenance.ts';
import type { Storage } from '../../src/core/storage.ts';
import { openDisk } from '../../src/storage/disk.ts';
import { openS3 } from '../../src/storage/s3/open-s3.ts';

let folder = '';
let server: S3rver;
let endpoint = '';

beforeAll(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'S3RVER');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S3RVER');
  folder = await mkdtemp(join(tmpdir(), 'photoplay-storage-'));
  server = new S3rver({
    ...{ directory: join(folder, 's3'), port: 0, address: '127.0.0.1', silent: true },
    configureBuckets: [{ name: 'clips', configs: [] }],
  });
  const { port } = await server.run();
  endpoint = `http://127.0.0.1:${port}`;
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

const onS3 = async (machine: string, bucket = 'clips'): Promise<Storage> => {
  const local = join(folder, machine);
  return openS3({ bucket, endpoint, region: 'us-east-1', folder: local }, await openDisk(local, false));
};

const kinds = [
  { name: 'a folder', open: () => openDisk(join(folder, 'disk'), false) },
  { name: 'an S3 bucket', open: onS3 },
];

const fileIn = async (storage: Storage, bytes: Uint8Array): Promise<MarkedFile> => {
  const { folder: work } = await storage.workspace();
  const path = join(work, 'file');
  await writeFile(path, bytes);
  return path as MarkedFile;
};

const listed = async (storage: Storage): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key, age, bytes } of storage.list()) {
    expect(age).toBeLessThan(60);
    expect((await stat(await storage.path(key))).size).toBe(bytes);
    keys.push(key);
  }
  return keys.sort();
};

describe.each(kinds)('files in $name', ({ open }) => {
  it('are the same on every machine, from one byte to several parts', async () => {
    const [here, there] = [await open('here'), await open('there')];
    // More than the 5 MB that a part has at least.
    const large = new Uint8Array(11_000_000).map((_, place) => (place * 31) % 251);
    await here.put('photos/one.png', await fileIn(here, Uint8Array.of(7)));
    await here.putClip('clips/two.mp4', await fileIn(here, large));
    await here.putClip('clips/empty.mp4', await fileIn(here, new Uint8Array()));
    for (const storage of [here, there]) {
      expect([...(await readFile(await storage.path('photos/one.png')))]).toEqual([7]);
      expect((await readFile(await storage.clipPath('clips/two.mp4'))).equals(large)).toBe(true);
      expect((await stat(await storage.path('clips/empty.mp4'))).size).toBe(0);
      expect(await listed(storage)).toEqual(['clips/empty.mp4', 'clips/two.mp4', 'photos/one.png']);
    }
  });

  it('are gone on every machine at once when they are removed, and removing them again is nothing', async () => {
    const [here, there] = [await open('here'), await open('there')];
    await here.put('photos/gone.png', await fileIn(here, Uint8Array.of(1)));
    await there.path('photos/gone.png');
    await here.remove('photos/gone.png');
    await here.remove('photos/gone.png');
    for (const storage of [here, there])
      for (const gone of [
        storage.path('photos/gone.png'),
        storage.copy('photos/gone.png', join(folder, 'gone')),
      ])
        await expect(gone).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('are never an older version that another machine has replaced', async () => {
    const [here, there] = [await open('here'), await open('there')];
    await here.put('photos/again.png', await fileIn(here, Uint8Array.of(1)));
    await there.put('photos/again.png', await fileIn(there, Uint8Array.of(2)));
    expect([...(await readFile(await here.path('photos/again.png')))]).toEqual([2]);
  });

  it('have one mark, and clips go in marked only', async () => {
    const [here, there] = [await open('here'), await open('there')];
    const mark = await here.mark('first');
    expect(await there.mark('second')).toBe(mark);
    expect(await listed(here)).not.toContain('.mark');
    const file = await fileIn(here, Uint8Array.of(1));
    await expect(here.put('clips/bare.mp4', file)).rejects.toMatchObject({ kind: 'internal' });
    await expect(here.clipPath('photos/one.png')).rejects.toMatchObject({ kind: 'internal' });
    await here.ping();
  });
});

describe('a bucket', () => {
  it('that is not there is named at start', async () => {
    await expect(onS3('here', 'nowhere')).rejects.toMatchObject({
      ...{ kind: 'bad_setting', facts: { name: 'S3_BUCKET', rule: 'names no bucket of this S3 store' } },
    });
  });

  it('leaves nothing of its trial at start', async () => {
    const storage = await onS3('here');
    expect((await listed(storage)).filter((key) => key.startsWith('.probe'))).toEqual([]);
    expect(await readdir(join(folder, 'here'))).toContain('copies');
  });
});
