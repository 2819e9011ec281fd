import type { Plane } from '../../../media/pixels/plane.ts';
import { piecesOf } from '../cutout/pieces.ts';
import type { Colours } from './colours.ts';
import { rippling } from './rippling.ts';

/** What is as bright and as grey as this, and not warm, is snow or rock. */
const snow = { light: 0.57, tint: 0.08, red: 0.003 } as const;

/** The brightness of snow without waves. */
export const calmSnow = 0.7;

/** What is darker and browner than this is earth. */
const earth = { light: 0.5, blue: -0.012, red: 0.01 } as const;

const keep = ({ width, height, values }: Plane, is: (members: readonly number[]) => boolean): Plane => {
  const { piece, counts } = piecesOf(new Uint8Array(values), { width, height });
  const members: number[][] = counts.map(() => []);
  for (let i = 0; i < piece.length; i += 1)
    if ((piece[i] as number) >= 0) members[piece[i] as number]?.push(i);
  const kept = members.map(is);
  return { width, height, values: values.map((value, i) => (kept[piece[i] as number] === true ? value : 0)) };
};

/** Water without the pieces that look like snow or earth, which have waves too. */
export const withoutGround = (
  water: Plane,
  { luma, blue, red }: Colours,
  bright: number = snow.light,
): Plane =>
  keep(water, (members) => {
    const [light, b, r] = [luma, blue, red].map(
      ({ values }) => members.reduce((sum, i) => sum + (values[i] as number), 0) / members.length,
    ) as [number, number, number];
    const tint = Math.abs(b - 0.5) + Math.abs(r - 0.5);
    const snowy = light > bright && tint < snow.tint && r - 0.5 < snow.red;
    return !snowy && !(light < earth.light && b - 0.5 < earth.blue && r - 0.5 > earth.red);
  });

/** How much the picture may change at the outline of smoke, and the least share of it where it doesn't change more. */
const soft = { strength: 0.03, share: 0.7 } as const;

/** Pieces without clear outlines, as smoke has none. */
export const softPieces = (plane: Plane, strength: Float32Array): Plane =>
  keep(plane, (members) => {
    const { width, values } = plane;
    const rim = members.filter((i) => [i - 1, i + 1, i - width, i + width].some((j) => values[j] === 0));
    const calm = rim.filter((i) => (strength[i] as number) < soft.strength).length;
    return calm > soft.share * rim.length;
  });

/** A cloud mistaken for a person is this bright and smooth in more than the share `most`. */
const cloud = { light: 0.45, strength: 0.03, most: 0.45 } as const;

/** Whether what passes for somebody is a piece of sky. */
export const isAir = (person: Plane | null, { luma }: Colours): boolean => {
  const { strength } = rippling(luma, 3);
  let [all, airy] = [0, 0];
  for (let i = 0; i < luma.values.length; i += 1) {
    if ((person?.values[i] ?? 0) < 0.6) continue;
    all += 1;
    if ((luma.values[i] as number) > cloud.light && (strength[i] as number) < cloud.strength) airy += 1;
  }
  return airy > cloud.most * all;
};
