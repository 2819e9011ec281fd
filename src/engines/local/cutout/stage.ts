import { Failure } from '../../../core/failure.ts';
import type { Size } from '../../../core/shot.ts';
import type { PhotoAnalysis } from '../../../media/analysis/types.ts';
import { keepInFrame } from '../../../media/keep-in-frame.ts';
import { alongColours } from '../../../media/pixels/colour-line.ts';
import type { Filling } from '../../../media/pixels/plate.ts';
import { type Region, readRegion } from '../../../media/texture.ts';
import { type CameraPose, createCamera } from '../camera.ts';
import { borderOf, reach } from '../extents.ts';
import type { Lens } from '../lens.ts';
import type { PlanarPoint, RenderInput } from '../render-input.ts';
import { cosine, sine } from '../wave.ts';
import { type Extents, fitWindow, regionOf, type Window } from '../window.ts';
import { matteOf, type Stretch, withDoubts } from './matte.ts';

/** Texture pixels per stage pixel. */
export const density = 1.5;

/**
 * The part of a photo that a shot sees, in stage pixels: frame pixels before the camera moves, counted from the top
 * left corner of everything the shot ever sees. `rgb` shows it at `texture` size.
 */
export type Scenery = {
  readonly size: Size;
  readonly texture: Size;
  readonly rgb: Uint8Array;
  readonly window: Window;
  readonly region: Region;
  /** Converts a photo position to stage pixels. */
  onStage(x: number, y: number): PlanarPoint;
  /** Stage pixels per photo pixel. */
  readonly scale: number;
};

/**
 * The part of a photo that a shot sees, with how much of each texture pixel is its subject (0 to 255). `hole` is what
 * is filled behind it: the subject with everything beside it that may belong to it.
 */
export type Stage = Scenery & { readonly matte: Uint8Array; readonly hole: Uint8Array };

/** The camera pose at each frame. */
export type CameraAt = (frame: number) => CameraPose;

const even = (value: number): number => Math.max(16, Math.round(value / 2) * 2);

/** The lens of a camera pose without depth: maps frame points to what the camera sees, in frame coordinates. */
export const poseLens =
  ({ angle, shrink, x, y }: CameraPose): Lens =>
  (points) => {
    const [cos, sin] = [cosine(angle) * shrink, sine(angle) * shrink];
    for (let i = 0; i < points.length; i += 2) {
      const [right, down] = [points[i] as number, points[i + 1] as number];
      points[i] = cos * right - sin * down + x;
      points[i + 1] = sin * right + cos * down + y;
    }
  };

/**
 * Sets up the camera so that it never sees beyond the photo. `pulse` is the extra zoom factor at each frame,
 * and `swing` an extra offset and rotation.
 */
export const setCamera = (
  input: RenderInput,
  seen: PhotoAnalysis,
  pulse: (frame: number) => number,
  swing?: (frame: number) => { readonly x: number; readonly y: number; readonly angle: number },
) => {
  const { width, height, frames, recipe } = input;
  const end = Math.max(1, recipe.loop ? frames : frames - 1);
  const camera = createCamera(input, { x: 0, y: 0 });
  const at: CameraAt = (frame) => {
    const pose = camera(frame / end);
    pose.shrink /= pulse(frame);
    const { x, y, angle } = swing?.(frame) ?? { x: 0, y: 0, angle: 0 };
    pose.x += x;
    pose.y += y;
    pose.angle += angle;
    return pose;
  };
  const tall = height / width / 2;
  const still: Extents = { left: -0.48, right: 0.48, top: -0.96 * tall, bottom: 0.96 * tall };
  const lenses = Array.from({ length: frames }, (_, frame) => poseLens(at(frame)));
  const extents = reach(lenses, borderOf(input), still);
  const part = keepInFrame(seen, width / height);
  const aim = { x: part.left + part.width / 2, y: part.top + part.height / 2 };
  return { at, extents, window: fitWindow(extents, seen, aim) };
};

/** Cost of filling with something from a full picture height aside: a trunk or a car does not stand behind everybody. */
const stray = 1.5e6;

/** How to fill the background behind a subject: all of it (`deep`), or only as far in as it can become visible. */
export const fillingFor = ({ texture }: Scenery, deep: boolean): Filling => {
  const long = Math.max(texture.width, texture.height);
  const [most, share] = deep ? [288, 0.2] : [400, 0.28];
  const side = Math.round(Math.min(most, share * long));
  // Across a whole hole, what repeats nearby would show as blocks.
  const filling = { grow: 0.018, depth: deep ? 1 : 0.115, side, stray: deep ? 0 : stray };
  return deep ? { ...filling, blur: 0.05 } : filling;
};

/** Lays the photo out on the stage. Throws `Failure` `photo_damaged`. */
export const layOut = async (
  path: string,
  input: RenderInput,
  photo: Size,
  { extents, window }: { readonly extents: Extents; readonly window: Window },
): Promise<Scenery> => {
  const region = regionOf(extents, photo, window);
  const scale = input.width / window.scale;
  const texture = {
    width: even(density * scale * region.width),
    height: even(density * scale * region.height),
  };
  const size = { width: texture.width / density, height: texture.height / density };
  return {
    size,
    texture,
    rgb: await readRegion(path, region, texture),
    window,
    region,
    scale,
    onStage: (x, y) => ({ x: (x - region.left) * scale, y: (y - region.top) * scale }),
  };
};

/**
 * Lays the photo out on the stage with its subject.
 * Throws `Failure` `photo_damaged`, and `subject_missing` if there is no mask.
 */
export const openStage = async (
  path: string,
  input: RenderInput,
  seen: PhotoAnalysis,
  view: { readonly extents: Extents; readonly window: Window },
  stretch: Stretch,
): Promise<Stage> => {
  if (seen.mask === null) throw new Failure('subject_missing');
  const scenery = await layOut(path, input, seen, view);
  const { rgb, region, texture } = scenery;
  const attached = seen.people.length === 0 ? 'limbs' : 'ends';
  const matte = alongColours(rgb, matteOf(seen.mask, seen, region, texture, stretch), texture, attached);
  return { ...scenery, matte, hole: withDoubts(matte, seen.mask, seen, region, texture) };
};

/** Converts stage points to frame pixels, in place. Points are alternating x and y. */
export const toFrame = (
  { region, window, scale }: Scenery,
  { width, height }: Size,
  { angle, shrink, x, y }: CameraPose,
  points: Float64Array,
): void => {
  const [cos, sin] = [cosine(angle) / shrink, sine(angle) / shrink];
  for (let i = 0; i < points.length; i += 2) {
    const right = ((points[i] as number) / scale + region.left - window.x) / window.scale - x;
    const down = ((points[i + 1] as number) / scale + region.top - window.y) / window.scale - y;
    points[i] = (cos * right + sin * down) * width + width / 2;
    points[i + 1] = (cos * down - sin * right) * width + height / 2;
  }
};
