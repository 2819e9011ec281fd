import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { makeZip } from 'client-zip';
import { describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { clicks, wavOf } from '../media/beat/tracks.ts';
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

  it('makes one clip for each ratio with a preset, and joins, saves and packs them', async () => {
    const run = async (...words: string[]): Promise<string> => {
      const { code, errors, out } = await photoplay.run(words);
      expect(code, errors.join()).toBe(0);
      return out;
    };
    const file = (name: string): Promise<Buffer> => readFile(join(photoplay.folder, name));
    await run('defaults', '--seconds', '1', '--commercial');
    const look = ['--grade', 'noir', '--title', 'Two cats 🐈', '--caption', '二匹の猫'];
    const pace = ['--speed', '2', '--ease', 'ease-in-out'];
    await run('preset', '--name', 'Noir', '--effect', 'zoom-in', '--resolution', '480p', ...look, ...pace);
    const wish = ['--preset', 'noir', '--ratio', '16:9,1:1', '--json', '--out', 'cat.mp4'];
    const { clips } = JSON.parse(await run('animate', cat, ...wish));
    expect(await sizes()).toEqual(['854×480', '480×480']);
    expect(await readdir(photoplay.folder)).toContain('cat-16x9.mp4');
    expect(new Set(clips.map(({ seed }: { seed: number }) => seed)).size).toBe(1);
    const [wide, square] = clips.map(({ id }: { id: string }) => id);
    await writeFile(join(photoplay.folder, 'clicks.wav'), wavOf(clicks(120, 0, 4)));
    const beat = ['--style', 'beat', '--audio', 'clicks.wav', '--out', 'cats.gif'];
    expect(await run('join', wide, square, ...beat)).toContain('Commercial use allowed');
    expect((await file('cats.gif')).toString('latin1', 0, 3)).toBe('GIF');
    await run('save', wide, '--format', 'telegram-sticker', '--out', 'cat.webm');
    expect((await file('cat.webm')).readUInt32BE(0)).toBe(0x1a45dfa3);
    await run('export', wide, square, '--out', 'cats.zip');
    expect((await file('cats.zip')).includes('timeline.otio')).toBe(true);
  });

  it('shows a comparison first', async () => {
    const args = ['animate', cat, ...short, '--compare', 'zoom-out', '--out', 'cat.mp4'];
    const { code, errors } = await photoplay.run(args);
    expect(code, errors.join()).toBe(0);
    expect(await sizes()).toHaveLength(3);
    const { width, height } = await probe(join(photoplay.folder, 'cat.mp4'));
    expect(width).toBeGreaterThan(2.5 * height);
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
