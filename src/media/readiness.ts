import type { Advice, Fix } from '../core/advice.ts';
import type { Size } from '../core/shot.ts';

/** How suitable a photo is for animation. Shares run from 0 to 1; other values are grey levels from 0 to 255. */
export type Readiness = {
  /** Pixels on the shorter side of the stored photo. */
  readonly shortSide: number;
  /** Ratio of the longer side to the shorter side. */
  readonly aspect: number;
  /** Variance of the Laplacian (Pech-Pacheco 2000): low when nothing is in focus. */
  readonly sharpness: number;
  /** RMS contrast: standard deviation as a share of the range. */
  readonly contrast: number;
  /** Share of pixels that are nearly black or white. */
  readonly clipped: number;
  /** Share of pixels on a strong edge. */
  readonly clutter: number;
  /** Standard deviation of the noise (Immerkær 1996). */
  readonly noise: number;
};

const strongEdge = 40;
const nearBlack = 4;
const nearWhite = 251;

type Tones = { readonly contrast: number; readonly clipped: number };

const measureTones = (grey: Uint8Array): Tones => {
  let sum = 0;
  let squares = 0;
  let clipped = 0;
  for (const level of grey) {
    sum += level;
    squares += level * level;
    if (level <= nearBlack || level >= nearWhite) clipped += 1;
  }
  const mean = sum / grey.length;
  const variance = Math.max(0, squares / grey.length - mean * mean);
  return { contrast: Math.sqrt(variance) / 255, clipped: clipped / grey.length };
};

type Detail = { readonly sharpness: number; readonly clutter: number; readonly noise: number };

const measureDetail = (grey: Uint8Array, { width, height }: Size): Detail => {
  let sum = 0;
  let squares = 0;
  let edges = 0;
  let rough = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const centre = grey[at] as number;
      const left = grey[at - 1] as number;
      const right = grey[at + 1] as number;
      const above = grey[at - width] as number;
      const below = grey[at + width] as number;
      const corners =
        (grey[at - width - 1] as number) +
        (grey[at - width + 1] as number) +
        (grey[at + width - 1] as number) +
        (grey[at + width + 1] as number);
      const cross = left + right + above + below;
      const laplacian = cross - 4 * centre;
      sum += laplacian;
      squares += laplacian * laplacian;
      if ((right - left) ** 2 + (below - above) ** 2 > strongEdge ** 2) edges += 1;
      rough += Math.abs(corners - 2 * cross + 4 * centre);
    }
  }
  const count = (width - 2) * (height - 2);
  return {
    sharpness: squares / count - (sum / count) ** 2,
    clutter: edges / count,
    noise: (Math.sqrt(Math.PI / 2) * rough) / (6 * count),
  };
};

/** Measures a grey copy (one byte per pixel, long side at most 768, short side at least 3) of the `kept` photo. */
export const measure = (grey: Uint8Array, size: Size, kept: Size): Readiness => {
  const shortSide = Math.min(kept.width, kept.height);
  return {
    shortSide,
    aspect: Math.max(kept.width, kept.height) / shortSide,
    ...measureTones(grey),
    ...measureDetail(grey, size),
  };
};

/**
 * What the user could improve in the next photo. Thresholds come from measuring good photos and degraded copies of
 * them.
 */
export const advise = (readiness: Readiness): Advice[] => {
  const flat = readiness.contrast < 0.1;
  const findings: readonly (readonly [Advice, boolean])[] = [
    ['small', readiness.shortSide < 720],
    // Low contrast makes a sharp photo look blurred to the Laplacian.
    ['blurred', readiness.sharpness < (flat ? 20 : 100)],
    ['flat_contrast', flat],
    ['hard_contrast', readiness.contrast > 0.36],
    ['clipped', readiness.clipped > 0.25],
    ['cluttered', readiness.clutter > 0.2],
    ['noisy', readiness.noise > 8],
    ['narrow', readiness.aspect > 2.5],
  ];
  return findings.filter(([, found]) => found).map(([advice]) => advice);
};

/** What a photo needs first that would make a poor clip as it is. */
export const needed = ({ shortSide, noise, aspect }: Readiness): Fix[] => {
  const findings: readonly (readonly [Fix, boolean])[] = [
    ['enlarge', shortSide < 240],
    ['clean', noise > 16],
    ['crop', aspect > 3],
  ];
  return findings.filter(([, found]) => found).map(([fix]) => fix);
};
