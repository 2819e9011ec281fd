import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { FaceAct, Size } from '../../../src/core/shot.ts';
import { createFaces } from '../../../src/engines/local/face/face-animation.ts';
import { frameOf, onFace } from '../../../src/engines/local/face/face-frame.ts';
import { faceNotice } from '../../../src/engines/local/face/face-notice.ts';
import { createTimeline } from '../../../src/engines/local/face/face-timeline.ts';
import { createSmile } from '../../../src/engines/local/face/smile-warp.ts';
import { frameSourceOf, openFrameRenderer } from '../../../src/engines/local/frame-source.ts';
import type { LocalAnalysis } from '../../../src/engines/local/local-analysis.ts';
import { lookAtEye } from '../../../src/media/analysis/clear-eye.ts';
import { findMesh } from '../../../src/media/analysis/face-mesh.ts';
import { motionsOf } from '../../../src/media/analysis/face-motions.ts';
import { readForAnalysis } from '../../../src/media/analysis/read-photo.ts';
import { pyramidOf } from '../../../src/media/analysis/view.ts';
import { type Region, readTexture } from '../../../src/media/texture.ts';
import { warningText } from '../../../src/text/warning-text.ts';
import { seeHere, visionHere } from '../../media/analysis/see-here.ts';
import { english } from '../../messages/opened.ts';
import { folder, inputOf, lookHere, stillRecipe } from './studio.ts';

const portrait = 'test/fixtures/photos/portrait-astronaut.jpg';
const still: FaceAct = { turn: 0, blinks: 0, smile: 0, talk: 0, wink: false };
const [side, frames, fps, seed] = [720, 96, 24, 5];
const seen = await lookHere(portrait);
const face = seen.analysis?.faces[0];
if (face === undefined) throw new Error('no face');

type Shift = { readonly right: number; readonly up: number };
type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

const scale = side / 512;
const boxAround = (points: readonly (readonly number[])[], room: number): Box => {
  const [xs, ys] = [points.map(([x = 0]) => x * scale), points.map(([, y = 0]) => y * scale)];
  return {
    left: Math.min(...xs) - room,
    top: Math.min(...ys) - room,
    right: Math.max(...xs) + room,
    bottom: Math.max(...ys) + room,
  };
};

/** Every frame of a film in which nothing moves but faces, as luma. */
const shoot = async (
  act: Partial<FaceAct>,
  loudness: Float32Array | null = null,
  analysis: LocalAnalysis = seen,
  path = portrait,
  shown = Array.from({ length: frames }, (_, frame) => frame),
) => {
  const recipe = { ...stillRecipe, face: { ...still, ...act } };
  const input = inputOf({ recipe, seed, width: side, height: side, fps, frames });
  const read = (region: Region, size: Size) => readTexture(path, region, size, null);
  const film = await frameSourceOf(analysis, input, openFrameRenderer, read, loudness);
  return shown.map((frame) => film.draw(frame).slice(0, side * side));
};

/** Mean difference of two frames inside a box, or outside of it. */
const change = (
  one: Uint8Array,
  other: Uint8Array,
  { left, top, right, bottom }: Box,
  inside = true,
): number => {
  let [sum, count] = [0, 0];
  const rows = inside ? [Math.ceil(top), Math.floor(bottom)] : [0, side - 1];
  for (let y = rows[0] as number; y <= (rows[1] as number); y += 1)
    for (let x = 0, i = y * side; x < side; x += 1, i += 1) {
      if ((x > left && x < right && y > top && y < bottom) !== inside) continue;
      sum += Math.abs((one[i] as number) - (other[i] as number));
      count += 1;
    }
  return sum / count;
};

const eyes = boxAround(
  [...face.eyes.left.upper, ...face.eyes.left.lower, ...face.eyes.right.upper, ...face.eyes.right.lower],
  2,
);

const runsIn = (values: readonly number[], level: number): number =>
  values.filter((value, i) => value > level && (values[i - 1] ?? 0) <= level).length;

const blinkPlan = () =>
  createTimeline({ act: { ...still, blinks: 0.5 }, seed, seconds: 4, fps, loop: false, loudness: null });

test('exactly the planned lid closures are seen, and nothing else moves', async () => {
  const film = await shoot({ blinks: 0.5 });
  const first = film[0] as Uint8Array;
  const moved = film.map((frame) => change(frame, first, eyes));
  const plan = blinkPlan();
  const planned = Array.from({ length: frames }, (_, frame) => plan(frame).blink);
  expect(runsIn(planned, 0.9)).toBe(2);
  expect(runsIn(moved, 0.6 * Math.max(...moved))).toBe(2);
  expect(Math.max(...moved)).toBeGreaterThan(5);
  expect(moved.flatMap((value, frame) => (value === 0 ? [] : [frame]))).toEqual(
    planned.flatMap((value, frame) => (value < 0.004 ? [] : [frame])),
  );
  const lids = boxAround([...face.points], 0);
  expect(Math.max(...film.map((frame) => change(frame, first, lids, false)))).toBe(0);
});

const correlation = (one: readonly number[], other: readonly number[]): number => {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
  const [a, b] = [mean(one), mean(other)];
  let [both, left, right] = [0, 0, 0];
  for (let i = 0; i < one.length; i += 1) {
    const [x, y] = [(one[i] as number) - a, (other[i] as number) - b];
    both += x * y;
    left += x * x;
    right += y * y;
  }
  return both / Math.sqrt(left * right);
};

test('the mouth opens as loud as it is, and shuts in a pause', async () => {
  const loudness = Float32Array.from({ length: frames }, (_, i) =>
    i > 40 && i < 56 ? 0 : Math.abs(Math.sin(i / 4)),
  );
  const film = await shoot({ talk: 1 }, loudness);
  const shut = film[48] as Uint8Array;
  const lips = boxAround(
    [61, 291, 0, 17, 152].map((index) => face.points[index] ?? []),
    0,
  );
  const opening = film.map((frame) => change(frame, shut, lips));
  expect(correlation(opening, [...loudness])).toBeGreaterThan(0.7);
  // The head is still coming back from its last nod.
  expect(Math.max(...opening.slice(44, 56))).toBeLessThan(0.4 * Math.max(...opening));
});

test('a smile lifts the corners of the mouth; the background is still however the head turns', async () => {
  const film = await shoot({ turn: 1.5, smile: 2 });
  const first = film[0] as Uint8Array;
  const last = film[95] as Uint8Array;
  const head = boxAround([...face.points], 0.8 * face.box[2] * scale);
  expect(change(last, first, eyes)).toBeGreaterThan(2);
  expect(change(last, first, head, false)).toBe(0);
});

test('a shut lid is skin: nearly as bright as the cheek, with nothing of the eye left on it', async () => {
  const plan = createTimeline({
    ...{ act: { ...still, blinks: 0.5 }, seed, seconds: 4, fps },
    ...{ loop: false, loudness: null },
  });
  const moment = Array.from({ length: frames }, (_, i) => plan(i).blink).indexOf(1);
  const [shut = new Uint8Array()] = await shoot({ blinks: 0.5 }, null, seen, portrait, [moment]);
  const lumaAt = (x: number, y: number) =>
    shut[Math.round(y * scale) * side + Math.round(x * scale)] as number;
  for (const { iris, lower, openness } of [face.eyes.left, face.eyes.right]) {
    const [centre, rim, under] = [iris[0], iris[1], lower[3]];
    if (!centre || !rim || !under) throw new Error('no eye');
    const reach = 0.6 * Math.hypot(rim[0] - centre[0], rim[1] - centre[1]);
    const lid = [-1, 0, 1].map((step) => lumaAt(centre[0] + step * reach, centre[1] - 0.1 * openness));
    const cheek = lumaAt(under[0], under[1] + 1.1 * openness);
    expect(Math.min(...lid)).toBeGreaterThan(0.75 * cheek);
    expect(Math.max(...lid) - Math.min(...lid)).toBeLessThan(25);
  }
});

/** Points of a face that speaking leaves alone: brows, eyes, the bridge of the nose. */
const unmoved = [70, 105, 107, 336, 334, 300, 33, 133, 362, 263, 6, 197, 168, 10];

test('what should not move stays: speaking leaves brows, eyes and nose where they are', async () => {
  const mesh = await (await visionHere()).model('facemesh');
  const loudness = new Float32Array(frames).fill(1);
  // Long after the nod on the first loud moment has gone.
  const before = await shoot({}, null, seen, portrait, [40]);
  const after = await shoot({ talk: 1 }, loudness, seen, portrait, [75, 95]);
  const [x, y, side0] = [face.box[0] + face.box[2] / 2, face.box[1] + face.box[3] / 2, face.box[2]];
  const look = (frame: Uint8Array, shift: number) => {
    const data = Uint8Array.from({ length: 3 * side * side }, (_, i) => frame[Math.floor(i / 3)] ?? 0);
    const place = { x: (x + shift * side0) * scale, y: y * scale, side: side0 * scale, roll: 0 };
    return findMesh(mesh, pyramidOf({ width: side, height: side, data }), place).points;
  };
  const first = look(before[0] as Uint8Array, 0);
  const apart = (points: typeof first, index: number) =>
    Math.hypot(
      (points[index]?.[0] ?? 0) - (first[index]?.[0] ?? 0),
      (points[index]?.[1] ?? 0) - (first[index]?.[1] ?? 0),
    );
  const median = (points: typeof first, of: readonly number[]) =>
    of.map((index) => apart(points, index)).sort((a, b) => a - b)[of.length >> 1] ?? 0;
  // What looking from elsewhere alone makes of the same frame.
  const noise = Math.max(
    ...[-0.06, 0.06].map((shift) => median(look(before[0] as Uint8Array, shift), unmoved)),
  );
  const moved = after.map((frame) => median(look(frame, 0), unmoved));
  console.info(
    `landmarks: noise ${noise.toFixed(2)} px, moved ${moved.map((far) => far.toFixed(2)).join(' ')} px`,
  );
  expect(Math.max(...moved)).toBeLessThan(Math.max(1.5, 2 * noise));
  expect(median(look(after[1] as Uint8Array, 0), [17, 84, 314, 152])).toBeGreaterThan(2 * Math.max(...moved));
});

/** The steepest step from a pixel to the next down the middle of the mouth. */
const steepest = (frame: Uint8Array): number => {
  const [top, chin] = [face.points[2], face.points[152]].map((point) =>
    Math.round((point?.[1] ?? 0) * scale),
  );
  const x = Math.round((face.points[13]?.[0] ?? 0) * scale);
  let most = 0;
  for (let y = top ?? 0; y < (chin ?? 0); y += 1)
    most = Math.max(most, Math.abs((frame[(y + 1) * side + x] ?? 0) - (frame[y * side + x] ?? 0)));
  return most;
};

test('a mouth that opens in a blurred photo is as blurred', async () => {
  const blurred = join(folder, 'blurred.png');
  await sharp(portrait).blur(4).png().toFile(blurred);
  const loudness = new Float32Array(frames).fill(1);
  const [soft, sharpest] = [
    await shoot({ talk: 1 }, loudness, seen, blurred, [40]),
    await shoot({ talk: 1 }, loudness, seen, portrait, [40]),
  ].map(([frame]) => steepest(frame as Uint8Array)) as [number, number];
  expect(soft).toBeLessThan(0.7 * sharpest);
});

test('where no face can do what was asked, it is said why', async () => {
  const act = { ...still, blinks: 0.5, talk: 1 };
  const covered = { ...face, motions: { ...face.motions, talk: 'mouth_covered' as const } };
  expect(faceNotice(act, [face])).toEqual([]);
  expect(faceNotice(act, [covered, face])).toEqual([]);
  const said = [faceNotice(act, [covered]), faceNotice({ ...still, blinks: 0.5 }, []), faceNotice(null, [])];
  expect(said.map((notices) => notices.map((notice) => warningText(english, notice)))).toEqual([
    ['No face can speak: the mouth is covered.'],
    ['No face was found, so no face moves.'],
    [],
  ]);
});

test('a face turned away keeps still', async () => {
  const path = 'test/fixtures/photos/grey-cameraman.jpg';
  const film = await shoot(
    { turn: 1, blinks: 1, smile: 2, talk: 1, wink: true },
    null,
    await lookHere(path),
    path,
    Array.from({ length: 24 }, (_, moment) => 4 * moment),
  );
  for (const frame of film) expect(Buffer.compare(frame, film[0] as Uint8Array)).toBe(0);
});

test('a small face turns further for its size than a large one, so that it is seen to move', () => {
  const recipe = { ...stillRecipe, face: { ...still, turn: 1 } };
  const input = inputOf({ recipe, seed, width: side, height: side, fps, frames });
  const width = face.box[2];
  const farthest = (clipWidth: number) => {
    const faces = createFaces([face], input, width / clipWidth, null);
    const window = { x: 0, y: 0, scale: 1 };
    const [x = 0, y = 0] = face.points[1] ?? [];
    const moves = Array.from({ length: frames }, (_, frame) => {
      const point = Float64Array.of(x, y);
      faces?.bend(frame, window)(point);
      return Math.hypot((point[0] ?? 0) - x, (point[1] ?? 0) - y);
    });
    return Math.max(...moves);
  };
  expect(farthest(75)).toBeGreaterThan(1.3 * farthest(300));
  expect(farthest(30)).toBe(0);
});

test('no lid is drawn over an eye behind the rim of glasses or out of focus', async () => {
  const { outer, inner, upper, openness } = face.eyes.left;
  const [left, right] = [Math.min(outer[0], inner[0]), Math.max(outer[0], inner[0])];
  const lid = upper[3]?.[1] ?? 0;
  const rim = { left: Math.round(left), top: Math.round(lid - 0.8 * openness) };
  const height = Math.max(2, Math.round(0.45 * openness));
  const black = { width: Math.round(right - left), height, channels: 3, background: 'black' } as const;
  const bar = await sharp({ create: black }).png().toBuffer();
  const clear = async (photo: ReturnType<typeof sharp>, name: string): Promise<boolean> => {
    const path = join(folder, name);
    await photo.png().toFile(path);
    const { picture } = await readForAnalysis(path);
    return lookAtEye(picture, face.points, face.eyes.left, 'left').clear;
  };
  expect(await clear(sharp(portrait), 'plain.png')).toBe(true);
  expect(await clear(sharp(portrait).composite([{ input: bar, ...rim }]), 'glasses.png')).toBe(false);
  expect(await clear(sharp(portrait).blur(5), 'soft.png')).toBe(false);
});

test('eyes stay open behind glasses and where make-up is dark, and it is said which', async () => {
  const { outer, inner, openness } = face.eyes.left;
  const [brow, nose] = [face.points[8] ?? [], face.points[5] ?? []] as [number[], number[]];
  const black = (width: number, height: number) =>
    sharp({
      create: { width: Math.round(width), height: Math.round(height), channels: 3, background: 'black' },
    })
      .png()
      .toBuffer();
  const blinkOf = async (name: string, input: Buffer, x: number, y: number) => {
    const path = join(folder, name);
    await sharp(portrait)
      .composite([{ input, left: Math.round(x), top: Math.round(y) }])
      .png()
      .toFile(path);
    return (await seeHere(path)).faces[0]?.motions.blink;
  };
  const length = Math.hypot(outer[0] - inner[0], outer[1] - inner[1]);
  const middle = ((brow[1] ?? 0) + (nose[1] ?? 0)) / 2;
  const bridge = await black(0.9 * length, 0.25 * openness);
  expect(await blinkOf('bridge.png', bridge, (brow[0] ?? 0) - 0.45 * length, middle)).toBe('glasses');
  const wing = await black(0.25 * length, 0.4 * openness);
  const corner = outer[0] + (outer[0] > inner[0] ? 0.05 : -0.3) * length;
  expect(await blinkOf('wing.png', wing, corner, outer[1] - 0.4 * openness)).toBe('eyes_dark');
});

test('lashes that reach beyond the eye go down with the lid', async () => {
  const { outer, inner, openness } = face.eyes.left;
  const length = Math.hypot(outer[0] - inner[0], outer[1] - inner[1]);
  const [wide, tall] = [Math.max(2, Math.round(0.16 * length)), Math.max(2, Math.round(0.3 * openness))];
  const left = Math.round(outer[0] + (outer[0] > inner[0] ? 0.14 * length : -0.14 * length - wide));
  const top = Math.round(outer[1] - 0.5 * openness);
  const path = join(folder, 'long-lashes.png');
  const lashes = { create: { width: wide, height: tall, channels: 3, background: '#3a2a24' } } as const;
  await sharp(portrait)
    .composite([{ input: await sharp(lashes).png().toBuffer(), left, top }])
    .png()
    .toFile(path);
  const plan = blinkPlan();
  const shut = Array.from({ length: frames }, (_, frame) => frame).find((frame) => plan(frame).blink > 0.99);
  const [open, closed] = await shoot({ blinks: 0.5 }, null, seen, path, [0, shut ?? 0]);
  const lightOf = (frame: Uint8Array | undefined): number => {
    let sum = 0;
    for (let y = top; y < top + tall; y += 1)
      for (let x = left; x < left + wide; x += 1)
        sum += frame?.[Math.round((y + 0.5) * scale) * side + Math.round((x + 0.5) * scale)] ?? 0;
    return sum / (wide * tall);
  };
  expect(lightOf(open)).toBeLessThan(75);
  expect(lightOf(closed)).toBeGreaterThan(80);
});

/** The face with its lower lip moved down, in face heights. */
const parted = (down: number) => {
  const { height } = frameOf(face);
  const points = face.points.map(
    ([x, y, z], index) => [x, y + (index === 14 ? down * height : 0), z] as const,
  );
  return { ...face, points };
};

test('in a smile the corners of the mouth go up and apart, less if it smiles already, and its middle stays', () => {
  const frame = frameOf(face);
  const [[west, middle, east], smiling] = [parted(-0.05), face].map((seen) => {
    const smile = createSmile(frame, seen);
    return [61, 13, 291].map((index) => {
      const { across, down } = onFace(frame, face.points[index] ?? [0, 0]);
      const source = { across: 0, down: 0 };
      smile(2, across, down, source);
      return { right: -source.across / frame.width, up: source.down / frame.width };
    });
  }) as unknown as [[Shift, Shift, Shift], [Shift, Shift, Shift]];
  expect(Math.min(west.up, east.up)).toBeGreaterThan(0.02);
  expect(Math.abs(middle.up)).toBeLessThan(0.006);
  expect(east.right - west.right).toBeGreaterThan(0.04);
  expect(smiling[0].up).toBeLessThan(0.7 * west.up);
});

test('who shouts does not smile', () => {
  expect(
    motionsOf({ ...face, covered: { eyes: false, glasses: false, mouth: false } }, seen.photo).smile,
  ).toBe(true);
  const shouting = { ...parted(0.3), covered: { eyes: false, glasses: false, mouth: false } };
  expect(motionsOf(shouting, seen.photo)).toMatchObject({ smile: 'mouth_open', talk: true });
});

test('whatever the seed, heads are seen to turn, and who talks without a sound does so to the end', () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const act = { ...still, turn: 1, talk: 1 };
    const at = createTimeline({ act, seed, seconds: 4, fps, loop: false, loudness: null });
    const moments = Array.from({ length: frames }, (_, frame) => at(frame));
    expect(Math.max(...moments.map(({ yaw }) => Math.abs(yaw)))).toBeGreaterThan(0.06);
    for (const from of [0, 24, 48, 72])
      expect(Math.max(...moments.slice(from, from + 24).map(({ mouth }) => mouth))).toBeGreaterThan(0.15);
  }
});

test('a smile that has grown is held with open eyes', () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const act = { ...still, smile: 2, blinks: 0.35 };
    const at = createTimeline({ act, seed, seconds: 4, fps, loop: false, loudness: null });
    const held = Array.from({ length: frames }, (_, frame) => at(frame)).filter(({ smile }) => smile > 1.99);
    expect(held.length).toBeGreaterThan(40);
    expect(Math.max(...held.map(({ blink }) => blink))).toBeLessThan(0.5);
  }
});
