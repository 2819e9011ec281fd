import { toLinearSrgb } from './matrix.ts';
import type { ColourSpace, Transfer } from './spaces.ts';

/** Luminance of white in an HDR picture, in candelas per square metre (BT.2408). */
const white = 203;
/** The peak luminance of HLG, and the highest that we distinguish. */
const brightest = 1000;

const fromPq = (level: number): number => {
  const root = level ** (32 / 2523);
  return (
    ((10_000 / white) * Math.max(0, root - 0.8359375) ** (8192 / 1305)) /
    (18.8515625 - 18.6875 * root) ** (8192 / 1305)
  );
};

/** Scene light. `brighten` converts it to display light. */
const fromHlg = (level: number): number =>
  level <= 0.5 ? level ** 2 / 3 : (Math.exp((level - 0.55991073) / 0.17883277) + 0.28466892) / 12;

const fromSrgb = (level: number): number =>
  level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;

const lightOf = (transfer: Transfer, level: number): number => {
  if (transfer === 'pq') return fromPq(level);
  if (transfer === 'hlg') return fromHlg(level);
  return transfer === 'srgb' ? fromSrgb(level) : level ** transfer.power;
};

const steps = 65_536;
const levels = Uint8Array.from({ length: steps }, (_, step) => {
  const light = step / (steps - 1);
  return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
});
const levelOf = (light: number): number =>
  levels[Math.round(Math.min(1, Math.max(0, light)) * (steps - 1))] as number;

/** HLG's system gamma for a 1000-candela display, as a factor. */
const brighten = (luminance: number): number => (luminance > 0 ? luminance ** 0.2 * (brightest / white) : 0);

const isWide = (transfer: Transfer): boolean => transfer === 'pq' || transfer === 'hlg';

/** Reads a pixel's linear light, in sRGB primaries, into `light`. */
const lightReader = (pixels: Uint16Array, { primaries, transfer }: ColourSpace, light: Float64Array) => {
  const curve = Float32Array.from({ length: steps }, (_, step) => lightOf(transfer, step / (steps - 1)));
  const [r, g, b] = toLinearSrgb({ primaries, transfer });
  return (at: number): void => {
    const red = curve[pixels[at] as number] as number;
    const green = curve[pixels[at + 1] as number] as number;
    const blue = curve[pixels[at + 2] as number] as number;
    light[0] = r[0] * red + r[1] * green + r[2] * blue;
    light[1] = g[0] * red + g[1] * green + g[2] * blue;
    light[2] = b[0] * red + b[1] * green + b[2] * blue;
    if (transfer !== 'hlg') return;
    const gain = brighten(0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]);
    for (let channel = 0; channel < 3; channel += 1) light[channel] = gain * (light[channel] as number);
  };
};

/** Converts 16-bit pixels (three or four channels, the fourth alpha) from another space to 8-bit sRGB. */
export const toSrgb = (pixels: Uint16Array, channels: 3 | 4, space: ColourSpace): Uint8Array => {
  const light = new Float64Array(3);
  const read = lightReader(pixels, space, light);
  const peak = (): number => Math.max(light[0] as number, light[1] as number, light[2] as number, 0);
  let top = 1;
  if (isWide(space.transfer))
    for (let at = 0; at < pixels.length; at += channels) {
      read(at);
      top = Math.min(brightest / white, Math.max(top, peak()));
    }
  const out = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at += channels) {
    read(at);
    // Reinhard 2002, equation 4: it does not change a picture that is nowhere brighter than white.
    const gain = top === 1 ? 1 : (1 + Math.min(peak(), top) / top ** 2) / (1 + Math.min(peak(), top));
    for (let channel = 0; channel < 3; channel += 1)
      out[at + channel] = levelOf(gain * (light[channel] as number));
    if (channels === 4) out[at + 3] = (pixels[at + 3] as number) >> 8;
  }
  return out;
};
