import type { Size } from '../../../core/shot.ts';
import type { PlanarPicture } from '../../../media/planar.ts';
import { type Region, texturePad } from '../../../media/texture.ts';

/**
 * How to draw one position of the photo: a `share` of the picture at position `x`, `y`, then a share of ink over it.
 */
export type Stroke = {
  x: number;
  y: number;
  share: number;
  ink: number;
  /** The share of `colour` that is mixed into the source. */
  wash: number;
  readonly colour: { luma: number; blue: number; red: number };
};

/** A colour in the texture's own planes. */
export type PatchInk = { readonly luma: number; readonly blue: number; readonly red: number };

/** Sets the stroke for a position in photo pixels. Returns false where nothing is drawn. */
export type Brush = (x: number, y: number, stroke: Stroke) => boolean;

/** A part of the photo, in photo pixels. */
export type Bounds = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** How a padded texture maps to the photo. */
export type PatchCanvas = {
  /** The texture as it was read. */
  readonly clean: PlanarPicture;
  /** The texture that is rendered. */
  readonly shown: PlanarPicture;
  /** Texture pixels per photo pixel. */
  readonly scaleX: number;
  readonly scaleY: number;
  readonly region: Region;
};

export const canvasOf = (clean: PlanarPicture, shown: PlanarPicture, region: Region): PatchCanvas => ({
  clean,
  shown,
  scaleX: (clean.width - 2 * texturePad) / region.width,
  scaleY: (clean.height - 2 * texturePad) / region.height,
  region,
});

type PlaneName = 'luma' | 'blue' | 'red';

/** Samples a plane bilinearly; coordinates count from pixel centres. */
const sampleAt = (values: Uint8Array, { width, height }: Size, x: number, y: number): number => {
  const across = Math.min(Math.max(x, 0), width - 1.001);
  const down = Math.min(Math.max(y, 0), height - 1.001);
  const column = across | 0;
  const row = down | 0;
  const at = row * width + column;
  const a = values[at] as number;
  const b = values[at + 1] as number;
  const c = values[at + width] as number;
  const d = values[at + width + 1] as number;
  const top = a + (b - a) * (across - column);
  return top + (c + (d - c) * (across - column) - top) * (down - row);
};

/** The colour of the clean texture at a position of the photo. */
export const colourAt = ({ clean, scaleX, scaleY, region }: PatchCanvas, x: number, y: number): PatchInk => {
  const across = (x - region.left) * scaleX + texturePad;
  const down = (y - region.top) * scaleY + texturePad;
  const half = { width: clean.width / 2, height: clean.height / 2 };
  return {
    luma: sampleAt(clean.luma, clean, across - 0.5, down - 0.5),
    blue: sampleAt(clean.blue, half, across / 2 - 0.5, down / 2 - 0.5),
    red: sampleAt(clean.red, half, across / 2 - 0.5, down / 2 - 0.5),
  };
};

/** Eight directions, as x and y. */
const around = [1, 0, -1, 0, 0, 1, 0, -1, 0.7, 0.7, -0.7, 0.7, 0.7, -0.7, -0.7, -0.7] as const;

/** How much a spot differs from what is `away` texture pixels around it, in levels of brightness: grain and pores. */
export const grainAt = (canvas: PatchCanvas, x: number, y: number, away: number): number => {
  const { clean, scaleX, scaleY, region } = canvas;
  const across = (x - region.left) * scaleX + texturePad - 0.5;
  const down = (y - region.top) * scaleY + texturePad - 0.5;
  let sum = 0;
  for (let i = 0; i < around.length; i += 2)
    sum += sampleAt(
      clean.luma,
      clean,
      across + away * (around[i] as number),
      down + away * (around[i + 1] as number),
    );
  return sampleAt(clean.luma, clean, across, down) - (2 * sum) / around.length;
};

const rangeOf = (from: number, to: number, length: number) =>
  [Math.min(Math.max(Math.floor(from), 0), length), Math.min(Math.max(Math.ceil(to), 0), length)] as const;

const stroke: Stroke = {
  ...{ x: 0, y: 0, share: 0, ink: 0, wash: 0 },
  colour: { luma: 0, blue: 0, red: 0 },
};

const paintPlanes = (
  canvas: PatchCanvas,
  names: readonly PlaneName[],
  bounds: Bounds,
  brush: Brush | null,
  ink: PatchInk,
) => {
  const { clean, shown, scaleX, scaleY, region } = canvas;
  const half = names[0] === 'luma' ? 1 : 2;
  const size = { width: clean.width / half, height: clean.height / half };
  const stepX = scaleX / half;
  const stepY = scaleY / half;
  const startX = region.left - texturePad / scaleX;
  const startY = region.top - texturePad / scaleY;
  const [west, east] = rangeOf((bounds.left - startX) * stepX, (bounds.right - startX) * stepX, size.width);
  const [north, south] = rangeOf(
    (bounds.top - startY) * stepY,
    (bounds.bottom - startY) * stepY,
    size.height,
  );
  const planes = names.map((name) => ({ name, source: clean[name], target: shown[name], dark: ink[name] }));
  for (let row = north; row < south; row += 1) {
    const y = (row + 0.5) / stepY + startY;
    for (let column = west; column < east; column += 1) {
      const x = (column + 0.5) / stepX + startX;
      const at = row * size.width + column;
      const drawn = brush?.(x, y, stroke) ?? false;
      for (let i = 0; i < planes.length; i += 1) {
        const { name, source, target, dark } = planes[i] as (typeof planes)[number];
        const old = source[at] as number;
        if (!drawn) {
          target[at] = old;
          continue;
        }
        const moved = sampleAt(
          source,
          size,
          (stroke.x - startX) * stepX - 0.5,
          (stroke.y - startY) * stepY - 0.5,
        );
        const washed = moved + stroke.wash * (stroke.colour[name] - moved);
        const mixed = old + stroke.share * (washed - old);
        target[at] = Math.min(255, mixed + stroke.ink * (dark - mixed) + 0.5);
      }
    }
  }
};

/**
 * Redraws the part of the texture within the bounds: strokes where the brush draws, the clean texture elsewhere.
 * Without a brush it restores the whole part.
 */
export const paintPatch = (canvas: PatchCanvas, bounds: Bounds, brush: Brush | null, ink: PatchInk): void => {
  paintPlanes(canvas, ['luma'], bounds, brush, ink);
  paintPlanes(canvas, ['blue', 'red'], bounds, brush, ink);
};
