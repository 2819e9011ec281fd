import type { Pair, Size } from '../../../core/shot.ts';
import type { PhotoAnalysis } from '../../../media/analysis/types.ts';
import { even } from '../../../media/even.ts';
import { type Pixels, readTexture } from '../../../media/texture.ts';
import { withBlurredBorders } from '../blurred-borders.ts';
import { createCamera } from '../camera.ts';
import { createFaces } from '../face/face-animation.ts';
import { type FaceFrame, frameOf } from '../face/face-frame.ts';
import { createTimeline, type FaceMoment } from '../face/face-timeline.ts';
import { canvasOf } from '../face/patch.ts';
import type { FrameRendererMaker } from '../frame-renderer.ts';
import { density, type FrameSource, placesOf } from '../frame-source.ts';
import type { Lens } from '../lens.ts';
import { createMesh } from '../mesh.ts';
import type { RenderInput } from '../render-input.ts';
import { clamp } from '../wave.ts';
import { createBloom } from '../weather/bloom.ts';
import { regionOf } from '../window.ts';
import { drawTogether } from './draw-together.ts';
import { momentAt } from './timing.ts';

/** How far the heads turn and tilt towards each other, in radians. */
const lean = { kiss: { yaw: 0.24, roll: 0.16 }, hug: { yaw: 0.1, roll: 0.2 } } as const;

const idle = { turn: 0.5, blinks: 0.3, smile: 0, talk: 0, wink: false } as const;

/** The motion of the two largest faces towards each other. Other people keep their idle motion. */
const leadOf = (seen: PhotoAnalysis, input: RenderInput, pair: Pair, end: number) => {
  const middles = seen.faces.map((face) => frameOf(face).x);
  const { yaw } = lean[pair.kind];
  const much = Math.min(1.3, pair.strength);
  // Nobody looks on while the other's eyes are closed.
  const close = seen.faces.slice(0, 2).every(({ motions }) => motions.blink === true);
  return (index: number): ((frame: number) => FaceMoment) | null => {
    if (index > 1) return null;
    const side = (middles[index] ?? 0) < (middles[1 - index] ?? 0) ? 1 : -1;
    const times = { act: { ...idle, blinks: 0 }, seconds: input.frames / input.fps, loudness: null };
    const alive = createTimeline({
      ...times,
      seed: input.seed + index,
      fps: input.fps,
      loop: input.recipe.loop,
    });
    return (frame) => {
      const { near, lids, smile, rock } = momentAt(frame / end, pair.kind, input.recipe.loop);
      const own = alive(frame);
      const still = 1 - 0.7 * near;
      return {
        ...own,
        yaw: still * own.yaw + side * much * yaw * near,
        pitch: still * own.pitch,
        roll: still * own.roll + 0.022 * much * rock,
        blink: close ? lids : 0,
        smile: 1.2 * smile,
      };
    };
  };
};

/** The crop of a photo that shows two people: the whole photo, unless they are small in it. */
const frameAround = (one: FaceFrame, other: FaceFrame, photo: Size, { width, height }: Size) => {
  const tall = Math.max(one.height, other.height);
  const aim = { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 + 0.6 * tall };
  const shape = width / height;
  const near = Math.max(
    Math.abs(one.x - other.x) + 4.5 * tall,
    (Math.abs(one.y - other.y) + 4.5 * tall) * shape,
    0.6 * width,
  );
  const largest = Math.min(photo.width, photo.height * shape);
  const scale = Math.min(largest, near);
  return {
    aim,
    window: {
      x: clamp(aim.x, scale / 2, photo.width - scale / 2),
      y: clamp(aim.y, scale / shape / 2, photo.height - scale / shape / 2),
      scale,
    },
  };
};

/**
 * Animates two people of one photo, who stay in it and come together until their heads touch, or as near as looks
 * right. Throws `Failure` `photo_damaged`.
 */
export const openOwnPhoto = (
  photo: Pixels,
  seen: PhotoAnalysis,
  whole: RenderInput,
  pair: Pair,
  makeRenderer: FrameRendererMaker,
): Promise<FrameSource> =>
  withBlurredBorders(whole, seen, async (input) => {
    const half = input.height / input.width / 2;
    const extents = { left: -0.5, right: 0.5, top: -half, bottom: half };
    const [one, other] = seen.faces.map(frameOf) as [FaceFrame, FaceFrame];
    const { aim, window } = frameAround(one, other, photo, input);
    const region = regionOf(extents, photo, window);
    const fine = (density * input.width) / window.scale;
    const size: Size = { width: even(region.width * fine), height: even(region.height * fine) };
    const texture = await readTexture(photo, region, size, null);
    const clean = {
      ...texture,
      luma: texture.luma.slice(),
      blue: texture.blue.slice(),
      red: texture.red.slice(),
    };
    const end = Math.max(1, input.recipe.loop ? input.frames : input.frames - 1);
    const acting = { ...input, recipe: { ...input.recipe, face: idle } };
    const scale = window.scale / input.width;
    const faces = createFaces(seen.faces, acting, scale, null, leadOf(seen, input, pair, end));
    const together = drawTogether(
      seen,
      {
        left: window.x - window.scale / 2,
        top: window.y - half * window.scale,
        width: window.scale,
        height: 2 * half * window.scale,
      },
      lean[pair.kind].roll * Math.min(1.3, pair.strength),
    );
    const renderer = makeRenderer(input, texture);
    const shape = createMesh(renderer.nodes, input, window, region, texture);
    const paint = faces?.painter(canvasOf(clean, renderer.texture, region));
    const target = { x: (aim.x - window.x) / window.scale, y: (aim.y - window.y) / window.scale };
    const camera = createCamera({ ...input, recipe: { ...input.recipe, drift: 0 } }, target);
    const bloom = createBloom(input);
    const lensAt = (frame: number): Lens => {
      const { shrink, x, y } = camera(frame / end);
      const bend = faces?.bend(frame, window);
      const meet = together.warp(momentAt(frame / end, pair.kind, input.recipe.loop).near);
      const spot = { x: 0, y: 0 };
      const [farX, farY] = [0.5 * (1 - shrink), half * (1 - shrink)];
      const [right, down] = [Math.min(farX, Math.max(-farX, x)), Math.min(farY, Math.max(-farY, y))];
      return (points) => {
        for (let i = 0; i < points.length; i += 2) {
          spot.x = ((points[i] as number) * shrink + right) * window.scale + window.x;
          spot.y = ((points[i + 1] as number) * shrink + down) * window.scale + window.y;
          meet(spot);
          points[i] = (spot.x - window.x) / window.scale;
          points[i + 1] = (spot.y - window.y) / window.scale;
        }
        bend?.(points);
      };
    };
    const looks = placesOf(input);
    return {
      notices: together.touch ? [] : [{ kind: 'pair', asked: pair.kind, used: 'own' }],
      places: (frame) => looks(lensAt(frame)),
      draw: (frame) => {
        shape(lensAt(frame));
        paint?.(frame);
        const picture = renderer.draw();
        bloom(picture, 0.1 * momentAt(frame / end, pair.kind, input.recipe.loop).near * pair.warmth);
        return picture;
      },
    };
  });
