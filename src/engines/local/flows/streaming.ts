import type { Size } from '../../../core/shot.ts';
import type { Mask } from '../../../media/analysis/types.ts';
import type { Plane } from '../../../media/pixels/plane.ts';
import type { PlanarPicture } from '../../../media/planar.ts';
import { type Region, texturePad } from '../../../media/texture.ts';
import { type Currents, streamingIn } from '../depth/currents.ts';
import type { FrameRenderer } from '../frame-renderer.ts';
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

/** Draws a lens of a frame. `nodes` are the texture positions that it saw last. */
export type FlowDrawing = {
  readonly nodes: FrameRenderer['nodes'];
  draw(lens: ReturnType<MotionPreview['lensAt']>, frame: number): Uint8Array;
};

/** Blends one value into another. `weight` is of 256. */
const blend = (value: number, other: number, weight: number): number =>
  value + (((other - value) * weight + 128) >> 8);

/** Blends `share` of another picture into this one, in place. */
const fade = (picture: Uint8Array, other: Uint8Array, share: number) => {
  const weight = Math.round(256 * share);
  for (let i = 0; i < picture.length; i += 1)
    picture[i] = blend(picture[i] as number, other[i] as number, weight);
};

/** Lays one frame over another where the half-size cover says so, in place. */
const layOver = (picture: Uint8Array, other: Uint8Array, cover: Uint8Array, { width, height }: Size) => {
  const area = width * height;
  const mix = (i: number, weight: number) => {
    picture[i] = blend(picture[i] as number, other[i] as number, weight);
  };
  for (let j = 0, i = 0; j < cover.length; j += 1, i += 2) {
    // The second line of each pair belongs to the same row of the cover.
    if (j > 0 && i % width === 0) i += width;
    const share = cover[j] as number;
    if (share === 0) continue;
    const weight = share + (share >> 7);
    mix(i, weight);
    mix(i + 1, weight);
    mix(i + width, weight);
    mix(i + width + 1, weight);
    mix(area + j, weight);
    mix(area + cover.length + j, weight);
  }
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
    const moving = flow.draw(lensAt(frame), frame);
    fade(moving, echo.draw(lensAt(frame, 'echo'), frame), echoAt(frame));
    ripples?.(moving, water(), frame / input.fps);
    layOver(picture, moving, flowing(), input);
  };
};
