import type { Size } from '../../../core/shot.ts';

/** A frame to draw on, planar yuv420p. `cover` is how much the subject covers each half-size pixel, 0 to 255. */
export type StampCanvas = Size & { readonly picture: Uint8Array; readonly cover: Uint8Array | null };

/** Luma and colour differences in BT.709 limited range. */
export type ParticleTint = readonly [luma: number, blue: number, red: number];

const steps = 64;

/** The opacity of a disc by squared distance from its middle, 0 to 256. */
export type Profile = Uint16Array;

const profileOf = (value: (distance: number) => number): Profile =>
  Uint16Array.from({ length: steps + 1 }, (_, i) =>
    Math.round(256 * Math.max(0, value(Math.sqrt(i / steps)))),
  );

const smooth = (t: number): number => {
  const s = Math.min(1, Math.max(0, t));
  return s * s * (3 - 2 * s);
};

export const profiles = {
  /** A soft flake, opaque in the middle. */
  flake: profileOf((d) => smooth((1.02 - d) / 0.95)),
  /** A point of light out of focus: an even disc with a soft rim. */
  bokeh: profileOf((d) => (0.72 + 0.28 * smooth((d - 0.6) / 0.3)) * smooth((1 - d) / 0.45)),
  /** Light that spills far. */
  glow: profileOf((d) => (1 - d * d) * (1 - d * d) * (1 - d * d)),
} as const;

type Plane = {
  readonly start: number;
  readonly width: number;
  readonly height: number;
  readonly half: 0 | 1;
};

const disc = (
  { picture, cover, width: full }: StampCanvas,
  { start, width, height, half }: Plane,
  x: number,
  y: number,
  radius: number,
  value: number,
  weight: number,
  profile: Profile,
) => {
  const [left, right] = [Math.max(0, Math.ceil(x - radius)), Math.min(width - 1, Math.floor(x + radius))];
  const [top, bottom] = [Math.max(0, Math.ceil(y - radius)), Math.min(height - 1, Math.floor(y + radius))];
  const scale = steps / (radius * radius);
  const wide = full >> 1;
  for (let row = top; row <= bottom; row += 1) {
    const down = (row - y) * (row - y);
    const covered = (row >> half) * wide;
    for (let column = left, i = start + row * width + left; column <= right; column += 1, i += 1) {
      const place = ((column - x) * (column - x) + down) * scale;
      if (place >= steps) continue;
      let share = ((profile[place | 0] as number) * weight) >> 8;
      if (cover !== null) share = (share * (255 - (cover[covered + (column >> half)] as number))) >> 8;
      const before = picture[i] as number;
      picture[i] = before + (((value - before) * share) >> 8);
    }
  }
};

/** Draws a disc over the frame. Positions in frame pixels, opacity from 0 to 1. */
export const stamp = (
  canvas: StampCanvas,
  x: number,
  y: number,
  radius: number,
  [luma, blue, red]: ParticleTint,
  opacity: number,
  profile: Profile,
): void => {
  const { width, height } = canvas;
  const weight = Math.round(256 * Math.min(1, opacity));
  if (weight <= 0 || x < -radius || y < -radius || x > width + radius || y > height + radius) return;
  const area = width * height;
  disc(canvas, { start: 0, width, height, half: 1 }, x, y, Math.max(0.9, radius), luma, weight, profile);
  const coarse = { width: width >> 1, height: height >> 1, half: 0 } as const;
  const [middleX, middleY, small] = [(x - 0.5) / 2, (y - 0.5) / 2, Math.max(0.8, radius / 2)];
  disc(canvas, { start: area, ...coarse }, middleX, middleY, small, blue, weight, profile);
  disc(canvas, { start: area * 1.25, ...coarse }, middleX, middleY, small, red, weight, profile);
};

/**
 * Draws a fine streak that ends at x, y. It is `tall` pixels long, leans by `slant` pixels per row and fades at both
 * ends.
 */
export const streak = (
  { picture, cover, width, height }: StampCanvas,
  x: number,
  y: number,
  tall: number,
  slant: number,
  thick: number,
  luma: number,
  opacity: number,
): void => {
  const first = Math.max(0, Math.ceil(y - tall));
  const last = Math.min(height - 1, Math.floor(y));
  const reach = thick / 2 + 0.5;
  for (let row = first; row <= last; row += 1) {
    const along = (y - row) / tall;
    const fade = 4 * along * (1 - along);
    const middle = x - slant * (y - row);
    const left = Math.max(0, Math.ceil(middle - reach));
    const right = Math.min(width - 1, Math.floor(middle + reach));
    for (let column = left; column <= right; column += 1) {
      const edge = Math.min(1, reach - Math.abs(column - middle));
      let share = 256 * opacity * fade * edge;
      if (cover !== null) share *= (255 - (cover[(row >> 1) * (width >> 1) + (column >> 1)] as number)) / 255;
      const i = row * width + column;
      const before = picture[i] as number;
      picture[i] = before + (((luma - before) * share) >> 8);
    }
  }
};
