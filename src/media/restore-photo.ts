import type { Tone } from '../core/order.ts';
import type { PlanarPicture } from './planar.ts';

const black = 16;
const white = 235;

const brightnessAt = (luma: Uint8Array, share: number): number => {
  const counts = new Uint32Array(256);
  for (const value of luma) counts[value] = (counts[value] ?? 0) + 1;
  let below = 0;
  return counts.findIndex((count) => {
    below += count;
    return below > share * luma.length;
  });
};

/** Stretches a faded picture towards full black and white, by a factor of at most 1.5. */
export const repairLight = (luma: Uint8Array, strength: number): void => {
  if (strength === 0) return;
  const low = brightnessAt(luma, 0.005);
  const high = brightnessAt(luma, 0.995);
  const full = (white - black) / Math.max(1, high - low);
  if (full <= 1) return;
  // The brightness that a full stretch leaves unchanged.
  const pivot = Math.min(high, (low * full - black) / (full - 1));
  const gain = 1 + strength * (Math.min(1.5, full) - 1);
  const curve = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.round(Math.min(white, Math.max(black, pivot + (value - pivot) * gain))),
  );
  for (let i = 0; i < luma.length; i += 1) luma[i] = curve[luma[i] ?? 0] ?? 0;
};

const tints: Record<Exclude<Tone, 'none'>, readonly [blue: number, red: number]> = {
  silver: [128, 128],
  sepia: [115, 138],
};

/** Tints the picture with the single tone of an old print. */
export const repairTone = (picture: PlanarPicture, tone: Tone): void => {
  if (tone === 'none') return;
  const [blue, red] = tints[tone];
  picture.blue.fill(blue);
  picture.red.fill(red);
};
