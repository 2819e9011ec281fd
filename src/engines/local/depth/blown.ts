import { box, type Plane, planeOf } from '../../../media/pixels/plane.ts';
import { clamp, ease } from '../wave.ts';
import type { Colours } from './colours.ts';
import { skin } from './cues.ts';
import type { Face } from './people-depth.ts';

/** What the wind moves, and what stays still even right next to it. */
export type Blown = { readonly moves: Plane; readonly held: Plane };

type Spot = { readonly right: number; readonly down: number; readonly away: number };

/** Position of a pixel relative to a face, in halves of the face's width and height. */
const spotOf = ({ x, y, across, down }: Face, right: number, low: number): Spot => {
  const [u, v] = [(right - x) / across, (low - y) / down];
  return { right: u, down: v, away: Math.sqrt(u * u + v * v) };
};

const bins = { light: 12, tint: 18 } as const;

const binOf = ({ luma, blue, red }: Colours, i: number): number => {
  const light = Math.min(bins.light - 1, (bins.light * (luma.values[i] as number)) | 0);
  const tint = (value: number) => clamp(Math.round((value - 0.5) / 0.025) + bins.tint / 2, 0, bins.tint - 1);
  return (light * bins.tint + tint(blue.values[i] as number)) * bins.tint + tint(red.values[i] as number);
};

/** Marks pixels that have the hair colour around a face and are connected to it. */
const markHair = (colours: Colours, person: Plane, face: Face, marks: Uint8Array): void => {
  const { width, height } = person;
  const [hair, other] = [
    new Float32Array(bins.light * bins.tint ** 2),
    new Float32Array(bins.light * bins.tint ** 2),
  ];
  const spots = Array.from({ length: marks.length }, (_, i) =>
    spotOf(face, ((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height),
  );
  const crown = ({ right, down, away }: Spot, i: number): boolean =>
    (person.values[i] as number) > 0.6 &&
    away > 1.12 &&
    away < 1.75 &&
    down < 0.1 - 0.5 * (1 - Math.min(1, Math.abs(right)));
  const count = (table: Float32Array, i: number) => {
    const bin = binOf(colours, i);
    table[bin] = (table[bin] as number) + 1;
    for (const next of [
      bin - 1,
      bin + 1,
      bin - bins.tint,
      bin + bins.tint,
      bin - bins.tint ** 2,
      bin + bins.tint ** 2,
    ])
      if (next >= 0 && next < table.length) table[next] = (table[next] as number) + 0.4;
  };
  for (let i = 0; i < marks.length; i += 1) {
    const spot = spots[i] as Spot;
    if (crown(spot, i)) count(hair, i);
    else if (spot.away < 0.85 || (Math.abs(spot.right) < 0.7 && spot.down > 1 && spot.down < 1.9))
      count(other, i);
    else if ((person.values[i] as number) < 0.2 && spot.away < 3) count(other, i);
  }
  const total = (table: Float32Array) => table.reduce((sum, value) => sum + value, 1);
  const [hairs, others] = [total(hair), total(other)];
  const alike = (i: number): boolean => {
    const { right, down, away } = spots[i] as Spot;
    if ((person.values[i] as number) < 0.35 || away < 0.95 || away > 4.2 || Math.abs(right) > 2.6)
      return false;
    if (down > 0.9 && Math.abs(right) < 0.35) return false;
    const bin = binOf(colours, i);
    const share = (hair[bin] as number) / hairs;
    return share > 1.2 * ((other[bin] as number) / others + 1e-4);
  };
  const open: number[] = [];
  for (let i = 0; i < marks.length; i += 1)
    if (marks[i] === 0 && crown(spots[i] as Spot, i) && alike(i)) {
      marks[i] = 1;
      open.push(i);
    }
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const next of [at - 1, at + 1, at - width, at + width]) {
      if (next < 0 || next >= marks.length || marks[next] === 1 || !alike(next)) continue;
      marks[next] = 1;
      open.push(next);
    }
};

/**
 * How much clothes at a pixel may move, 0 to 1: more the further they are below the chin, or below the crown of
 * somebody seen from behind, whose hair hangs there.
 */
const clothAt = (spots: readonly Spot[], behind: boolean): number => {
  const [from, over] = behind ? [0.3, 1.6] : [1.5, 1.9];
  let most = 0;
  for (const { right, down } of spots)
    if (Math.abs(right) < 5) most = Math.max(most, clamp((down - from) / over, 0, 1));
  return most;
};

/** A person's lowest row, and the approximate head if no face is detected, as fractions of the photo. */
const bodyIn = ({ width, height, values }: Plane): { readonly head: Face; readonly feet: number } => {
  let [left, right, top, bottom] = [1, 0, 1, 0];
  for (let i = 0; i < values.length; i += 1) {
    if ((values[i] as number) < 0.5) continue;
    const [x, y] = [(i % width) / width, Math.floor(i / width) / height];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  const tall = bottom - top;
  const head = {
    x: (left + right) / 2,
    y: top + 0.1 * tall,
    across: 0.25 * (right - left + 0.01),
    down: 0.12 * tall + 0.01,
  };
  // A person cut off by the frame has no visible feet, so `feet` lies outside the photo.
  return { head, feet: bottom > 0.97 ? 2 : bottom };
};

/** What a breeze moves on people: hair, and clothes hanging from the shoulders. Faces and skin stay still. */
export const blownOf = (colours: Colours, person: Plane, faces: readonly Face[]): Blown => {
  const { width, height } = person;
  const marks = new Uint8Array(width * height);
  for (const face of faces) markHair(colours, person, face, marks);
  const bare = skin(colours);
  const { head, feet } = bodyIn(person);
  const heads = faces.length > 0 ? faces : [head];
  const hair = box({ width, height, values: new Float32Array(marks) }, 1);
  const moves = planeOf(width, height, (i, x, y) => {
    const spots = heads.map((face) => spotOf(face, (x + 0.5) / width, (y + 0.5) / height));
    const stands = clamp((feet - y / height) / 0.25, 0, 1);
    const cloth = 0.85 * stands * clothAt(spots, faces.length === 0) * (1 - (bare.values[i] as number));
    return Math.max(
      hair.values[i] as number,
      cloth * ease(clamp(((person.values[i] as number) - 0.5) / 0.4, 0, 1)),
    );
  });
  const held = planeOf(width, height, (i, x, y) => {
    let most = 0;
    for (const face of faces) {
      const { down, away } = spotOf(face, (x + 0.5) / width, (y + 0.5) / height);
      most = Math.max(most, clamp((1.2 - away) / 0.25, 0, 1), down > 0.6 ? (bare.values[i] as number) : 0);
    }
    return most * (1 - (hair.values[i] as number));
  });
  return { moves, held };
};
