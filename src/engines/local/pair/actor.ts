import type { Pair } from '../../../core/shot.ts';
import { type CameraPose, createCamera } from '../camera.ts';
import type { FrameRendererMaker } from '../frame-renderer.ts';
import { createLayer, placeOf } from '../layers/layer.ts';
import { mapTriangles } from '../layers/triangles.ts';
import { createRandom, createWander } from '../random.ts';
import type { RenderInput } from '../render-input.ts';
import { clamp, sine } from '../wave.ts';
import { createEyes } from './close-eyes.ts';
import type { DrawnPerson } from './contact-shadow.ts';
import type { PairStance } from './figure.ts';
import type { Contact, PlacedPerson } from './placed-people.ts';
import type { PairPlacement } from './places.ts';
import { momentAt, type PairMoment } from './timing.ts';

/** In face widths: how far two people approach each other at medium strength, and at least. */
const approach = 0.75;
const least = 0.15;

export type ActorPath = {
  /** The position of a person's face in the frame, before the camera moves. */
  readonly x: (near: number, press: number) => number;
  readonly y: number;
};

/** The paths of both people: from some distance apart, or from their places in a shared photo, to their touch. */
export const waysOf = (
  input: RenderInput,
  { level, people }: PairPlacement,
  pair: readonly [PlacedPerson, PlacedPerson],
  contact: Contact,
  strength: number,
): readonly [ActorPath, ActorPath] => {
  const { width, height } = input;
  const wide = (pair[0].figure.wide + pair[1].figure.wide) / 2;
  const [left, right] = people;
  const photo = [left, right].map(({ seen, face, scale }) => (seen.faces[face]?.box[0] ?? 0) * scale);
  const stood = left.photo === right.photo ? (photo[1] ?? 0) - (photo[0] ?? 0) : Number.POSITIVE_INFINITY;
  // When people lean, their heads are closer together than their bodies.
  const leaning = pair.reduce(
    (sum, { figure }, i) => sum + Math.abs(contact.stances[i]?.lean ?? 0) * figure.high,
    0,
  );
  const touching = contact.apart - leaning;
  const start = clamp(
    Math.min(stood, width - 1.25 * wide),
    touching + least * wide,
    touching + approach * strength * wide,
  );
  const press = 0.02 * wide;
  const at =
    (side: 1 | -1) =>
    (near: number, pressed: number): number =>
      width / 2 + (side / 2) * (start + (contact.apart - start) * near - press * pressed);
  return [
    { x: at(-1), y: level * height - contact.lower / 2 },
    { x: at(1), y: level * height + contact.lower / 2 },
  ];
};

const scaled = (
  { yaw, pitch, roll, lean, smile }: PairStance,
  { near, press, smile: grin }: PairMoment,
  breath: number,
): PairStance => ({
  yaw: yaw * (0.12 + 0.88 * near),
  pitch: pitch * near,
  roll: roll * near,
  lean: lean * near,
  // Lips draw together only while they touch.
  smile: smile * (smile < 0 ? press : grin),
  breath,
});

/** One person who moves, turns and leans through the clip. */
export const actor = (
  standing: PlacedPerson,
  stance: PairStance,
  way: ActorPath,
  input: RenderInput,
  pair: Pair,
  index: 0 | 1,
  blinks: boolean,
  makeRenderer: FrameRendererMaker,
) => {
  const { person, figure } = standing;
  const { frames, fps, recipe, seed } = input;
  const seconds = frames / fps;
  const random = createRandom(seed ^ (0x9a1f + index));
  const [sway, nod] = [0, 1].map(() => createWander(random, 0.5, seconds, recipe.loop)) as [
    (time: number) => number,
    (time: number) => number,
  ];
  const phase = random();
  const { corners, triangles } = figure.mesh;
  const moved = new Float64Array(corners.length);
  /** Computes the positions of all corners in the frame. */
  const stand = (t: number, { shrink, x, y }: CameraPose, into: Float64Array): void => {
    const moment = momentAt(t, pair.kind, recipe.loop);
    const { near, press, rock } = moment;
    const time = t * seconds;
    const breath = 0.006 * sine(phase + Math.max(1, Math.round(seconds / 3.6)) * t);
    const now = scaled(stance, moment, breath);
    const live = pair.strength * (1 - 0.6 * near);
    figure.pose(
      {
        ...now,
        lean: now.lean + 0.016 * rock,
        roll: now.roll + 0.012 * rock + 0.03 * live * nod(time),
        yaw: now.yaw + 0.05 * live * sway(time),
      },
      into,
    );
    const [right, down] = [way.x(near, press) - figure.middle.x, way.y - figure.middle.y];
    const [midX, midY] = [input.width / 2, way.y];
    for (let i = 0; i < into.length; i += 2) {
      into[i] = ((into[i] as number) + right - midX) / shrink + midX - x * input.width;
      into[i + 1] = ((into[i + 1] as number) + down - midY) / shrink + midY - y * input.width;
    }
  };
  const bounds = { left: input.width, top: input.height, right: 0, bottom: 0 };
  const camera = createCamera(input, { x: 0, y: 0 });
  for (let step = 0; step <= 8; step += 1) {
    stand(step / 8, camera(step / 8), moved);
    for (let i = 0; i < moved.length; i += 2) {
      bounds.left = Math.min(bounds.left, moved[i] as number);
      bounds.right = Math.max(bounds.right, moved[i] as number);
      bounds.top = Math.min(bounds.top, moved[i + 1] as number);
      bounds.bottom = Math.max(bounds.bottom, moved[i + 1] as number);
    }
  }
  const place = placeOf(input, bounds.left - 16, bounds.top - 16, bounds.right + 16, bounds.bottom + 16);
  const layer = createLayer(input, place, person.sheet, makeRenderer);
  const eyes = blinks ? createEyes(person, layer) : () => {};
  return {
    draw: (picture: Uint8Array, t: number, pose: CameraPose): DrawnPerson => {
      stand(t, pose, moved);
      eyes(momentAt(t, pair.kind, recipe.loop).lids);
      layer.clear();
      mapTriangles(layer, { corners, triangles }, moved);
      return { place, cover: layer.lay(picture) };
    },
  };
};
