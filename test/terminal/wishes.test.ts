import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { tone } from '../media/sounds.ts';
import { program } from './program.ts';

const portrait = resolve('test/fixtures/photos/portrait-astronaut.jpg');
const short = ['--seconds', '1', '--resolution', '480p'];

describe('what photoplay animate is wished for', () => {
  const photoplay = program({ FACE_ANALYSIS: 'off' }, 'server');
  const inFolder = (name: string): string => join(photoplay.folder, name);

  it('is done after filming, and the recipe says so', { timeout: 180_000 }, async () => {
    const mask = { create: { width: 64, height: 64, channels: 3, background: 'white' } } as const;
    await sharp(mask).toFile(inFolder('mask.png'));
    await writeFile(inFolder('song.wav'), tone(440, 0.4, 0.5));
    const { out, errors } = await photoplay.run([
      'animate',
      portrait,
      ...short,
      ...[
        '--deflicker',
        '--reframe',
        '9:16',
        '--fill',
        'crop',
        '--smooth',
        '48',
        '--watermark',
        'Made by Ana',
      ],
      ...['--mask', 'mask.png', '--audio', 'song.wav', '--swell', 'light', '--upscale', '720p'],
      ...['--json', '--out', 'clip.mp4'],
    ]);
    expect(errors).toEqual([]);
    const [clip] = JSON.parse(out).clips;
    expect(await probe(inFolder('clip.mp4'))).toMatchObject({
      width: 720,
      height: 1_280,
      frames: 48,
      audio: true,
    });
    expect(clip.stability).toBeGreaterThan(0.3);
    expect(clip.post.map(({ kind }: { kind: string }) => kind)).toEqual([
      'deflicker',
      'reframe',
      'smooth',
      'swell',
      'upscale',
      'watermark',
      'sound',
    ]);
    const recipe = await photoplay.run(['recipe', clip.id]);
    expect(recipe.out).toContain('deflickered, reframed to 9:16 (cropped to subject)');
    expect(recipe.out).toContain('watermark “Made by Ana”');
  });
});
