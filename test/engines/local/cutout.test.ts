import { expect, test } from 'vitest';
import type { Cutout } from '../../../src/core/shot.ts';
import { crush } from '../../../src/engines/local/cutout/crush-bend.ts';
import { findThing } from '../../../src/engines/local/cutout/find-thing.ts';
import { inflate } from '../../../src/engines/local/cutout/inflate-bend.ts';
import { holesOf, matteOf } from '../../../src/engines/local/cutout/matte.ts';
import { melt } from '../../../src/engines/local/cutout/melt-bend.ts';
import { createPuddle } from '../../../src/engines/local/cutout/puddle.ts';
import { turn } from '../../../src/engines/local/cutout/turn-bend.ts';
import { wholeBodies } from '../../../src/engines/local/cutout/whole-bodies.ts';
import { createRandom } from '../../../src/engines/local/random.ts';
import { openClip } from '../../../src/engines/local/render.ts';
import { nothingSeen } from '../../../src/media/analysis/analyse.ts';
import type { PhotoAnalysis } from '../../../src/media/analysis/types.ts';
import { inputOf, paint, seeOval, shootFrames, stillRecipe } from './studio.ts';

const [width, height] = [320, 240];

/** A speckled wall, and on it a red figure: head, trunk, one arm hanging, one held out, two legs. */
const parts = [
  { x: 160, y: 50, across: 17, down: 22 },
  { x: 160, y: 112, across: 26, down: 44 },
  { x: 126, y: 110, across: 9, down: 40 },
  { x: 215, y: 82, across: 42, down: 9 },
  { x: 147, y: 178, across: 11, down: 44 },
  { x: 173, y: 178, across: 11, down: 44 },
] as const;

const inFigure = (x: number, y: number): boolean =>
  parts.some((part) => ((x - part.x) / part.across) ** 2 + ((y - part.y) / part.down) ** 2 < 1);

const photo = await paint(width, height, (x, y) =>
  inFigure(x, y) ? [225, 30 + ((x + y) % 9), 40] : [60, 90 + ((x * 7 + y * 13) % 31), 150],
);

const joint = (x: number, y: number) => ({ x, y, score: 0.9 });

const skeleton = [
  ...Array.from({ length: 5 }, () => joint(160, 50)),
  ...[joint(178, 80), joint(142, 80), joint(222, 82), joint(128, 112), joint(254, 82), joint(126, 146)],
  ...[joint(172, 148), joint(148, 148), joint(173, 185), joint(147, 185), joint(173, 216), joint(147, 216)],
];

const seen = async (): Promise<PhotoAnalysis> => {
  const mask = { width, height, data: new Uint8Array(width * height) };
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) mask.data[y * width + x] = inFigure(x, y) ? 255 : 0;
  const box = [117, 28, 140, 194] as const;
  return {
    ...{ width, height, faces: [], mask, advice: [] },
    people: [{ box, skeleton, face: null }],
    subject: { box, confidence: 1, kind: 'person' },
  };
};

const inputFor = (kind: Cutout['kind'], changes = {}) =>
  inputOf({
    recipe: { ...stillRecipe, cutout: { kind, strength: 1 }, beat: { tempo: 120, first: 0 }, ...changes },
    frames: 96,
  });

const moments = [0, 6, 12, 18, 24, 36, 48, 60, 95];
const shown = new Map<string, Promise<Uint8Array[]>>();
const shoot = (kind: Cutout['kind']) => {
  const frames = shown.get(kind) ?? shootFrames(photo, inputFor(kind), moments, photo, undefined, seen);
  shown.set(kind, frames);
  return frames;
};

/** Where red shows, on the colour plane: each row's first and last column, in frame pixels. */
const redIn = (frame: Uint8Array = new Uint8Array()) => {
  const start = width * height * 1.25;
  const rows: { y: number; left: number; right: number; count: number }[] = [];
  for (let y = 0; y < height / 2; y += 1) {
    let [left, right, count] = [-1, -1, 0];
    for (let x = 0; x < width / 2; x += 1) {
      if ((frame[start + y * (width / 2) + x] ?? 0) < 180) continue;
      if (left < 0) left = 2 * x;
      right = 2 * x;
      count += 1;
    }
    if (count > 0) rows.push({ y: 2 * y, left, right, count });
  }
  return rows;
};

const middleOf = (frame: Uint8Array, from: number, to: number): number => {
  const rows = redIn(frame).filter(({ y }) => y >= from && y <= to);
  return rows.reduce((sum, { left, right }) => sum + (left + right) / 2, 0) / Math.max(1, rows.length);
};

test.each(['dance', 'melt', 'crush', 'inflate', 'turn'] as const)(
  'only the subject of a %s moves: the wall away from it stays as it is',
  async (kind) => {
    const frames = await shoot(kind);
    const first = frames[0] ?? new Uint8Array();
    let most = 0;
    // A dance breathes with the camera; the others stand still. On the ground, what melts spreads.
    for (const frame of kind === 'dance' ? [] : frames)
      for (let y = 0; y < (kind === 'melt' ? 190 : height); y += 1)
        for (const x of [5, 20, 40, 300, 312])
          most = Math.max(most, Math.abs((frame[y * width + x] ?? 0) - (first[y * width + x] ?? 0)));
    expect(most).toBeLessThanOrEqual(2);
    const reds = frames.map((frame) => redIn(frame).reduce((sum, { count }) => sum + count, 0));
    // What melts is a puddle in the end.
    expect(Math.min(...reds)).toBeGreaterThan((kind === 'melt' ? 0.25 : 0.4) * (reds[0] ?? 0));
  },
);

test('the first frame is the photo, also where something may belong to what melts', async () => {
  const beside = (x: number, y: number): boolean =>
    x > 180 && x < 224 && y > 115 && y < 150 && !inFigure(x, y);
  const path = await paint(width, height, (x, y) =>
    inFigure(x, y) ? [225, 34, 40] : beside(x, y) && x > 205 ? [40, 220, 60] : [60, 105, 150],
  );
  const see = async (): Promise<PhotoAnalysis> => {
    const { mask, ...rest } = await seen();
    const data = mask?.data.map((level, at) => (beside(at % width, Math.floor(at / width)) ? 40 : level));
    return { ...rest, mask: data === undefined ? null : { width, height, data } };
  };
  const [first, later] = await shootFrames(path, inputFor('melt'), [0, 30], path, undefined, see);
  const patch = Array.from({ length: 12 }, (_, i) => (126 + i) * width + 214);
  expect(Math.min(...patch.map((at) => first?.[at] ?? 0))).toBeGreaterThan(118);
  expect(Math.max(...patch.map((at) => later?.[at] ?? 255))).toBeLessThan(112);
});

test('a dancer swings head and hips to both sides, on the spot', async () => {
  const frames = await shoot('dance');
  const range = (from: number, to: number) => {
    const places = frames.map((frame) => middleOf(frame, from, to));
    return Math.max(...places) - Math.min(...places);
  };
  expect(range(30, 60)).toBeGreaterThan(7);
  expect(range(200, 214)).toBeLessThan(0.7 * range(30, 60));
  for (const frame of frames) {
    const rows = redIn(frame);
    expect(rows[0]?.y ?? 0).toBeGreaterThan(4);
    expect(Math.min(...rows.map(({ left }) => left))).toBeGreaterThan(0);
    const head = middleOf(frame, (rows[0]?.y ?? 0) + 4, (rows[0]?.y ?? 0) + 30);
    expect(Math.abs(head - 160)).toBeLessThan(0.2 * width);
  }
});

test('a dancer swings an arm that is held out, and shrugs', async () => {
  const frames = await shoot('dance');
  const range = (places: readonly number[]) => Math.max(...places) - Math.min(...places);
  const handAt = (frame: Uint8Array) => {
    const rows = redIn(frame);
    const far = Math.max(...rows.map(({ right }) => right));
    const hand = rows.filter(({ right }) => right > far - 12);
    return hand.reduce((sum, { y }) => sum + y, 0) / hand.length;
  };
  expect(range(frames.map(handAt))).toBeGreaterThan(20);
  const shoulders = frames.map((frame) => redIn(frame).find(({ count }) => count > 20)?.y ?? 0);
  expect(range(shoulders)).toBeGreaterThan(6);
});

test('what was behind a dancer is wall, not dancer', async () => {
  const frames = await shoot('dance');
  // The whole figure's red stays about the same: none is left behind where it was.
  const counts = frames.map((frame) => redIn(frame).reduce((sum, { count }) => sum + count, 0));
  expect(Math.max(...counts) / Math.min(...counts)).toBeLessThan(1.15);
});

test('what melts sinks to the ground', async () => {
  const frames = await shoot('melt');
  const tops = frames.map((frame) => redIn(frame)[0]?.y ?? 0);
  expect(tops.at(-1) ?? 0).toBeGreaterThan((tops[0] ?? 0) + 40);
  const wide = (frame: Uint8Array = new Uint8Array()) => {
    const rows = redIn(frame).filter(({ y }) => y > 200);
    return Math.max(...rows.map(({ left, right }) => right - left));
  };
  expect(wide(frames.at(-1))).toBeGreaterThan(wide(frames[0]) + 10);
});

test('an arm runs down in drips that end in the puddle, which lies below everything else', async () => {
  const [first, ...later] = await shoot('melt');
  /** How many rows between the arm that is held out, which ends at 91, and the puddle show red under the hand. */
  const strand = (frame: Uint8Array = new Uint8Array()) =>
    redIn(frame).filter(({ y, right }) => y > 140 && y < 200 && right > 210).length;
  expect(strand(first)).toBe(0);
  const [running, last] = [later[6], later.at(-1)];
  expect(strand(running)).toBeGreaterThan(13);
  for (const frame of [running, last])
    expect(Math.max(...redIn(frame).map(({ y }) => y))).toBeLessThan(222 + 0.09 * height);
  const rows = redIn(last);
  const widest = rows.reduce((most, row) => (row.right - row.left > most.right - most.left ? row : most));
  expect(widest.y).toBeGreaterThan(200);
});

/** A figure as wide as given, from a row down to another, red above and pale below. */
const dressed = async (wide: number, from: number, to: number) => {
  const inside = (x: number, y: number): boolean => Math.abs(x - 160) < wide / 2 && y >= from && y < to;
  const path = await paint(width, height, (x, y) => {
    if (!inside(x, y)) return [60, 90 + ((x * 7 + y * 13) % 31), 150];
    return y < 0.5 * (from + to) ? [225, 40, 40] : [190, 215, 200];
  });
  const mask = { width, height, data: new Uint8Array(width * height) };
  for (let at = 0; at < mask.data.length; at += 1)
    mask.data[at] = inside(at % width, Math.floor(at / width)) ? 255 : 0;
  const see = async (): Promise<PhotoAnalysis> => ({ ...(await seen()), mask, people: [] });
  return shootFrames(path, inputFor('melt'), [0, 60, 95], path, undefined, see);
};

test('what melts runs down over what is below it, in strands', async () => {
  const [first, running] = await dressed(140, 40, 210);
  /** Rows of red with pale gaps in them. */
  const torn = (frame: Uint8Array | undefined) =>
    redIn(frame).filter(({ left, right, count }) => 2 * count < 0.75 * (right + 2 - left)).length;
  expect(torn(first)).toBe(0);
  expect(torn(running)).toBeGreaterThan(8);
});

test('what the lower edge of the photo cuts off floods that edge, in the colour of what was there', async () => {
  const [first, , last] = await dressed(200, 60, height);
  const at = (frame: Uint8Array | undefined, x: number, y: number) => frame?.[y * width + x] ?? 0;
  for (const x of [30, 160, 290]) {
    expect(at(last, x, height - 4)).toBeGreaterThan(160);
    expect(redIn(last).some(({ y }) => y > height - 8)).toBe(false);
  }
  expect(at(first, 30, height - 4)).toBeLessThan(130);
});

test('what the photo cuts off at its top sinks out of sight and leaves no pillar', async () => {
  const tall = await paint(width, height, (x, y) =>
    Math.abs(x - 160) < 40 ? [225, 30, 40] : [60, 90 + ((x * 7 + y * 13) % 31), 150],
  );
  const see = async (): Promise<PhotoAnalysis> => {
    const mask = { width, height, data: new Uint8Array(width * height) };
    for (let at = 0; at < mask.data.length; at += 1)
      mask.data[at] = Math.abs((at % width) - 160) < 40 ? 255 : 0;
    return { ...(await seen()), mask, people: [] };
  };
  const [last] = await shootFrames(tall, inputFor('melt'), [95], tall, undefined, see);
  expect(redIn(last)[0]?.y ?? 0).toBeGreaterThan(20);
});

test('what is crushed gets flat, and springs back', async () => {
  const frames = await shoot('crush');
  const [first, ...rest] = frames.map((frame) => redIn(frame)[0]?.y ?? height) as [number, ...number[]];
  expect(Math.max(...rest)).toBeGreaterThan(first + 50);
  expect(Math.abs((rest.at(-1) ?? 0) - first)).toBeLessThan(4);
});

test('a slim thing is squeezed in the middle', () => {
  const bend = crush({
    ...{ stage: { width, height }, box: [140, 28, 40, 194], cut: false, seconds: 4, strength: 1, faces: [] },
    ...still,
    ...{ random: () => 0.5, progress: (time: number) => time / 4 },
  })(1.5);
  const wideAt = (y: number): number => {
    const [west, east] = [
      { x: 145, y, gain: 0 },
      { x: 175, y, gain: 0 },
    ];
    bend(west);
    bend(east);
    return east.x - west.x;
  };
  expect(wideAt(125)).toBeGreaterThan(1.5 * 30);
  expect(wideAt(215)).toBeLessThan(1.1 * 30);
});

const still = {
  cover: { width, height, scale: 1, values: new Float32Array(width * height) },
  front: { width, height, scale: 1, rgb: new Uint8Array(3 * width * height) },
};

test('below the ground of what melts nothing of it is drawn, not even between two nodes', () => {
  const [right, down] = [187, 222];
  const bend = melt({
    ...{
      stage: { width, height: 300 },
      box: [117, 28, 140, 194],
      cut: false,
      seconds: 4,
      strength: 1,
      faces: [],
    },
    ...still,
    ...{ random: () => 0.5, progress: (time: number) => time / 4 },
  });
  for (const time of [0, 1, 4]) {
    const at = { x: right, y: down + 8, gain: 0 };
    bend(time)(at);
    expect(at.y).toBeGreaterThan(down);
  }
});

test('people are squashed from above, face and all, and spring back', () => {
  const place = (x: number, y: number) => ({ ...{ x, y, gain: 0 } });
  const face = { ...{ x: 160, y: 50, width: 30, height: 40, yaw: 0, points: [] } };
  const bend = crush({
    ...{ stage: { width, height }, box: [117, 28, 140, 194], cut: false, seconds: 4, strength: 1 },
    faces: [{ ...face, chin: place(160, 70), crown: place(160, 30) }],
    ...still,
    ...{ random: () => 0.5, progress: (time: number) => time / 4 },
  });
  const seenAt = (time: number, x: number, y: number) => {
    const at = place(x, y);
    bend(time)(at);
    return at;
  };
  expect(seenAt(1.5, 160, 130).y).toBeLessThan(70);
  expect(seenAt(1.5, 230, 130).x).toBeLessThan(225);
  expect(Math.abs(seenAt(4, 230, 60).y - 60)).toBeLessThan(1);
});

test('what turns shows its sides in turn: its middle moves most, and it stays in its place', () => {
  const bend = turn({
    ...{ stage: { width, height }, box: [117, 28, 140, 194], cut: false, seconds: 4, strength: 1, faces: [] },
    ...still,
    ...{ random: () => 0.7, progress: (time: number) => time / 4 },
  });
  const moved = (time: number, x: number) => {
    const at = { x, y: 105, gain: 0 };
    bend(time)(at);
    return x - at.x;
  };
  expect(moved(1, 187)).toBeGreaterThan(10);
  expect(moved(3, 187)).toBeLessThan(-10);
  expect(Math.max(Math.abs(moved(1, 119)), Math.abs(moved(1, 255)))).toBeLessThan(8);
  expect(Math.abs(moved(4, 187))).toBeLessThan(0.5);
});

test('what is inflated swells and leaves the ground', async () => {
  const frames = await shoot('inflate');
  const [first, last] = [redIn(frames[0]), redIn(frames.at(-1))];
  const area = (rows: typeof first) => rows.reduce((sum, { count }) => sum + count, 0);
  expect(area(last)).toBeGreaterThan(1.15 * area(first));
  const top = (rows: typeof first) => rows[0]?.y ?? 0;
  expect(top(last)).toBeLessThan(top(first) - 4);
  const feet = (rows: typeof first) => rows.at(-1)?.y ?? 0;
  expect(feet(last)).toBeLessThan(feet(first) - 2);
});

test('what swells below the upper edge of the frame sinks, so that its top stays in it', () => {
  const oval = (x: number, y: number): boolean => ((x - 160) / 80) ** 2 + ((y - 115) / 95) ** 2 < 1;
  const values = new Float32Array(width * height);
  for (let at = 0; at < values.length; at += 1) values[at] = oval(at % width, Math.floor(at / width)) ? 1 : 0;
  const bend = inflate({
    ...{ stage: { width, height }, box: [80, 20, 160, height - 20], cut: true, seconds: 4, strength: 1 },
    ...{ faces: [], cover: { width, height, scale: 1, values }, front: still.front },
    ...{ random: () => 0.5, progress: (time: number) => time / 4 },
  });
  const sourceOf = (x: number, y: number) => {
    const place = { x, y, gain: 0 };
    bend(2.6)(place);
    return place;
  };
  for (let x = 60; x < 260; x += 5) {
    const source = sourceOf(x, 1);
    expect(oval(source.x, source.y)).toBe(false);
  }
  // It swells all the same.
  expect(sourceOf(160, 140).x - sourceOf(120, 140).x).toBeLessThan(32);
});

test('a face grows evenly on a body that swells by more than a quarter', () => {
  const values = new Float32Array(width * height);
  for (let at = 0; at < values.length; at += 1)
    values[at] = inFigure(at % width, Math.floor(at / width)) ? 1 : 0;
  const place = (x: number, y: number) => ({ ...{ x, y, gain: 0 } });
  const face = { ...{ x: 160, y: 52, width: 26, height: 34, yaw: 0, points: [] } };
  const bend = inflate({
    ...{ stage: { width, height }, box: [117, 28, 140, 194], cut: false, seconds: 4, strength: 1 },
    faces: [{ ...face, chin: place(160, 69), crown: place(160, 30) }],
    ...{ cover: { width, height, scale: 1, values }, front: still.front },
    ...{ random: () => 0.5, progress: (time: number) => time / 4 },
  })(4);
  const sourceOf = (x: number, y: number) => {
    const at = place(x, y);
    bend(at);
    return at;
  };
  const [west, east, north, south] = [
    sourceOf(153, 48),
    sourceOf(167, 48),
    sourceOf(160, 41),
    sourceOf(160, 55),
  ];
  const [wide, tall] = [east.x - west.x, south.y - north.y];
  expect(wide).toBeLessThan(13.5);
  expect(Math.abs(wide - tall)).toBeLessThan(0.06 * wide);
  expect(sourceOf(180, 112).x - sourceOf(140, 112).x).toBeLessThan(40 / 1.25);
});

test('what is inflated gets a gloss even if it is black', async () => {
  const dark = (x: number, y: number) => (x - 160) ** 2 + (y - 130) ** 2 < 50 ** 2;
  const ball = await paint(width, height, (x, y) => (dark(x, y) ? 6 : 120));
  const mask = { width, height, data: new Uint8Array(width * height) };
  for (let at = 0; at < mask.data.length; at += 1)
    mask.data[at] = dark(at % width, Math.floor(at / width)) ? 255 : 0;
  const see = async (): Promise<PhotoAnalysis> => ({ ...(await seen()), mask, people: [] });
  const [last = new Uint8Array()] = await shootFrames(ball, inputFor('inflate'), [95], ball, undefined, see);
  let [brightest, darkest] = [0, 255];
  for (let y = 95; y < 165; y += 1)
    for (let x = 125; x < 195; x += 1) {
      const value = last[y * width + x] as number;
      [brightest, darkest] = [Math.max(brightest, value), Math.min(darkest, value)];
    }
  expect(brightest).toBeGreaterThan(darkest + 20);
});

test('a ball that is inflated stays round and shines, and the wall around it gets no light', async () => {
  const ball = await paint(width, height, (x, y) =>
    (x - 160) ** 2 + (y - 130) ** 2 < 50 ** 2 ? [200, 40, 40] : [120, 120, 120],
  );
  const mask = { width, height, data: new Uint8Array(width * height) };
  for (let at = 0; at < mask.data.length; at += 1)
    mask.data[at] = ((at % width) - 160) ** 2 + (Math.floor(at / width) - 130) ** 2 < 50 ** 2 ? 255 : 0;
  const see = async (): Promise<PhotoAnalysis> => ({ ...(await seen()), mask, people: [] });
  const [first, last] = await shootFrames(ball, inputFor('inflate'), [0, 95], ball, undefined, see);
  const spread = (frame: Uint8Array = new Uint8Array()) => {
    const rows = redIn(frame);
    const wide = Math.max(...rows.map(({ left, right }) => right - left));
    return { wide, tall: (rows.at(-1)?.y ?? 0) - (rows[0]?.y ?? 0) };
  };
  const [before, after] = [spread(first), spread(last)];
  expect(after.wide).toBeGreaterThan(1.15 * before.wide);
  expect(Math.abs(after.wide - after.tall)).toBeLessThan(0.08 * after.wide);
  const brightest = (x: number) =>
    Math.max(...Array.from({ length: height }, (_, y) => last?.[y * width + x] ?? 0));
  expect(brightest(140)).toBeGreaterThan((first?.[130 * width + 140] ?? 0) + 15);
  for (const x of [20, 60, 260, 300]) expect(Math.abs(brightest(x) - (first?.[x] ?? 0))).toBeLessThan(3);
});

test('an animal keeps its eyes where the mask has holes, and a person the gap beside an arm', () => {
  const size = { width: 120, height: 120 };
  const away = (x: number, y: number) => (at: number) => Math.hypot((at % 120) - x, Math.floor(at / 120) - y);
  const [body, eye] = [away(60, 60), away(60, 40)];
  const data = Uint8Array.from({ length: 120 * 120 }, (_, at) => (body(at) < 50 && eye(at) > 7 ? 255 : 0));
  const middle = (faces: number) =>
    matteOf({ ...size, data }, size, { left: 0, top: 0, ...size }, size, {
      ...{ low: 0.3, span: 0.5 },
      holes: holesOf(faces),
    })[40 * 120 + 60];
  expect(middle(0)).toBe(255);
  expect(middle(1)).toBe(0);
});

test('what a mask doubts along an arm and above the lower edge goes with the person, and no other doubt does', () => {
  const [width, height] = [20, 40];
  const data = new Uint8Array(width * height);
  const doubt = (row: number, value: number) => data.fill(value, row * width + 11, row * width + 18);
  doubt(10, 60);
  doubt(20, 60);
  doubt(39, 110);
  const joints: Readonly<Record<number, readonly [number, number]>> = {
    ...{ 5: [105, 205], 6: [60, 205], 7: [140, 205], 9: [175, 205], 11: [105, 300], 12: [60, 300] },
  };
  const skeleton = Array.from({ length: 17 }, (_, joint) => {
    const [x, y] = joints[joint] ?? [0, 0];
    return { x, y, score: joints[joint] === undefined ? 0 : 0.9 };
  });
  const { mask } = wholeBodies({
    ...nothingSeen({ width: 200, height: 400 }),
    people: [{ box: [0, 0, 200, 400], skeleton, face: null }],
    mask: { width, height, data },
  });
  const [beside, arm, hem] = [10, 20, 39].map((row) => mask?.data[row * width + 14]);
  expect(beside).toBe(60);
  expect(Math.min(arm ?? 0, hem ?? 0)).toBeGreaterThan(200);
});

test('where nothing stands out the effect is refused; a dance moves the whole picture, and a turn the camera', async () => {
  const nothing = async (path: string): Promise<PhotoAnalysis> => ({
    ...(await seeOval(path)),
    ...{ mask: null, subject: null },
  });
  for (const kind of ['melt', 'crush', 'inflate'] as const)
    await expect(openClip([photo], inputFor(kind), { see: nothing })).rejects.toMatchObject({
      kind: 'subject_missing',
    });
  const turned = await openClip([photo], inputFor('turn'), { see: nothing });
  expect(turned.notices).toEqual([{ kind: 'turn', asked: '', used: '' }]);
  const frames = await shootFrames(photo, inputFor('dance'), [0, 8], photo, undefined, nothing);
  expect(Buffer.compare(frames[0] ?? Buffer.alloc(0), frames[1] ?? Buffer.alloc(0))).not.toBe(0);
});

test('a single thing that stands out is found by its colours, and nothing in a picture without one', async () => {
  const ball = await paint(240, 180, (x, y) =>
    (x - 120) ** 2 + (y - 95) ** 2 < 45 ** 2 ? [220, 60, 40] : [70 + ((x * 7 + y * 13) % 15), 110, 140],
  );
  const stripes = await paint(240, 180, (x) => (x % 40 < 20 ? 200 : 60));
  const size = { width: 240, height: 180 };
  const found = await findThing(ball, nothingSeen(size));
  expect(found.subject?.kind).toBe('thing');
  const at = (x: number, y: number) =>
    found.mask?.data[
      Math.floor((y * found.mask.height) / 180) * found.mask.width + Math.floor((x * found.mask.width) / 240)
    ];
  expect(at(120, 95)).toBeGreaterThan(230);
  expect(at(30, 30)).toBeLessThan(20);
  expect((await findThing(stripes, nothingSeen(size))).mask).toBeNull();
  const frames = await shootFrames(ball, inputFor('melt'), [0, 95], ball, undefined, async () =>
    nothingSeen(size),
  );
  expect(redIn(frames[1])[0]?.y ?? 0).toBeGreaterThan((redIn(frames[0])[0]?.y ?? 0) + 15);
});

test('a dance says when nobody was found who could', async () => {
  const oval = await paint(120, 90, (x, y) => 60 + ((x * 7 + y * 13) % 90));
  const noticesOf = async (see: typeof seeOval, changes = {}) =>
    (await openClip([oval], { ...inputFor('dance'), ...changes }, { see })).notices;
  expect(await noticesOf(seeOval)).toEqual([{ kind: 'bounce', asked: '', used: 'subject' }]);
  const nothing = async () => nothingSeen({ width: 120, height: 90 });
  expect(await noticesOf(nothing)).toEqual([{ kind: 'bounce', asked: '', used: 'picture' }]);
  const dancer = await openClip([photo], inputFor('dance'), { see: seen });
  expect(dancer.notices).toBeUndefined();
});

test('what the frame cuts off melts into a puddle that is seen, not into a bar', () => {
  const stage = { width: 320, height: 240 };
  const puddle = createPuddle({
    ...{ stage, box: [80, 60, 160, 180] as const, cut: true, faces: [], seconds: 4, strength: 1 },
    cover: { ...stage, scale: 1, values: new Float32Array(320 * 240).fill(1) },
    front: { ...stage, scale: 1, rgb: new Uint8Array(3 * 320 * 240).fill(200) },
    ...{ random: createRandom(1), progress: (time: number) => time / 4 },
  });
  const picture = new Uint8Array((320 * 240 * 3) / 2).fill(90);
  puddle({ ...stage, picture, cover: new Uint8Array(320 * 240), zoom: 1, toFrame: () => {} }, 1);
  const tall = (x: number) =>
    Array.from({ length: 240 }, (_, y) => picture[y * 320 + x]).filter((v) => v !== 90).length;
  expect(tall(160)).toBeGreaterThan(0.2 * 160);
  expect(tall(20)).toBeLessThan(tall(160));
});
