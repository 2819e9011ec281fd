import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { hug } from '../../../effects/hug.ts';
import { kiss } from '../../../effects/kiss.ts';
import type { LocalRecipe } from '../../../src/core/shot.ts';
import { guessed } from '../../../src/engines/local/depth/source.ts';
import { frameOf } from '../../../src/engines/local/face/face-frame.ts';
import { planRender } from '../../../src/engines/local/local-plan.ts';
import { drawTogether } from '../../../src/engines/local/pair/draw-together.ts';
import { figureOf, type PairStance } from '../../../src/engines/local/pair/figure.ts';
import { cutPerson } from '../../../src/engines/local/pair/person.ts';
import { type PlacedPerson, pointIn } from '../../../src/engines/local/pair/placed-people.ts';
import { contactOf, hiddenIn } from '../../../src/engines/local/pair/touch.ts';
import { openClip } from '../../../src/engines/local/render.ts';
import { measuresOf } from '../../../src/media/analysis/head-pose.ts';
import type { PhotoAnalysis, SeenFace } from '../../../src/media/analysis/types.ts';
import { readPhoto } from '../../../src/media/texture.ts';
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

/** A photo of two people who stand a number of pixels apart. */
const couple = async (name: string, apart: number): Promise<string> =>
  made(
    name,
    sharp({ create: { width: 388 + apart, height: 512, channels: 3, background: '#667' } }).composite([
      { input: portrait, left: 0, top: 0 },
      {
        input: await sharp(other).extract({ left: 212, top: 0, width: 300, height: 512 }).toBuffer(),
        left: 88 + apart,
        top: 0,
      },
    ]),
  );

const film = (recipe: LocalRecipe, ...photos: readonly string[]) =>
  openClip(photos, inputOf({ recipe, width, height, frames: 48 }), { see });

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

test('in a hug of two photos people come together until their heads touch, close their eyes, and hide no eye', async () => {
  const { draw } = await film(hug.local(order), portrait, other);
  const before = await lookAtFrame('hug-first.png', draw(0).slice());
  expect(before).toHaveLength(2);
  expect(gap(before)).toBeGreaterThan(1.5);
  for (const face of before) expect(opened(face)).toBeGreaterThan(0.35);
  const after = await lookAtFrame('hug-late.png', draw(36).slice());
  // Both faces are still seen as faces: nobody's is covered.
  expect(after).toHaveLength(2);
  expect(gap(after)).toBeLessThan(gap(before) - 0.25);
  expect(Math.min(...after.map(opened))).toBeLessThan(0.28);
  for (const { box } of after) expect(box[1]).toBeGreaterThan(0);
});

/** Both people as a kiss shows them, cut out at the same size. */
const stand = async (path: string, mirrored: boolean) => {
  const seen = await see(path);
  const scale = 300 / measuresOf((seen.faces[0] as SeenFace).points).height;
  const person = await cutPerson(
    { photo: await readPhoto(path), seen, face: 0, scale, mirrored, deeper: 0 },
    1,
  );
  if (person === null) throw new Error('nobody was cut out');
  return { person, figure: figureOf(person) };
};

test('whoever kisses turns, touches the cheek of the other with the lips and hides nothing of the face behind', async () => {
  const pair = [await stand(portrait, false), await stand(other, true)] as const;
  for (const upper of [0, 1] as const) {
    const contact = contactOf(pair, 'kiss', { upper, raise: 0.1 });
    const [kisser, kissed] = [pair[upper], pair[1 - upper]] as [PlacedPerson, PlacedPerson];
    const [own, its] = [contact.stances[upper], contact.stances[1 - upper]] as [PairStance, PairStance];
    const side = upper === 0 ? 1 : -1;
    expect(side * (own.yaw + kisser.person.face.pose.yaw)).toBeGreaterThan(0.65);
    const reach = (one: PlacedPerson, stance: PairStance, points: readonly number[], to: number): number =>
      Math.max(...points.map((index) => to * pointIn(one, index, stance).x));
    const lips = reach(kisser, own, [0, 13, 14, 17, 61, 291], side);
    const cheek = contact.apart - reach(kissed, its, [234, 93, 132, 58, 454, 323, 361, 288], -side);
    // They reach a little onto it.
    expect((lips - cheek) / kissed.figure.wide).toBeGreaterThan(0);
    expect((lips - cheek) / kissed.figure.wide).toBeLessThan(0.12);
    expect(hiddenIn(pair, contact)).toBe(0);
    expect(hiddenIn(pair, { ...contact, apart: 0.4 * contact.apart })).toBeGreaterThan(0);
  }
});

test('in a kiss of two photos whoever is kissed stays whole, with closed eyes, for a second', async () => {
  const { draw, notices } = await film(kiss.local(order), portrait, other);
  expect(notices ?? []).toEqual([]);
  const before = await lookAtFrame('kiss-first.png', draw(0).slice());
  expect(before).toHaveLength(2);
  for (const frame of [23, 35]) {
    const faces = await lookAtFrame(`kiss-${frame}.png`, draw(frame).slice());
    const kissed = faces.reduce((one, face) =>
      Math.abs(face.pose.yaw) < Math.abs(one.pose.yaw) ? face : one,
    );
    expect(Math.min(...before.map((face) => Math.abs(wide(kissed) / wide(face) - 1)))).toBeLessThan(0.15);
    expect(opened(kissed)).toBeLessThan(0.3);
  }
});

test('two people of one photo come together in it until their heads touch, close their eyes and part again', async () => {
  const { draw, notices } = await film(kiss.local(order), await couple('couple.png', 230));
  expect(notices ?? []).toEqual([]);
  const first = draw(0).slice();
  const middle = draw(31).slice();
  const tilt = ([left, right]: readonly SeenFace[]): number =>
    (left?.pose.roll ?? Number.NaN) - (right?.pose.roll ?? Number.NaN);
  const before = await lookAtFrame('own-first.png', first);
  const after = await lookAtFrame('own-middle.png', middle);
  expect([before.length, after.length]).toEqual([2, 2]);
  expect(tilt(after) - tilt(before)).toBeGreaterThan(0.1);
  expect(gap(before)).toBeGreaterThan(1.7);
  expect(gap(after)).toBeLessThan(1.35);
  expect(Math.max(...after.map(opened))).toBeLessThan(0.3);
  expect(Math.min(...(await lookAtFrame('own-last.png', draw(47).slice())).map(opened))).toBeGreaterThan(0.3);
});

test('where two people of one photo have no room to come together, they only lean, and it is said that nobody kisses', async () => {
  const { draw, notices } = await film(kiss.local(order), await couple('apart.png', 420));
  expect(notices).toEqual([{ kind: 'pair', asked: 'kiss', used: 'own' }]);
  const before = gap(await lookAtFrame('apart-first.png', draw(0).slice()));
  const after = gap(await lookAtFrame('apart-middle.png', draw(31).slice()));
  // What is between them would look crushed.
  expect(after / before).toBeGreaterThan(0.65);
  expect(after / before).toBeLessThan(0.9);
});

test('in a photo of two people, nobody keeps their eyes open while the other’s are closed', async () => {
  const path = await couple('one-closes.png', 230);
  const seen = await see(path);
  const faces = seen.faces.map((face, index): SeenFace => {
    const blink = index === 0 ? 'turned_away' : face.motions.blink;
    return { ...face, motions: { ...face.motions, blink } };
  });
  const input = inputOf({ recipe: kiss.local(order), width, height, frames: 48 });
  const { draw } = await openClip([path], input, { see: async () => ({ ...seen, faces }) });
  const together = await lookAtFrame('one-closes-middle.png', draw(31).slice());
  expect(together.length).toBe(2);
  expect(Math.min(...together.map(opened))).toBeGreaterThan(0.3);
});

test('a photo bends without a fold, its border stays in place, and faces stay as they are', async () => {
  const seen = await see(await couple('bent.png', 230));
  const region = { left: 0, top: 0, width: seen.width, height: seen.height };
  const warp = drawTogether(seen, region, 0.16).warp(1);
  const source = (x: number, y: number) => {
    const spot = { x, y };
    warp(spot);
    return spot;
  };
  const places = Array.from({ length: 40 }, (_, i) => (i + 0.5) / 40);
  const rows = places.map((down) => places.map((right) => source(right * seen.width, down * seen.height)));
  const ahead = rows.flatMap((row) => row.slice(1).map(({ x }, i) => x - (row[i]?.x ?? Number.NaN)));
  expect(Math.min(...ahead)).toBeGreaterThan(0);
  expect(Math.max(...ahead)).toBeGreaterThan((2.5 * seen.width) / 40);
  for (const along of places) {
    expect(source(0, along * seen.height).x).toBeCloseTo(0, 2);
    expect(source(seen.width, along * seen.height).x).toBeCloseTo(seen.width, 2);
    expect(source(along * seen.width, 0).y).toBeCloseTo(0, 2);
    expect(source(along * seen.width, seen.height).y).toBeCloseTo(seen.height, 2);
  }
  for (const { x, y, height } of seen.faces.map(frameOf)) {
    // What is seen beside each other where the face now is was as far apart before.
    const [shown] = rows
      .flatMap((row, down) =>
        row.map((spot, right) => ({ spot, right: places[right] ?? 0, down: places[down] ?? 0 })),
      )
      .toSorted((a, b) => Math.hypot(a.spot.x - x, a.spot.y - y) - Math.hypot(b.spot.x - x, b.spot.y - y));
    const [px, py] = [(shown?.right ?? 0) * seen.width, (shown?.down ?? 0) * seen.height];
    const [one, two] = [source(px, py), source(px, py + 0.3 * height)];
    expect(Math.hypot(one.x - two.x, one.y - two.y) / (0.3 * height)).toBeCloseTo(1, 1);
  }
});

test('whoever stands between the two of a photo keeps their face, and the two only lean', async () => {
  const seen = await see(await couple('between.png', 230));
  const region = { left: 0, top: 0, width: seen.width, height: seen.height };
  expect(drawTogether(seen, region, 0.16).touch).toBe(true);
  const [one, two] = seen.faces.map(frameOf);
  const [face] = seen.faces;
  if (one === undefined || two === undefined || face === undefined) throw new Error('two are seen');
  const aside = (two.x - one.x) / 2;
  const between = { ...face, points: face.points.map(([x, y, z]) => [x + aside, y, z] as const) };
  const { touch, warp } = drawTogether({ ...seen, faces: [...seen.faces, between] }, region, 0.16);
  expect(touch).toBe(false);
  const spots = [-0.2, 0.2].map((part) => ({ x: one.x + aside + part * one.height, y: one.y }));
  for (const spot of spots) warp(1)(spot);
  const [left, right] = spots;
  expect(((right?.x ?? 0) - (left?.x ?? 0)) / (0.4 * one.height)).toBeCloseTo(1, 1);
});

test('two photos make a clip of four to three, unless a ratio is asked for, and one keeps its shape', () => {
  const shot = shotOf({
    local: kiss.local(order),
    photos: [
      { width: 300, height: 5000 },
      { width: 50, height: 50 },
    ],
  });
  expect(planRender(shot, null)).toMatchObject({ input: { width: 640, height: 480 }, warnings: [] });
  expect(planRender({ ...shot, ratio: '9:16' }, null).input).toMatchObject({ width: 480, height: 854 });
  const one = { ...shot, photos: [{ width: 600, height: 900 }] };
  expect(planRender(one, null).input).toMatchObject({ width: 480, height: 720 });
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

test('a photo that ends close to a face is refused by its number, with what to do', async () => {
  const close = await made(
    'close.png',
    sharp(portrait).extract({ left: 165, top: 90, width: 120, height: 110 }),
  );
  for (const [photos, photo] of [
    [[portrait, close], 2],
    [[close, portrait], 1],
  ] as const)
    await expect(film(hug.local(order), ...photos)).rejects.toMatchObject({
      kind: 'head_cut',
      facts: { photo },
    });
});

test('where nobody may look for faces, or looking failed, nobody is shown together', async () => {
  const input = inputOf({ recipe: hug.local(order) });
  const off = { ...guessed, faceAnalysis: 'off' } as const;
  await expect(openClip([portrait, other], input, { source: off })).rejects.toMatchObject({
    kind: 'faces_off',
  });
});
