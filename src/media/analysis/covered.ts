import { poseOf } from './head-pose.ts';
import type { Eye, Point } from './types.ts';
import type { RgbPicture } from './view.ts';

/** Mean brightness (0 to 255) and standard deviation around a point. */
const patch = ({ width, height, data }: RgbPicture, [x, y]: Point, radius: number) => {
  let [sum, squares, count] = [0, 0, 0];
  for (
    let row = Math.max(0, Math.round(y - radius));
    row <= Math.min(height - 1, Math.round(y + radius));
    row += 1
  )
    for (
      let column = Math.max(0, Math.round(x - radius));
      column <= Math.min(width - 1, Math.round(x + radius));
      column += 1
    ) {
      const at = (row * width + column) * 3;
      const luma =
        0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number);
      sum += luma;
      squares += luma * luma;
      count += 1;
    }
  const mean = sum / Math.max(1, count);
  return { mean, spread: Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean)) };
};

const at = (points: readonly Point[], index: number): Point => points[index] as Point;

const between = (a: Point, b: Point, share: number): Point => [
  a[0] + share * (b[0] - a[0]),
  a[1] + share * (b[1] - a[1]),
  0,
];

/** Skin below and above an eye is about as bright as cheeks and forehead. Sunglasses are darker. */
const darkGlass = (
  picture: RgbPicture,
  points: readonly Point[],
  eye: Eye,
  under: number,
  over: number,
  cheek: number,
) => {
  const radius = 0.1 * Math.hypot(eye.outer[0] - eye.inner[0], eye.outer[1] - eye.inner[1]);
  const skin = patch(picture, at(points, cheek), 2 * radius).mean;
  const brow = patch(picture, at(points, 9), 2 * radius).mean;
  const rings = [under, over].map((index) => patch(picture, at(points, index), radius).mean);
  const inside = patch(picture, between(eye.outer, eye.inner, 0.5), 2.5 * radius).mean;
  return Math.max(...rings, inside) < 0.55 * Math.min(skin, 1.2 * brow);
};

/** The outline of the lips. */
const lips = [
  61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185,
] as const;

/** Where to sample skin around the lips: distances from the centre of the mouth, relative to the lips' outline. */
const around = [1.35, 1.6] as const;

/** Lips whose colour and brightness differ from their surroundings by less than this are behind a mask or a hand. */
const plain = { colour: 2.2, luma: 6 } as const;

/** Minimum brightness difference, in levels, between a cigarette and the skin on both sides, along its whole length. */
const bright = 9;

/** Mean colour of some points, as luma and two chroma components. */
const meanAt = ({ width, height, data }: RgbPicture, places: readonly (readonly [number, number])[]) => {
  const sums = [0, 0, 0] as [number, number, number];
  for (const [x, y] of places) {
    const column = Math.min(width - 1, Math.max(0, Math.round(x)));
    const from = (Math.min(height - 1, Math.max(0, Math.round(y))) * width + column) * 3;
    const [red, green, blue] = [data[from] as number, data[from + 1] as number, data[from + 2] as number];
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    sums[0] += luma / places.length;
    sums[1] += (0.56 * (blue - luma)) / places.length;
    sums[2] += (0.71 * (red - luma)) / places.length;
  }
  return sums;
};

/** Whether lips look like their surroundings. */
const noLips = (picture: RgbPicture, points: readonly Point[]): boolean => {
  const middle = between(at(points, 13), at(points, 14), 0.5);
  const out = (index: number, share: number): readonly [number, number] => {
    const [x, y] = between(middle, at(points, index), share);
    return [x, y];
  };
  const inside = lips.flatMap((index) => [0.15, 0.4, 0.65, 0.9].map((share) => out(index, share)));
  const outside = lips.flatMap((index) => around.map((share) => out(index, share)));
  const [mouth, skin] = [meanAt(picture, inside), meanAt(picture, outside)];
  return (
    Math.hypot(mouth[1] - skin[1], mouth[2] - skin[2]) < plain.colour &&
    Math.abs(mouth[0] - skin[0]) < plain.luma
  );
};

/** A lower lip this dark compared to the cheeks and this uniform is a microphone. */
const dark = { share: 0.5, spread: 9 } as const;

const hasBlob = (picture: RgbPicture, points: readonly Point[]): boolean => {
  const lower = [91, 181, 84, 17, 314, 405, 321].map((index) => at(points, index));
  const levels = lower.map((point) => patch(picture, point, 0).mean);
  const skin = [50, 280, 205, 425].map((index) => patch(picture, at(points, index), 1).mean);
  return (
    Math.max(...levels) < dark.share * Math.min(...skin) &&
    Math.max(...levels) - Math.min(...levels) < dark.spread
  );
};

/** Whether something long, thin and bright starts at the lips and continues over the cheek. */
const hasStick = (picture: RgbPicture, points: readonly Point[]): boolean => {
  const [west, east] = [at(points, 234), at(points, 454)];
  const width = Math.hypot(east[0] - west[0], east[1] - west[1]);
  const lumaAt = (x: number, y: number): number => patch(picture, [x, y, 0], 0.008 * width).mean;
  for (const index of [61, 78, 80, 13, 310, 308, 291])
    for (let turn = 0; turn < 36; turn += 1) {
      const [right, down] = [Math.cos((turn * Math.PI) / 18), Math.sin((turn * Math.PI) / 18)];
      // Skip upward directions, where noses and folds are.
      if (down < -0.6) continue;
      const [x, y] = at(points, index);
      const rises = Array.from({ length: 8 }, (_, step) => {
        const far = (0.06 + (0.36 * step) / 7) * width;
        const level = (aside: number): number =>
          lumaAt(x + right * far - down * aside * width, y + down * far + right * aside * width);
        return Math.max(level(0), level(0.014), level(-0.014)) - Math.max(level(0.06), level(-0.06));
      });
      if (Math.min(...rises) > bright) return true;
    }
  return false;
};

/**
 * How much the bridge of glasses differs from the nose on both sides of it: in levels, and as a share of its brightness.
 * From `yaw` on, in radians, what is behind the nose would look like one.
 */
const band = { yaw: 0.65, levels: 30, share: 0.22, wide: 6, steps: 32 } as const;

/** Whether the bridge of glasses crosses the nose between the eyes. A shadow differs from the skin on one side only. */
const hasGlasses = (picture: RgbPicture, points: readonly Point[]): boolean => {
  if (Math.abs(poseOf(points).yaw) > band.yaw) return false;
  const levels = Array.from(
    { length: band.steps + 1 },
    (_, step) => patch(picture, between(at(points, 9), at(points, 5), step / band.steps), 0).mean,
  );
  const least = Math.max(band.levels, band.share * Math.max(...levels));
  return levels.some((level, i) => {
    const [above, below] = [levels[i - band.wide], levels[i + band.wide]];
    if (above === undefined || below === undefined) return false;
    return Math.min(above - level, below - level) > least || Math.min(level - above, level - below) > least;
  });
};

/** What hides parts of a face. */
export type Covered = { readonly eyes: boolean; readonly glasses: boolean; readonly mouth: boolean };

/**
 * Whether something hides the eyes or the mouth. There the mesh is a guess, and animating it would move the object in
 * front.
 */
export const coveredIn = (
  picture: RgbPicture,
  points: readonly Point[],
  eyes: { readonly left: Eye; readonly right: Eye },
): Covered => ({
  eyes:
    darkGlass(picture, points, eyes.right, 230, 223, 50) &&
    darkGlass(picture, points, eyes.left, 450, 443, 280),
  glasses: hasGlasses(picture, points),
  mouth: noLips(picture, points) || hasBlob(picture, points) || hasStick(picture, points),
});
