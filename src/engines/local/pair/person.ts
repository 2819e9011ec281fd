import type { Size } from '../../../core/shot.ts';
import type { PhotoAnalysis, SeenFace, Point as SeenPoint } from '../../../media/analysis/types.ts';
import { alongColours } from '../../../media/pixels/colour-line.ts';
import { frontOf } from '../../../media/pixels/cut-out.ts';
import { type Pixels, type Region, readRegion } from '../../../media/texture.ts';
import { matteOf } from '../cutout/matte.ts';
import { frameOf } from '../face/face-frame.ts';
import { partOf, type Sheet, sheetOf } from '../layers/sheet.ts';
import { clamp, ease } from '../wave.ts';
import { keepOwn } from './own-pixels.ts';
import { deepen, missingSides, widen } from './widen.ts';

/** One of two people before being cut out: which face in which photo, and how large to show it. */
export type Sitter = {
  readonly photo: Pixels;
  readonly seen: PhotoAnalysis;
  readonly face: number;
  /** Frame pixels per photo pixel. */
  readonly scale: number;
  readonly mirrored: boolean;
  /** Frame pixels by which the body goes on below the photo; 0 where the frame hides its lower edge. */
  readonly deeper: number;
};

/**
 * One of two people, cut out. Lengths in frame pixels, from the upper left corner of the visible part of the photo.
 */
export type Person = {
  readonly sheet: Sheet;
  readonly region: Region;
  readonly size: Size;
  /** The matte of the person only; the sheet also shows some of their surroundings. */
  readonly matte: Uint8Array;
  /** The face in the (possibly mirrored) part of the photo, still in photo pixels. */
  readonly face: SeenFace;
  readonly scale: number;
  onStage(x: number, y: number): { readonly x: number; readonly y: number };
};

/** How much of the photo is shown around the middle of a face, in face widths and heights. */
const around = { aside: 2.7, above: 1.7, below: 3.5 } as const;

/** Face widths over which a cut at the photo's side fades. */
const sideFade = 0.35;

/** The thinnest rim of a matte, in levels, still shows the old background. */
const rim = 56;

const even = (value: number): number => Math.max(16, Math.round(value / 2) * 2);

const regionOf = ({ seen, face }: Sitter): Region => {
  const found = seen.faces[face] as SeenFace;
  const { x, y, width, height } = frameOf(found);
  const wide = Math.max(width, 0.6 * height);
  const left = Math.floor(clamp(x - around.aside * wide, 0, seen.width - 16));
  const top = Math.floor(clamp(y - around.above * height, 0, seen.height - 16));
  const right = Math.ceil(clamp(x + around.aside * wide, left + 16, seen.width));
  const bottom = Math.ceil(clamp(y + around.below * height, top + 16, seen.height));
  return { left, top, width: right - left, height: bottom - top };
};

const flip = <Pixels extends Uint8Array>(pixels: Pixels, { width, height }: Size, channels: number): void => {
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width >> 1; x += 1)
      for (let channel = 0; channel < channels; channel += 1) {
        const [a, b] = [(y * width + x) * channels, (y * width + width - 1 - x) * channels];
        const value = pixels[a + channel] as number;
        pixels[a + channel] = pixels[b + channel] as number;
        pixels[b + channel] = value;
      }
};

/** Mirrors a face. Points keep their names, so the person's right eye is still their right eye. */
const flippedFace = (face: SeenFace, { left, width }: Region): SeenFace => {
  const point = ([x, y, z]: SeenPoint): SeenPoint => [2 * left + width - x, y, z];
  const eye = (one: SeenFace['eyes']['left']): SeenFace['eyes']['left'] => ({
    ...one,
    outer: point(one.outer),
    inner: point(one.inner),
    upper: one.upper.map(point),
    lower: one.lower.map(point),
    iris: one.iris.map(point),
  });
  return {
    ...face,
    points: face.points.map(point),
    eyes: { left: eye(face.eyes.left), right: eye(face.eyes.right) },
    pose: { yaw: -face.pose.yaw, pitch: face.pose.pitch, roll: -face.pose.roll },
  };
};

/**
 * Pixels over which a matte fades out at each side of the picture. It is never a hard cut, because the border pixels
 * would repeat beyond it.
 */
type Fades = { readonly aside: number; readonly top: number };

const fadeCuts = (matte: Uint8Array, { width, height }: Size, { aside, top }: Fades) => {
  const part = (away: number, fade: number): number => ease(clamp((away - 1) / Math.max(2, fade), 0, 1));
  const across = Float32Array.from({ length: width }, (_, x) => part(x, aside) * part(width - 1 - x, aside));
  for (let y = 0, at = 0; y < height; y += 1) {
    const down = part(y, top) * part(height - 1 - y, 0);
    for (let x = 0; x < width; x += 1, at += 1)
      matte[at] = Math.round((matte[at] as number) * down * (across[x] as number));
  }
};

/** Cuts one person out of a photo; null when the mask leaves nothing of them. Throws `Failure` `photo_damaged`. */
export const cutPerson = async (sitter: Sitter, density: number): Promise<Person | null> => {
  const { photo, seen, scale, mirrored, deeper } = sitter;
  const { mask } = seen;
  if (mask === null) return null;
  const region = regionOf(sitter);
  const size = { width: even(density * scale * region.width), height: even(density * scale * region.height) };
  const rgb = await readRegion(photo, region, size);
  const sure = matteOf(mask, seen, region, size, { low: 0.42, span: 0.48, holes: 0.001 });
  const matte = alongColours(rgb, sure, size, 'nothing');
  const found = seen.faces[sitter.face] as SeenFace;
  keepOwn(rgb, matte, size, seen.faces, sitter.face, (right, down) => [
    region.left + right * region.width,
    region.top + down * region.height,
  ]);
  const wide = frameOf(found).width * scale * density;
  const open = { left: region.left === 0, right: region.left + region.width >= seen.width };
  const add = missingSides({ ...size, matte }, wide, open);
  const low = 2 * Math.round((density * deeper) / 2);
  const whole = deepen(widen({ ...size, front: frontOf(rgb, matte, size), matte }, wide, add), wide, low);
  const { front, matte: cover } = whole;
  if (mirrored) {
    flip(front, whole, 3);
    flip(cover, whole, 1);
  }
  const texel = region.width / size.width;
  const shownRegion: Region = {
    ...region,
    left: region.left - add.left * texel,
    width: region.width + (add.left + add.right) * texel,
    height: region.height + low * texel,
  };
  const face = mirrored ? flippedFace(found, shownRegion) : found;
  const shown = cover.map((value) => Math.max(0, ((value - rim) * 255) / (255 - rim)));
  const soft = sideFade * wide;
  fadeCuts(shown, whole, { aside: soft, top: 0.2 * soft });
  const part = partOf(shown, whole, 8);
  if (part === null) return null;
  return {
    ...{ region: shownRegion, matte: cover, scale },
    size: { width: whole.width, height: whole.height },
    sheet: sheetOf(front, shown, whole, density, part),
    face,
    onStage: (x, y) => ({ x: (x - shownRegion.left) * scale, y: (y - shownRegion.top) * scale }),
  };
};
