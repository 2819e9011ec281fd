import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { countOnce } from '../../src/media/count-once.ts';

describe('counting faces once', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-count-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const photo = async (name: string, bytes: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return path;
  };

  it('looks once at the same bytes, wherever they are kept and also at the same time', async () => {
    const seen: string[] = [];
    const count = countOnce(async (path) => seen.push(path));
    const [one, copy] = [await photo('one', 'ana'), await photo('copy', 'ana')];
    expect(await Promise.all([count(one), count(copy), count(await photo('ben', 'ben'))])).toEqual([1, 1, 2]);
    expect(await count(copy)).toBe(1);
    expect(seen).toHaveLength(2);
  });

  it('looks again where nothing could be counted', async () => {
    const answers = [null, new Failure('photo_damaged'), 2];
    const count = countOnce(async () => {
      const answer = answers.shift() ?? null;
      if (answer instanceof Failure) throw answer;
      return answer;
    });
    const path = await photo('hard', 'hard to see');
    expect(await count(path)).toBeNull();
    await expect(count(path)).rejects.toMatchObject({ kind: 'photo_damaged' });
    expect(await count(path)).toBe(2);
    expect(await count(path)).toBe(2);
    expect(answers).toEqual([]);
  });

  it('forgets the oldest of many', async () => {
    const seen: string[] = [];
    const count = countOnce(async (path) => seen.push(path));
    const photos = await Promise.all(Array.from({ length: 201 }, (_, n) => photo(`p${n}`, `photo ${n}`)));
    for (const path of photos) await count(path);
    const [first = '', second = ''] = photos;
    await count(second);
    expect(seen).toHaveLength(201);
    await count(first);
    expect(seen).toHaveLength(202);
  });
});
