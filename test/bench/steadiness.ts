import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { parallax } from '../../effects/parallax.ts';
import type { LocalRecipe } from '../../src/core/shot.ts';
import type { Lens } from '../../src/engines/local/lens.ts';
import { readPhotoScene } from '../../src/engines/local/local-analysis.ts';
import { previewMotion } from '../../src/engines/local/motion-preview.ts';
import { openClip } from '../../src/engines/local/render.ts';
import type { RenderInput } from '../../src/engines/local/render-input.ts';
import { order } from '../store/rows.ts';
import { tell } from './figures.ts';
import { lightAt, sharpnessOf, wobbleOf } from './wobble.ts';
import { zoompan } from './zoompan.ts';

const size = { width: 1280, height: 720 };
const area = size.width * size.height;
const photos = 'test/fixtures/photos';

const still = { ...parallax.local(order), moves: [], depth: 0, drift: 0 };

const inputFor = (recipe: Partial<LocalRecipe>): RenderInput => ({
  recipe: { ...still, ...recipe },
  ...size,
  seed: 1,
  fps: 24,
  frames: 96,
});

const lumas = async (photo: string, recipe: Partial<LocalRecipe>): Promise<Uint8Array[]> => {
  const film = await openClip([photo], inputFor(recipe));
  return Array.from({ length: 96 }, (_, frame) => film.draw(frame).slice(0, area));
};

/** A bright dot aside of the middle, on black. */
const dot = (path: string): Promise<unknown> => {
  const circle = '<circle cx="1700" cy="900" r="24" fill="white"/>';
  const picture = `<svg width="2560" height="1440"><rect width="2560" height="1440"/>${circle}</svg>`;
  return sharp(Buffer.from(picture)).blur(2).png().toFile(path);
};

const grain = (path: string): Promise<unknown> => {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const create = { width: 2560, height: 1440, channels: 3, background: 'grey', noise } as const;
  return sharp({ create }).blur(1.2).png().toFile(path);
};

/** Share of places whose neighbours, a pixel further right, are seen closer than half or farther than 1.7 pixels away. */
const strained = (lens: Lens): number => {
  const seen = (column: number, row: number): number => {
    const point = Float64Array.of(column / size.width - 0.5, (row - size.height / 2) / size.width);
    lens(point);
    return (point[0] ?? 0) * size.width;
  };
  let [count, all] = [0, 0];
  for (let row = 0; row < size.height; row += 4)
    for (let column = 0; column < size.width; column += 1, all += 1) {
      const stretch = seen(column + 1, row) - seen(column, row);
      if (stretch < 0.5 || stretch > 1.7) count += 1;
    }
  return count / all;
};

const strainOf = async (photo: string): Promise<number> => {
  const seen = await readPhotoScene(photo);
  // An orbit ends half its way from the middle; a twentieth of the width is one depth.
  const input = inputFor({ moves: [{ kind: 'orbit', amount: 1 }], depth: (2 * 60 * 20) / size.width });
  return strained(previewMotion(input, seen.photo, seen.scene).lensAt(95));
};

/** What an eye would be disturbed by: jitter, changing sharpness, torn depth. */
export const benchSteadiness = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-bench-'));
  const at = (name: string): string => join(folder, name);
  try {
    await Promise.all([dot(at('dot.png')), grain(at('grain.png'))]);
    await zoompan(at('dot.png'), at('dot.gray'), ['-pix_fmt', 'gray', '-f', 'rawvideo']);
    const theirs = await readFile(at('dot.gray'));
    const baseline = Array.from({ length: 96 }, (_, frame) =>
      lightAt(theirs.subarray(frame * area, (frame + 1) * area), size.width),
    );
    const zoomed = await lumas(at('dot.png'), { moves: [{ kind: 'zoom', amount: 0.1 }] });
    const places = zoomed.map((frame) => lightAt(frame, size.width));
    const [jitter, zoompanJitter] = [wobbleOf(places, 9), wobbleOf(baseline, 9)];
    tell('jitter under a slow zoom', {
      'ratio to zoompan 4×': jitter / zoompanJitter,
      'ours px rms': jitter,
      'zoompan px rms': zoompanJitter,
    });
    const panned = await lumas(at('grain.png'), { moves: [{ kind: 'pan', amount: 0.02 }] });
    const sharpness = panned.map((frame) => sharpnessOf(frame, size.width, size.height));
    const mean = sharpness.reduce((sum, value) => sum + value, 0) / sharpness.length;
    const pumping = (Math.max(...sharpness) - Math.min(...sharpness)) / mean;
    const names = await readdir(photos);
    const pictures = names.filter((name) => /\.(?:jpg|png)$/.test(name));
    const strains = await Promise.all(pictures.map((name) => strainOf(join(photos, name))));
    tell('disturbances', {
      'sharpness pumping in a slow pan': pumping,
      'strained at 60 px disparity, worst photo': Math.max(...strains),
    });
  } finally {
    await rm(folder, { recursive: true });
  }
};
