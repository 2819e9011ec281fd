import type { Size } from '../../core/shot.ts';
import { nothingSeen } from '../../media/analysis/analyse.ts';
import { type FrameContents, keepInFrame } from '../../media/keep-in-frame.ts';
import type { Plane } from '../../media/pixels/plane.ts';
import { createCamera } from './camera.ts';
import { horizonOf } from './depth/flat-water.ts';
import { middleOf, placeFrame } from './depth/framing.ts';
import type { Scene } from './depth/scene.ts';
import type { Split } from './depth/split.ts';
import { borderOf, holds, reach } from './extents.ts';
import type { Faces } from './face/face-animation.ts';
import { createFlow } from './flow.ts';
import type { FlowStage } from './flows/flow-bend.ts';
import type { Lens } from './lens.ts';
import { createLens } from './lens.ts';
import { heldBy } from './motion-mask.ts';
import type { PlanarPoint, RenderInput } from './render-input.ts';
import { steadyGround } from './steady-ground.ts';
import { clamp } from './wave.ts';
import type { Extents, Window } from './window.ts';
import { fitWindow } from './window.ts';

/** What a lens shows: the flow, its second copy, or the picture without it. */
export type Copy = 'flow' | 'echo' | 'still';

/** The motion of a shot fitted to its photo: the extents it sees, its window, and the lens of every frame. */
export type MotionPreview = {
  readonly window: Window;
  readonly extents: Extents;
  readonly lensAt: (frame: number, copy?: Copy) => Lens;
  /** The far end of level water, in frame widths below the middle; null without any. */
  readonly horizon: number | null;
  /** The lens for a subject that is drawn as a separate layer. */
  readonly frontAt: (frame: number) => Lens;
  /** Blend weight of the echo in a frame, 0 to 1. */
  readonly echoAt: (frame: number) => number;
};

const still = ({ width, height }: RenderInput): Extents => {
  const tall = height / width / 2;
  return { left: -0.5, right: 0.5, top: -tall, bottom: tall };
};

/** Where the frame lies before anything moves, and the offset of the most interesting part from its centre. */
const compose = (input: RenderInput, photo: Size, { interest }: Scene, seen: FrameContents) => {
  const centre = { x: photo.width / 2, y: photo.height / 2 };
  const { scale } = fitWindow(still(input), photo, centre);
  const shareX = scale / photo.width;
  const shareY = (scale * input.height) / input.width / photo.height;
  const part = keepInFrame(seen, input.width / input.height, placeFrame(interest, shareX, shareY));
  const middle = {
    x: (part.left + part.width / 2) / photo.width,
    y: (part.top + part.height / 2) / photo.height,
  };
  const spot = middleOf(interest, middle, shareX, shareY);
  const short = Math.min(1, input.height / input.width);
  const aim = {
    x: clamp(((spot.x - middle.x) * photo.width) / scale, -0.25, 0.25),
    y: clamp(((spot.y - middle.y) * photo.height) / scale, -0.25 * short, 0.25 * short),
  };
  return { window: { x: middle.x * photo.width, y: middle.y * photo.height, scale }, aim };
};

const stageOf = (
  { faces }: Scene,
  photo: Size,
  { x, y, scale }: Window,
  aim: PlanarPoint,
  horizon: number | null,
): FlowStage => ({
  aim,
  horizon: horizon === null ? null : (horizon * photo.height - y) / scale,
  heads: faces.map((face) => ({
    x: (face.x * photo.width - x) / scale,
    y: (face.y * photo.height - y) / scale,
    across: (face.across * photo.width) / scale,
    down: (face.down * photo.height) / scale,
  })),
});

/**
 * Fits the window iteratively until the shot stays inside the photo: the area it sees depends on the depth there,
 * and the depth depends on where the window is.
 */
export const previewMotion = (
  input: RenderInput,
  photo: Size,
  scene: Scene,
  faces: Faces | null = null,
  seen: FrameContents = nothingSeen(photo),
  split: Split | null = null,
  free: Plane | null = null,
): MotionPreview => {
  const { frames, fps } = input;
  const border = borderOf(input);
  const flow = createFlow(input);
  const { window: wide, aim } = compose(input, photo, scene, seen);
  const camera = createCamera(input, aim);
  const ground = {
    ...steadyGround(scene, split?.back ?? scene.depth, input, photo, wide, camera),
    focus: split?.focus ?? scene.focus,
  };
  const front = { ...ground, depth: split?.front ?? ground.depth };
  const end = Math.max(1, input.recipe.loop ? frames : frames - 1);
  const echoAt = (frame: number): number => flow?.echo(frame / fps) ?? 0;
  const horizon = flow?.part === 'air' ? horizonOf(scene.currents().level) : null;
  const lensIn = (window: Window) => {
    const stage = stageOf(scene, photo, window, aim, horizon);
    return (frame: number, copy: Copy = 'flow'): Lens => {
      const bend = copy === 'still' ? null : (flow?.bend(frame / fps, stage, copy === 'echo') ?? null);
      const lens = createLens(ground, photo, window, camera(frame / end), bend);
      const turn = faces?.bend(frame, window);
      const turned: Lens =
        turn === undefined
          ? lens
          : (points) => {
              lens(points);
              turn(points);
            };
      return heldBy(free, photo, window, turned);
    };
  };
  const frontIn = (window: Window) => (frame: number) =>
    createLens(front, photo, window, camera(frame / end), null);
  let window: Window = wide;
  let extents: Extents = { left: 0, right: 0, top: 0, bottom: 0 };
  for (let round = 0; round < 8; round += 1) {
    const look = lensIn(window);
    const lenses = Array.from({ length: frames }, (_, frame) => look(frame));
    if (split !== null) lenses.push(...lenses.map((_, frame) => frontIn(window)(frame)));
    if (flow?.echo(0)) lenses.push(...lenses.map((_, frame) => look(frame, 'echo')));
    const reached = reach(lenses, border, extents);
    if (round > 0 && holds(extents, reached)) break;
    extents = reached;
    window = fitWindow(extents, photo, wide);
  }
  return {
    ...{ window, extents, lensAt: lensIn(window), frontAt: frontIn(window), echoAt },
    horizon: stageOf(scene, photo, window, aim, horizon).horizon,
  };
};
