import type { Size } from '../core/shot.ts';
import type { ColourSpace } from './colour/spaces.ts';
import { heifColour } from './heif.ts';
import { type Decoded, type Libheif, loadLibheif } from './libheif.ts';
import { checkSize, damaged, longestSide } from './photo-size.ts';
import { withProfile } from './png.ts';
import { sharp } from './sharp.ts';

/** How luma and two colour differences convert to red, green and blue (ITU-T H.273, table 4). */
type Mixing = { readonly matrix: number; readonly full: boolean };

/** Weights of red and blue in luma. */
const weights: Readonly<Record<number, readonly [number, number]>> = {
  1: [0.2126, 0.0722],
  9: [0.2627, 0.0593],
};
const defaultWeights = [0.299, 0.114] as const;

const mixingOf = (heif: Libheif, { image }: Decoded): Mixing => {
  const error = heif._malloc(64);
  const pointer = error + 32;
  heif._heif_image_get_nclx_color_profile(error, image.$$.ptr, pointer);
  const memory = new DataView(heif.HEAPU8.buffer);
  if (memory.getUint32(error, true) !== 0) return { matrix: 6, full: true };
  const profile = memory.getUint32(pointer, true);
  return { matrix: memory.getUint32(profile + 12, true), full: memory.getUint8(profile + 16) !== 0 };
};

type Levels = Uint8Array | Uint16Array;

/** A channel resized, in its original bit depth. */
const plane = async (channel: Decoded['channels'][number], { width, height }: Size): Promise<Levels> => {
  const wide = channel.bits_per_pixel > 8;
  const { data, stride } = channel;
  const levels = wide ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  const raw = { width: wide ? stride / 2 : stride, height: channel.height, channels: 1 } as const;
  const sized = sharp(levels, { raw, limitInputPixels: false })
    .extract({ left: 0, top: 0, width: channel.width, height: channel.height })
    .resize({ width, height, fit: 'fill' })
    .toColourspace(wide ? 'grey16' : 'b-w');
  if (!wide) return await sized.raw().toBuffer();
  const bytes = await sized.raw({ depth: 'ushort' }).toBuffer();
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
};

type Planes = { readonly [name in 'light' | 'first' | 'second']: Levels } & {
  readonly alpha: Levels | null;
};

/**
 * Converts planes to interleaved pixels with three or four channels: 8 bits, or 16 where the planes have more than 8.
 */
const mix = ({ light, first, second, alpha }: Planes, bits: number, { matrix, full }: Mixing): Levels => {
  const top = 2 ** bits - 1;
  const unit = 2 ** (bits - 8);
  const [low, range, spread] = full ? [0, top, top] : [16 * unit, 219 * unit, 224 * unit];
  const [red, blue] = weights[matrix] ?? defaultWeights;
  const channels = alpha === null ? 3 : 4;
  const most = bits > 8 ? 65_535 : 255;
  const out = bits > 8 ? new Uint16Array(light.length * channels) : new Uint8Array(light.length * channels);
  const clamp = (value: number): number => Math.min(most, Math.max(0, Math.round(value * most)));
  for (let pixel = 0, to = 0; pixel < light.length; pixel += 1, to += channels) {
    const y = ((light[pixel] as number) - low) / range;
    const [u, v] = [first[pixel] as number, second[pixel] as number];
    const r = matrix === 0 ? (v - low) / range : y + (2 * (1 - red) * (v - 128 * unit)) / spread;
    const b = matrix === 0 ? (u - low) / range : y + (2 * (1 - blue) * (u - 128 * unit)) / spread;
    out[to] = clamp(r);
    out[to + 1] = clamp(matrix === 0 ? y : (y - red * r - blue * b) / (1 - red - blue));
    out[to + 2] = clamp(b);
    if (alpha !== null) out[to + 3] = clamp((alpha[pixel] as number) / top);
  }
  return out;
};

const decodeShown = async (
  file: Buffer,
  pixels: number,
): Promise<{ size: Size; heif: Libheif; decoded: Decoded }> => {
  const heif = await loadLibheif();
  const context = heif.heif_context_alloc();
  const { code, message } = heif.heif_context_read_from_memory(context, file);
  if (code.value !== 0) return damaged(message);
  const handle = heif.heif_js_context_get_primary_image_handle(context);
  if (!('$$' in handle)) return damaged(handle.message);
  const size = {
    width: heif.heif_image_handle_get_width(handle),
    height: heif.heif_image_handle_get_height(handle),
  };
  checkSize(size, pixels);
  const { heif_colorspace_undefined: anySpace } = heif.heif_colorspace;
  const { heif_chroma_undefined: anyChroma } = heif.heif_chroma;
  const decoded = heif.heif_js_decode_image2(handle, anySpace, anyChroma);
  return 'channels' in decoded ? { size, heif, decoded } : damaged(decoded.message);
};

/** Channel numbers in libheif. */
const numbers = { light: 0, first: 1, second: 2, alpha: 6 } as const;

/**
 * Decodes a HEIC, upright and no larger than the size we keep: a PNG that contains its profile, or one whose colour
 * space is returned separately. Throws `Failure` `photo_damaged`, `photo_too_many_pixels` or `photo_too_small`.
 */
export const readHeic = async (
  file: Buffer,
  pixels: number,
): Promise<{ readonly file: Buffer; readonly space: ColourSpace | null }> => {
  const { size, heif, decoded } = await decodeShown(file, pixels);
  const shrink = Math.min(1, longestSide / Math.max(size.width, size.height));
  const kept = { width: Math.round(size.width * shrink), height: Math.round(size.height * shrink) };
  const bits = decoded.channels[0]?.bits_per_pixel ?? 8;
  const planeOf = async (name: keyof typeof numbers): Promise<Levels | null> => {
    const channel = decoded.channels.find(({ id }) => id.value === numbers[name]);
    return channel === undefined ? null : await plane(channel, kept);
  };
  const light = (await planeOf('light')) ?? damaged('no brightness');
  const grey = new Uint16Array(light.length).fill(2 ** (bits - 1));
  const [first, second, alpha] = [await planeOf('first'), await planeOf('second'), await planeOf('alpha')];
  const mixed = mix(
    { light, first: first ?? grey, second: second ?? grey, alpha },
    bits,
    mixingOf(heif, decoded),
  );
  const png = await sharp(mixed, { raw: { ...kept, channels: alpha === null ? 3 : 4 } })
    .toColourspace(bits > 8 ? 'rgb16' : 'srgb')
    .png({ compressionLevel: 0 })
    .toBuffer();
  const { icc, space } = heifColour(file);
  return { file: icc === null ? png : withProfile(png, icc), space };
};
