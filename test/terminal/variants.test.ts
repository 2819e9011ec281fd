import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { makeZip } from 'client-zip';
import { describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { program } from './program.ts';

const cat = resolve('test/fixtures/photos/cat-chelsea.jpg');
const short = ['--seconds', '1', '--resolution', '480p', '--effect', 'zoom-in'];

describe('photoplay animate, for more than one clip', () => {
  const photoplay = program({ FACE_ANALYSIS: 'off' }, 'server');
  const sizes = async (): Promise<string[]> => {
    const files = (await readdir(photoplay.folder)).filter((name) => name.endsWith('.mp4')).sort();
    const facts = await Promise.all(files.map((name) => probe(join(photoplay.folder, name))));
    return facts.map(({ width, height }) => `${width}×${height}`);
  };

  it('makes one clip for each ratio, with one seed', async () => {
    const { code, out, errors } = await photoplay.run([
      'animate',
      cat,
      ...short,
      '--ratio',
      '16:9,1:1',
      '--title',
      'Two cats 🐈',
      '--grade',
      'noir',
      '--out',
      'cat.mp4',
    ]);
    expect(code, errors.join()).toBe(0);
    expect(await sizes()).toEqual(['854×480', '480×480']);
    expect(out).toContain('cat-16x9.mp4');
    expect(new Set(out.match(/Seed \d+/g)).size).toBe(1);
    const [wide = '', square = ''] = (await photoplay.run(['clips'])).out.match(/\b[\w-]{22}\b/g) ?? [];
    const joined = await photoplay.run(['join', wide, square, '--style', 'cut', '--out', 'cats.gif']);
    expect(joined.code, joined.errors.join()).toBe(0);
    expect((await readFile(join(photoplay.folder, 'cats.gif'))).toString('latin1', 0, 3)).toBe('GIF');
  });

  it('shows a comparison first, and says what cannot be combined', async () => {
    const args = ['animate', cat, ...short, '--compare', 'zoom-out', '--out', 'cat.mp4'];
    const { code, errors } = await photoplay.run(args);
    expect(code, errors.join()).toBe(0);
    expect(await sizes()).toHaveLength(3);
    const { width, height } = await probe(join(photoplay.folder, 'cat.mp4'));
    expect(width).toBeGreaterThan(2.5 * height);
    const refused = await photoplay.run([...args, '--takes', '2']);
    expect(refused.code).toBe(2);
    expect(refused.errors.join(' ')).toContain('Choose only one');
  });

  it('makes a clip of each photo in an archive, and names one that is no use', async () => {
    const bytes = await readFile(cat);
    const files = [
      { name: 'a.jpg', input: bytes },
      { name: 'broken.jpg', input: bytes.subarray(0, 400) },
      { name: 'c.jpg', input: bytes },
    ];
    await writeFile(join(photoplay.folder, 'cats.zip'), await buffer(makeZip(files) as never));
    const { code, out, errors } = await photoplay.run(['animate', 'cats.zip', ...short, '--out', 'cat.mp4']);
    expect(code, errors.join()).toBe(0);
    expect(await sizes()).toHaveLength(2);
    expect(out).toContain('broken.jpg: ');
  });
});
