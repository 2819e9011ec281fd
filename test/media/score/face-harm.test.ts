import sharp from 'sharp';
import { expect, test } from 'vitest';
import { guessed } from '../../../src/engines/local/depth/source.ts';
import { createLids } from '../../../src/engines/local/face/lids.ts';
import { canvasOf, paintPatch } from '../../../src/engines/local/face/patch.ts';
import type { RgbPicture } from '../../../src/media/analysis/view.ts';
import { rgbOf } from '../../../src/media/frame-pixels.ts';
import { checkFaces } from '../../../src/media/score/check-faces.ts';
import { faceHarm } from '../../../src/media/score/face-harm.ts';
import { readTexture, texturePad } from '../../../src/media/texture.ts';
import { inputOf, shootFrames, stillRecipe } from '../../engines/local/studio.ts';
import { seeHere, visionHere } from '../analysis/see-here.ts';
import { encode, framesPlan, movingFrames } from '../clips.ts';
import { useFolder } from '../folders.ts';
import { runners } from '../runners.ts';

const portrait = 'test/fixtures/photos/portrait-astronaut.jpg';
const folder = useFolder();
const vision = await visionHere();
const seen = await seeHere(portrait);
const side = 720;

/** The portrait, some of whose pixels come from elsewhere. */
const warped = async (from: (x: number, y: number) => readonly [number, number]): Promise<RgbPicture> => {
  const data = await sharp(portrait).resize(side, side).raw().toBuffer();
  const result = new Uint8Array(data.length);
  for (let y = 0, at = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1, at += 3) {
      const [column, row] = from(x, y).map((value) => Math.min(side - 1, Math.max(0, Math.round(value)))) as [
        number,
        number,
      ];
      result.set(data.subarray((row * side + column) * 3, (row * side + column) * 3 + 3), at);
    }
  return { width: side, height: side, data: result };
};

const plain = await warped((x, y) => [x, y]);

/** What is rendered: heads turn, lids blink, a smile grows. */
const alive = async (): Promise<RgbPicture[]> => {
  const face = { turn: 1, blinks: 0.5, smile: 2, talk: 0, wink: false };
  const input = inputOf({ recipe: { ...stillRecipe, face }, seed: 5, width: side, height: side, frames: 96 });
  const moments = [0, 12, 26, 27, 60, 95];
  const frames = await shootFrames(portrait, input, moments, portrait, guessed, async () => seen);
  return frames.map((frame) => ({ width: side / 2, height: side / 2, data: rgbOf(frame, input) }));
};

/** One lid shut, the other open. */
const torn = async (): Promise<RgbPicture> => {
  const whole = { left: 0, top: 0, width: seen.width, height: seen.height };
  const clean = await readTexture(portrait, whole, { width: side, height: side }, null);
  const shown = { ...clean, luma: clean.luma.slice(), blue: clean.blue.slice(), red: clean.red.slice() };
  const canvas = canvasOf(clean, shown, whole);
  const [face] = seen.faces;
  if (face === undefined) throw new Error('no face');
  const lids = createLids(canvas, face, 'left');
  paintPatch(canvas, lids.bounds, lids.brush({ upper: 1, lower: 0 }), lids.ink);
  const [width, height] = [shown.width, shown.height];
  const frame = new Uint8Array(width * height * 1.5);
  frame.set(shown.luma);
  frame.set(shown.blue, width * height);
  frame.set(shown.red, width * height * 1.25);
  const half = rgbOf(frame, { width, height });
  const data = await sharp(half, { raw: { width: width / 2, height: height / 2, channels: 3 } })
    .extract({ left: texturePad / 2, top: texturePad / 2, width: side / 2, height: side / 2 })
    .resize(side, side)
    .raw()
    .toBuffer();
  return { width: side, height: side, data };
};

test('a face that blinks, turns and smiles as it should costs nothing; broken lids, rubber cheeks and a cut head do', async () => {
  const good = await faceHarm(await alive(), vision);
  expect(good).toBeLessThan(0.12);
  const scale = side / 512;
  const [x = 0, y = 0] = (seen.faces[0]?.points[205] ?? []).map((value) => value * scale);
  const reach = 0.35 * (seen.faces[0]?.box[2] ?? 0) * scale;
  const cheek = await warped((column, row) => {
    const near = Math.exp(-((column - x) ** 2 + (row - y) ** 2) / (0.7 * reach) ** 2);
    return [column + 0.8 * reach * near, row];
  });
  const cut = await warped((column, row) => [column, row + 0.17 * side]);
  const many = (frame: RgbPicture) => [plain, frame];
  const harms = [await faceHarm(many(await torn()), vision)];
  for (const frame of [cheek, cut]) harms.push(await faceHarm(many(frame), vision));
  expect(harms.map((harm) => harm > good + 0.1 || harm)).toEqual([true, true, true]);
  expect(await faceHarm(many(plain), vision)).toBeLessThan(0.02);
});

test.each(runners)(
  'a clip without faces loses nothing, and nothing is left of the look at it ($name)',
  async (choice) => {
    const shape = { width: 320, height: 180 };
    const clip = folder.inside('clip.mp4');
    await encode(choice, framesPlan(shape, clip), movingFrames(shape, 12));
    expect(await checkFaces(choice, clip, shape, new AbortController().signal)).toBe(0);
    expect(folder.names()).toEqual(['clip.mp4']);
  },
);
