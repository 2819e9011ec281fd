import type { Size } from '../../../core/shot.ts';
import type { Mask } from '../../../media/analysis/types.ts';
import type { Plane } from '../../../media/pixels/plane.ts';
import type { PlanarPicture } from '../../../media/planar.ts';
import { type Region, texturePad } from '../../../media/texture.ts';
import { type Currents, streamingIn } from '../depth/currents.ts';
import { cellBits, type FrameRenderer, gridOf } from '../frame-renderer.ts';
import type { MotionPreview } from '../motion-preview.ts';
import { createRandom } from '../random.ts';
import type { RenderInput } from '../render-input.ts';
import { createCover } from '../subject-mask.ts';
import { createRipples } from './ripples.ts';
import { flowingIn, withoutStill } from './still-parts.ts';

type View = {
  readonly texture: PlanarPicture;
  readonly region: Region;
  readonly photo: Size;
  /** How much each place may move, if the user supplied a mask. */
  readonly free: Plane | null;
};

/** Draws a lens of a frame. `nodes` are the texture positions that it saw last, `active` the cells that it draws. */
export type FlowDrawing = Pick<FrameRenderer, 'nodes' | 'active'> & {
  draw(lens: ReturnType<MotionPreview['lensAt']>, frame: number): Uint8Array;
};

/** Blends one value into another. `weight` is of 256. */
const blend = (value: number, other: number, weight: number): number =>
  value + (((other - value) * weight + 128) >> 8);

/** Blends another frame into this one, in place, where the half-size cover is set. `weighing` gives the weight for it. */
const blendOver = (
  picture: Uint8Array,
  other: Uint8Array,
  cover: Uint8Array,
  { width, height }: Size,
  weighing: (share: number) => number,
) => {
  const area = width * height;
  const [half, quarter] = [width >> 1, cover.length];
  const weights = Uint16Array.from({ length: 256 }, (_, share) => weighing(share));
  for (let j = 0, row = 0; j < quarter; row += 2 * width)
    for (let i = row, end = j + half; j < end; j += 1, i += 2) {
      const share = cover[j] as number;
      if (share === 0) continue;
      const weight = weights[share] as number;
      const [below, blue, red] = [i + width, area + j, area + quarter + j];
      picture[i] = blend(picture[i] as number, other[i] as number, weight);
      picture[i + 1] = blend(picture[i + 1] as number, other[i + 1] as number, weight);
      picture[below] = blend(picture[below] as number, other[below] as number, weight);
      picture[below + 1] = blend(picture[below + 1] as number, other[below + 1] as number, weight);
      picture[blue] = blend(picture[blue] as number, other[blue] as number, weight);
      picture[red] = blend(picture[red] as number, other[red] as number, weight);
    }
};

/** Selects the cells of a drawing in which a half-size cover is set. */
const selectCells = (active: Uint8Array, cover: Uint8Array, frame: Size) => {
  const { columns } = gridOf(frame);
  const half = frame.width >> 1;
  active.fill(0);
  for (let j = 0; j < cover.length; j += 1)
    if (cover[j] !== 0)
      active[(Math.floor(j / half) >> (cellBits - 1)) * columns + ((j % half) >> (cellBits - 1))] = 1;
};

/**
 * Draws what streams in a picture (water, clouds, smoke) over its still frame. Everything else stays exactly as it is,
 * up to its outline. Returns null where nothing streams.
 */
export const createStreaming = (
  input: RenderInput,
  currents: Currents,
  { texture, region, photo, free }: View,
  still: FrameRenderer['nodes'],
  stand: (texture: PlanarPicture) => FlowDrawing,
  { lensAt, echoAt, horizon }: Pick<MotionPreview, 'lensAt' | 'echoAt' | 'horizon'>,
): ((picture: Uint8Array, frame: number) => void) | null => {
  if (!streamingIn(currents).values.some((value) => value > 0.5)) return null;
  const masks = flowingIn(currents, texture, region, photo, free);
  const plate = withoutStill(texture, masks, createRandom(input.seed ^ 0x71a7e));
  const [flow, echo] = [stand(plate), stand(plate)];
  const inner = { width: texture.width - 2 * texturePad, height: texture.height - 2 * texturePad };
  const coverOf = (mask: Mask) =>
    createCover(still, input, mask, { left: 0, top: 0, ...inner }, inner, texture);
  const [flowing, water] = [coverOf(masks.flows), coverOf(masks.water)];
  const seconds = input.frames / input.fps;
  const strength = (input.recipe.flow?.amplitude ?? 0) / 0.032;
  const ripples =
    horizon === null
      ? null
      : createRipples(input, horizon, seconds, strength, createRandom(input.seed ^ 0x5f10e5));
  return (picture, frame) => {
    const cover = flowing();
    for (const { active } of [flow, echo]) selectCells(active, cover, input);
    const moving = flow.draw(lensAt(frame), frame);
    const share = Math.round(256 * echoAt(frame));
    blendOver(moving, echo.draw(lensAt(frame, 'echo'), frame), cover, input, () => share);
    ripples?.(moving, water(), frame / input.fps);
    blendOver(picture, moving, cover, input, (share) => share + (share >> 7));
  };
};
