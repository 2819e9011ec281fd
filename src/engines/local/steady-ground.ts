import type { Size } from '../../core/shot.ts';
import { box, type Plane, planeOf } from '../../media/pixels/plane.ts';
import { pushPull } from '../../media/pixels/push-pull.ts';
import type { CameraCurve, CameraPose } from './camera.ts';
import { coneLimit } from './depth/cone.ts';
import { type Currents, streamingIn } from './depth/currents.ts';
import { roundness } from './depth/roundness.ts';
import type { Scene } from './depth/scene.ts';
import { straighten } from './depth/straighten.ts';
import { createFlow, type FlowMotion } from './flow.ts';
import type { Ground } from './lens.ts';
import type { RenderInput } from './render-input.ts';
import type { Window } from './window.ts';

/** Maximum slope of a warp. Below 1 the picture can't fold, and faces keep their shape. */
const gentleSlope = 0.35;

/** The same for water, clouds and smoke, which may stretch more than anything that has a shape. */
const flowingSlope = 0.75;

/** Share of a flow's amplitude by which leaves and ripples sway. */
const sway = 0.4;

const parallax = ({ right, down, swell }: CameraPose): number =>
  Math.sqrt(right * right + down * down) + 0.6 * Math.abs(swell);

/**
 * How much each place takes part in a flow. Fixed parts must stay fixed up to their outline,
 * and moving parts must move up to theirs.
 */
const shareOf = (
  scene: Scene,
  part: FlowMotion['part'],
  limit: (plane: Plane) => Plane,
  flowing: (plane: Plane) => Plane,
): Plane => {
  const { subject, loose } = scene;
  const { width, height } = subject;
  if (part === 'subject') return limit(subject);
  if (part === 'round') return limit(roundness(subject));
  if (part === 'air') {
    const { leaves, level } = everywhere(scene.currents());
    return flowing(
      planeOf(width, height, (i) => 0.9 * (leaves.values[i] as number) + (level.values[i] as number)),
    );
  }
  const blown = scene.blown();
  if (blown === null)
    return inverse(
      limit(
        planeOf(
          width,
          height,
          (i) => 1 - (loose.values[i] as number) * (0.3 + 0.7 * (subject.values[i] as number)),
        ),
      ),
    );
  const { leaves } = scene.currents();
  const [moves, held, swaying] = [limit(blown.moves), limit(blown.held), limit(leaves)];
  return planeOf(width, height, (i) =>
    Math.min(
      Math.max(moves.values[i] as number, 0.7 * (swaying.values[i] as number)),
      1 - (held.values[i] as number),
    ),
  );
};

const inverse = ({ width, height, values }: Plane): Plane =>
  planeOf(width, height, (i) => 1 - (values[i] as number));

/**
 * What streams, continued behind what stays still: that is drawn over it, so water may flow up to its outline.
 * In a picture where nothing streams, leaves sway only where they are.
 */
const everywhere = (currents: Currents): Currents => {
  const { falls, level, clouds, smoke } = currents;
  const { width, height } = falls;
  const streaming = streamingIn(currents);
  const weight = streaming.values.map((value) => (value > 0.5 ? 1 : 0));
  if (!weight.includes(1)) return currents;
  const spread = (...planes: readonly [Plane, Plane]): readonly [Plane, Plane] => {
    const values = new Float32Array(3 * weight.length);
    planes.forEach((plane, channel) => {
      for (let i = 0; i < weight.length; i += 1)
        values[3 * i + channel] = (plane.values[i] as number) / Math.max(0.5, streaming.values[i] as number);
    });
    pushPull(values, weight.slice(), falls);
    const of = (channel: number) =>
      box(
        box(
          planeOf(width, height, (i) => values[3 * i + channel] as number),
          4,
        ),
        4,
      );
    return [of(0), of(1)];
  };
  const [nextFalls, nextLevel] = spread(falls, level);
  const [nextClouds, nextSmoke] = spread(clouds, smoke);
  return { ...currents, falls: nextFalls, level: nextLevel, clouds: nextClouds, smoke: nextSmoke };
};

/** How much farther falling water moves than a flow's amplitude. */
const plunge = 1.5;

/** Falling water starts slowly at its upper edge and below each rock in it, or copies of them would fall with it. */
const fromTheLip = ({ width, height, values }: Plane, own: Plane, step: number): Float32Array => {
  const falls = values.slice();
  for (let x = 0; x < width; x += 1)
    for (let y = 0, most = 0; y < height; y += 1) {
      const i = y * width + x;
      most = (own.values[i] as number) > 0.5 ? Math.min(1, most + step) : 0;
      falls[i] = Math.min(falls[i] as number, most);
    }
  return box({ width, height, values: falls }, 2).values;
};

/** Flow direction of each place: falling water moves down, level water and clouds move sideways, smoke moves up. */
const streamOf = (
  { currents }: Scene,
  held: (plane: Plane, travel: number) => Plane,
  travel: number,
  pixels: number,
): Ground['stream'] => {
  const own = currents();
  const all = everywhere(own);
  // Streaks of falling water may slide past each other.
  const falls = fromTheLip(
    held(all.falls, 0.3 * travel),
    own.falls,
    flowingSlope / Math.max(1, plunge * travel * pixels),
  );
  const [level, clouds, smoke] = [all.level, all.clouds, all.smoke].map(
    (plane) => held(plane, travel).values,
  ) as [Float32Array, Float32Array, Float32Array];
  const { width, height } = all.falls;
  return {
    right: planeOf(width, height, (i) => all.drift * (clouds[i] as number) + 1.1 * (level[i] as number)),
    down: planeOf(width, height, (i) => plunge * (falls[i] as number) - 1.2 * (smoke[i] as number)),
  };
};

/** The scene with its planes smoothed so that their slopes are small enough for this shot. */
export const steadyGround = (
  scene: Scene,
  depth: Plane,
  input: RenderInput,
  photo: Size,
  { scale }: Window,
  camera: CameraCurve,
): Ground => {
  const pixels = scale * Math.max(scene.depth.width / photo.width, scene.depth.height / photo.height);
  let most = 0;
  for (let i = 0; i <= 32; i += 1) most = Math.max(most, parallax(camera(i / 32)));
  const limit = (plane: Plane, travel: number, slope = gentleSlope) =>
    travel * pixels > slope ? coneLimit(plane, slope / (travel * pixels)) : plane;
  // Fixed parts must stay fixed up to their outline.
  const held = (plane: Plane, travel: number) => inverse(limit(inverse(plane), travel, flowingSlope));
  const part = createFlow(input)?.part ?? 'subject';
  // Hair and cloth may stretch more than anything else.
  const swing = (part === 'loose' ? 0.6 : 1) * (input.recipe.flow?.amplitude ?? 0);
  return {
    depth: most > 0 ? straighten(limit(depth, most), scene.lines) : depth,
    focus: scene.focus,
    share: shareOf(
      scene,
      part,
      (plane) => limit(plane, swing),
      (plane) => held(plane, sway * swing),
    ),
    stream: part === 'air' ? streamOf(scene, held, swing, pixels) : null,
  };
};
