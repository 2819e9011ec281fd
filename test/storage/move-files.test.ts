import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Storage } from '../../src/core/storage.ts';
import { moveFiles } from '../../src/jobs/move-files.ts';
import { moveStorage } from '../../src/main/storage-move.ts';
import { openDisk } from '../../src/storage/disk.ts';

const never = new AbortController().signal;
const nothing = (): void => {};

describe('files that move between a disk and S3', () => {
  let [root, data, endpoint, bucket] = ['', '', '', ''];
  let server: S3rver;
  let number = 0;
  const buckets = Array.from({ length: 6 }, (_, index) => `move-${index}`);

  beforeAll(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'S3RVER');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S3RVER');
    root = await mkdtemp(join(tmpdir(), 'photoplay-move-'));
    server = new S3rver({
      ...{ directory: join(root, 's3'), port: 0, address: '127.0.0.1', silent: true },
      configureBuckets: buckets.map((name) => ({ name, configs: [] })),
    });
    endpoint = `http://127.0.0.1:${(await server.run()).port}`;
  });
  beforeEach(async () => {
    number += 1;
    bucket = buckets[number] ?? '';
    data = await mkdtemp(join(root, 'data-'));
    await stored(data, { 'clips/a.mp4': 'a clip', 'clips/a.jpg': 'its poster', 'photos/b.png': 'a photo' });
  });
  afterAll(async () => {
    await server.close();
    await rm(root, { recursive: true });
    vi.unstubAllEnvs();
  });

  const stored = async (folder: string, files: Readonly<Record<string, string>>): Promise<void> => {
    for (const [key, words] of Object.entries(files)) {
      await mkdir(join(folder, 'files', key, '..'), { recursive: true });
      await writeFile(join(folder, 'files', key), words);
    }
  };
  const move = (to: string, folder = data, tell = nothing) =>
    moveStorage(
      readConfig({ DATA_DIR: folder, S3_BUCKET: bucket, S3_ENDPOINT: endpoint }),
      ['move', to],
      tell,
      never,
    );
  const content = async (folder: string) => {
    const disk = await openDisk(folder, false);
    const found: Record<string, string> = {};
    for await (const { key } of disk.list()) found[key] = await readFile(await disk.path(key), 'utf8');
    return found;
  };

  it('are the same there, and again on another disk, with the mark of their database', async () => {
    expect(await move('s3')).toEqual({ files: 3, bytes: 23, there: 0, to: 's3' });
    expect(await move('s3')).toMatchObject({ files: 0, there: 3 });
    const other = await mkdtemp(join(root, 'data-'));
    expect(await move('disk', other)).toEqual({ files: 3, bytes: 23, there: 0, to: 'disk' });
    expect(await content(other)).toEqual(await content(data));
    const [here, there] = [await openDisk(data, false), await openDisk(other, false)];
    expect(await there.mark('another')).toBe(await here.mark('yet another'));
    // Nothing is left of the work.
    for (const folder of [data, other]) expect(await readdir(join(folder, 'work'))).toEqual([]);
  });

  it('are followed by what is stored and deleted while they move', async () => {
    let told = 0;
    const moved = await move('s3', data, () => {
      told += 1;
      if (told === 3) void stored(data, { 'clips/late.mp4': 'a late clip' });
      if (told === 3) void rm(join(data, 'files/clips/a.jpg'));
    });
    expect(moved.files).toBeGreaterThanOrEqual(3);
    await move('s3');
    const other = await mkdtemp(join(root, 'data-'));
    await move('disk', other);
    expect(Object.keys(await content(other)).sort()).toEqual([
      'clips/a.mp4',
      'clips/late.mp4',
      'photos/b.png',
    ]);
  });

  it('go on where they were stopped, and are read back', async () => {
    const [from, to] = [
      await openDisk(data, false),
      await openDisk(await mkdtemp(join(root, 'data-')), false),
    ];
    const stopping = new AbortController();
    await expect(moveFiles(from, to, () => stopping.abort(), stopping.signal)).rejects.toThrow();
    const moved = await moveFiles(from, to, nothing, never);
    expect([moved.there > 0, moved.files + moved.there]).toEqual([true, 3]);
    await to.remove('photos/b.png');
    const damaging: Storage = { ...to, copy: (_key, path) => writeFile(path, 'something else') };
    await expect(moveFiles(from, damaging, nothing, never)).rejects.toMatchObject({
      ...{ kind: 'copy_damaged', facts: { name: 'photos/b.png' } },
    });
    await expect(to.path('photos/b.png')).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('never go among the files of another database, or where a name leads out of the folder', async () => {
    const theirs = await openDisk(await mkdtemp(join(root, 'data-')), false);
    await theirs.mark('theirs');
    const here = await openDisk(data, false);
    await expect(moveFiles(here, theirs, nothing, never)).rejects.toMatchObject({ kind: 'storage_foreign' });
    const list = async function* () {
      yield { key: '../../outside.png', age: 0, bytes: 1 };
      yield { key: 'photos/../../outside.png', age: 0, bytes: 1 };
    };
    const empty = await openDisk(await mkdtemp(join(root, 'data-')), false);
    expect(await moveFiles({ ...here, list }, empty, nothing, never)).toMatchObject({ files: 0, there: 0 });
  });

  it('need to be told where to go', async () => {
    await expect(move('tape')).rejects.toMatchObject({ kind: 'unknown_choice' });
    const alone = moveStorage(readConfig({ DATA_DIR: data }), ['move', 's3'], nothing, never);
    await expect(alone).rejects.toMatchObject({ kind: 'bad_setting', facts: { name: 'S3_BUCKET' } });
  });
});
