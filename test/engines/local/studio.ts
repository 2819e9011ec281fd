import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import type { Effect } from '../../../src/core/effect.ts';
import type { Order } from '../../../src/core/order.ts';
import type { LocalRecipe, Shot } from '../../../src/core/shot.ts';
import { type DepthSource, guessed } from '../../../src/engines/local/depth/source.ts';
import type { FrameRenderer, FrameRendererMaker } from '../../../src/engines/local/frame-renderer.ts';
import { openFrameRenderer } from '../../../src/engines/local/frame-source.ts';
import { readPhotoScene } from '../../../src/engines/local/local-analysis.ts';
import { plainFrameRenderer } from '../../../src/engines/local/plain-renderer.ts';
import { openClip } from '../../../src/engines/local/render.ts';
import type { RenderInput } from '../../../src/engines/local/render-input.ts';
import { simdFrameRenderer } from '../../../src/engines/local/simd-renderer.ts';
import type { PhotoAnalysis } from '../../../src/media/analysis/types.ts';
import { photoSize } from '../../../src/media/texture.ts';
import { seeHere } from '../../media/analysis/see-here.ts';
import { scratchSetting } from '../../shared/resources-setting.ts';
import { order as storedOrder } from '../../store/rows.ts';

export const folder = await mkdtemp(join(process.env[scratchSetting] ?? tmpdir(), 'photoplay-local-'));

type Colour = readonly [red: number, green: number, blue: number];

let painted = 0;

/** Paints a picture pixel by pixel and returns its file. A single number is a grey. */
export const paint = async (
  width: number,
  height: number,
  colour: (x: number, y: number) => number | Colour,
): Promise<string> => {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const value = colour(x, y);
      pixels.set(typeof value === 'number' ? [value, value, value] : value, (y * width + x) * 3);
    }
  painted += 1;
  const path = join(folder, `${painted}.png`);
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toFile(path);
  return path;
};

/** A picture with something in every part of it. */
export const meadow = (width: number, height: number): Promise<string> =>
  paint(width, height, (x, y) => {
    const [across, down] = [x / width, y / height];
    const inside = (across - 0.45) ** 2 + (down - 0.55) ** 2 < 0.04;
    if (inside) return [220, 150 + 40 * Math.sin(x / 5), 120 + 40 * Math.cos(y / 4)];
    return down < 0.4
      ? [140, 170 + 60 * down, 230]
      : [60 + 50 * Math.sin(x / 7), 130, 50 + 40 * Math.sin(y / 6)];
  });

export const stillRecipe: LocalRecipe = {
  moves: [],
  depth: 0,
  drift: 0,
  flow: null,
  face: null,
  loop: false,
  beat: null,
  light: null,
  look: null,
  overlays: [],
  cutout: null,
  pair: null,
  restoration: null,
};

export const inputOf = (changes: Partial<RenderInput>): RenderInput => ({
  recipe: stillRecipe,
  seed: 1,
  width: 320,
  height: 240,
  fps: 24,
  frames: 24,
  ...changes,
});

/** What is seen of a photo in whose middle a thing stands: an oval of half its size. */
export const seeOval = async (path: string): Promise<PhotoAnalysis> => {
  const { width, height } = await photoSize(path);
  const mask = { width: 200, height: 200, data: new Uint8Array(200 * 200) };
  for (let at = 0; at < mask.data.length; at += 1) {
    const [x, y] = [((at % 200) + 0.5) / 200, (Math.floor(at / 200) + 0.5) / 200];
    const away = Math.sqrt(((x - 0.5) / 0.25) ** 2 + ((y - 0.55) / 0.3) ** 2);
    mask.data[at] = Math.round(255 * Math.min(1, Math.max(0, (1.05 - away) / 0.1)));
  }
  const box = [width / 4, height / 4, width / 2, 0.6 * height] as const;
  return {
    ...{ width, height, faces: [], people: [], mask, advice: [] },
    subject: { box, confidence: 0.9, kind: 'thing' },
  };
};

const portrait = 'test/fixtures/photos/portrait-astronaut.jpg';

/**
 * A photo for an effect, what is seen of it, and a frame to film it in: a person where it takes two, else a wide
 * meadow, whose few pixels are quickly analysed.
 */
export const photoFor = async ({ needs }: Effect) =>
  needs.photos === 2
    ? { photo: portrait, source: guessed, see: seeHere, width: 164, height: 122 }
    : { photo: await meadow(216, 72), source: undefined, see: seeOval, width: 324, height: 108 };

/** Painted pictures show nobody: looking for faces in them would take longer than drawing them. */
export const blind: DepthSource = { ...guessed, faceAnalysis: 'off' };

/** A sample photo, analysed in this process. */
export const lookHere = (path: string) => readPhotoScene(path, guessed, undefined, seeHere);

/** Some frames of a film, of one photo or two, each as one buffer of yuv420p. */
export const shootFrames = async (
  photo: string,
  input: RenderInput,
  frames: readonly number[],
  second = photo,
  source: DepthSource = input.recipe.cutout === null ? blind : guessed,
  see: (path: string) => Promise<PhotoAnalysis> = seeOval,
  makeRenderer: FrameRendererMaker = openFrameRenderer,
) => {
  const film = await openClip([photo, second], input, { source, see, makeRenderer });
  return frames.map((frame) => film.draw(frame).slice());
};

/** The fast renderer, which every machine that runs tests has. */
export const simd = (...[frame, texture]: Parameters<typeof simdFrameRenderer>): FrameRenderer => {
  const frameRenderer = simdFrameRenderer(frame, texture);
  if (frameRenderer === null) throw new Error('this machine has no SIMD');
  return frameRenderer;
};

/** Draws with both renderers, which must agree. */
export const bothRenderers: FrameRendererMaker = (frame, texture) => {
  const fast = simd(frame, texture);
  const plain = plainFrameRenderer(frame, fast.texture);
  const draw = () => {
    plain.nodes.set(fast.nodes);
    plain.active.set(fast.active);
    const drawn = fast.draw();
    expect(Buffer.compare(plain.draw(), drawn)).toBe(0);
    return drawn;
  };
  return { ...fast, draw };
};

export const order: Order = {
  ...storedOrder,
  owner: 'someone',
  photos: ['photo'],
  seed: 1,
  resolution: '480p',
  address: { platform: 'terminal' },
};

export const shotOf = (changes: Partial<Shot>): Shot => ({
  effect: 'parallax',
  version: 1,
  prompt: '',
  negative: '',
  motion: 'medium',
  camera: null,
  seed: 1,
  seconds: 1,
  fps: 24,
  ratio: 'photo',
  resolution: '480p',
  photos: [
    { width: 640, height: 480 },
    { width: 480, height: 640 },
  ],
  local: stillRecipe,
  models: [],
  words: '',
  leftOut: [],
  ...changes,
});
