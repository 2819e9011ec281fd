import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { program } from './program.ts';

const portrait = resolve('test/fixtures/photos/portrait-astronaut.jpg');
const short = ['--seconds', '1', '--resolution', '480p'];

describe('what photoplay animate is wished for', () => {
  const photoplay = program({ FACE_ANALYSIS: 'off' }, 'server');
  const inFolder = (name: string): string => join(photoplay.folder, name);

  it('is done after filming, and the recipe says so', async () => {
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
      ...['--json', '--out', 'clip.mp4'],
    ]);
    expect(errors).toEqual([]);
    const [clip] = JSON.parse(out).clips;
    expect(await probe(inFolder('clip.mp4'))).toMatchObject({ width: 270, height: 480, frames: 48 });
    expect(clip.stability).toBeGreaterThan(0.3);
    expect(clip.post.map(({ kind }: { kind: string }) => kind)).toEqual([
      'deflicker',
      'reframe',
      'smooth',
      'watermark',
    ]);
    const recipe = await photoplay.run(['recipe', clip.id]);
    expect(recipe.out).toContain('deflickered, reframed to 9:16 (cropped to subject)');
    expect(recipe.out).toContain('watermark “Made by Ana”');
  });
});
