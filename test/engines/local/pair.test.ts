import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { hug } from '../../../effects/hug.ts';
import { kiss } from '../../../effects/kiss.ts';
import type { LocalRecipe } from '../../../src/core/shot.ts';
import { guessed } from '../../../src/engines/local/depth/source.ts';
import { planRender } from '../../../src/engines/local/local-plan.ts';
import { openShow } from '../../../src/engines/local/write-frames.ts';
import type { PhotoAnalysis, SeenFace } from '../../../src/media/analysis/types.ts';
import { seeHere } from '../../media/analysis/see-here.ts';
import { folder, inputOf, order, paint, shotOf } from './studio.ts';

const [width, height] = [480, 360];
const portrait = 'test/fixtures/photos/portrait-astronaut.jpg';
const blank = await paint(200, 260, () => [230, 30, 30]);

/** Each photo is looked at once. */
const known = new Map<string, Promise<PhotoAnalysis>>();
const see = (path: string): Promise<PhotoAnalysis> => {
  const seen = known.get(path) ?? seeHere(path);
  known.set(path, seen);
  return seen;
};

const made = async (name: string, picture: Sharp): Promise<string> => {
  const path = join(folder, name);
  await picture.png({ compressionLevel: 1 }).toFile(path);
  return path;
};

const other = await made('other.png', sharp(portrait).flop().modulate({ brightness: 0.8, saturation: 0.6 }));

const couple = async (): Promise<string> =>
  made(
    'couple.png',
    sharp({ create: { width: 900, height: 512, channels: 3, background: '#667' } }).composite([
      { input: portrait, left: 0, top: 0 },
      {
        input: await sharp(other).extract({ left: 124, top: 0, width: 388, height: 512 }).toBuffer(),
        left: 512,
        top: 0,
      },
    ]),
  );

const film = (recipe: LocalRecipe, ...photos: readonly string[]) =>
  openShow(photos, inputOf({ recipe, width, height, frames: 48 }), guessed, undefined, see);

/** A frame as a picture, and who is seen on it from left to right. */
const lookAtFrame = async (name: string, frame: Uint8Array): Promise<readonly SeenFace[]> => {
  const grey = Buffer.from(frame.subarray(0, width * height));
  const path = await made(name, sharp(grey, { raw: { width, height, channels: 1 } }));
  const { faces } = await see(path);
  return faces.toSorted((a, b) => a.box[0] - b.box[0]);
};

const across = (face: SeenFace | undefined, index: number): number => face?.points[index]?.[0] ?? Number.NaN;
const wide = (face: SeenFace | undefined): number => Math.abs(across(face, 454) - across(face, 234));
const gap = ([left, right]: readonly SeenFace[]): number =>
  (across(right, 1) - across(left, 1)) / ((wide(left) + wide(right)) / 2);
const opened = ({ eyes: { left, right } }: SeenFace): number =>
  Math.max(
    ...[left, right].map(
      ({ openness, outer, inner }) => openness / Math.hypot(outer[0] - inner[0], outer[1] - inner[1]),
    ),
  );

test.each([
  { effect: hug, name: 'hug', of: 'two photos' },
  { effect: kiss, name: 'kiss', of: 'one photo' },
])(
  'in a $name of $of two people come together until they touch and close their eyes',
  async ({ effect, name, of }) => {
    const photos = of === 'one photo' ? [await couple()] : [portrait, other];
    const { draw } = await film(effect.local(order), ...photos);
    const first = draw(0).slice();
    const last = draw(47).slice();
    const before = await lookAtFrame(`${name}-${photos.length}-first.png`, first);
    expect(before).toHaveLength(2);
    expect(gap(before)).toBeGreaterThan(1.5);
    const after = await lookAtFrame(`${name}-${photos.length}-last.png`, last);
    expect(after.length).toBeGreaterThan(0);
    if (after.length === 2) expect(gap(after)).toBeLessThan(1.35);
    for (const face of before) expect(opened(face)).toBeGreaterThan(0.35);
    // A mesh that is half hidden guesses; whoever is in front has their eyes shut.
    expect(Math.min(...after.map(opened))).toBeLessThan(0.28);
    // What is behind them keeps still.
    let most = 0;
    for (let y = 0; y < 0.06 * height; y += 1)
      for (let x = 0; x < 0.12 * width; x += 1)
        most = Math.max(most, Math.abs((first[y * width + x] ?? 0) - (last[y * width + x] ?? 0)));
    expect(most).toBeLessThanOrEqual(3);
  },
);

test('two photos make a clip of four to three, unless a ratio is asked for', () => {
  const shot = shotOf({
    local: kiss.local(order),
    photos: [
      { width: 300, height: 5000 },
      { width: 50, height: 50 },
    ],
  });
  expect(planRender(shot, null)).toMatchObject({ input: { width: 640, height: 480 }, warnings: [] });
  expect(planRender({ ...shot, ratio: '9:16' }, null).input).toMatchObject({ width: 480, height: 854 });
});

test('photos that do not show two people are refused, with what to do', async () => {
  const recipe = kiss.local(order);
  await expect(film(recipe, blank)).rejects.toMatchObject({
    kind: 'faces_missing',
    facts: { found: 0, needed: 2 },
  });
  await expect(film(recipe, portrait)).rejects.toMatchObject({
    kind: 'faces_missing',
    facts: { found: 1, needed: 2 },
  });
  await expect(film(recipe, portrait, blank)).rejects.toMatchObject({
    kind: 'face_missing',
    facts: { photo: 2 },
  });
});

test('where nobody may look for faces, or looking failed, nobody is shown together', async () => {
  const input = inputOf({ recipe: hug.local(order) });
  const off = { ...guessed, faceAnalysis: 'off' } as const;
  await expect(openShow([portrait, other], input, off)).rejects.toMatchObject({ kind: 'faces_off' });
});
