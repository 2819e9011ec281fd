import type { Size } from '../../../core/shot.ts';
import type { PhotoAnalysis } from '../../../media/analysis/types.ts';
import { frontOf } from '../../../media/pixels/cut-out.ts';
import { distanceTo } from '../../../media/pixels/distance.ts';
import { bytesFrom, floatsFrom } from '../../../media/pixels/numbers.ts';
import { lookUp, shrink, within } from '../../../media/pixels/shrink.ts';
import type { FrameRendererMaker } from '../frame-renderer.ts';
import type { FrameSource } from '../frame-source.ts';
import { createLayer, type Layer, placeOf } from '../layers/layer.ts';
import { partOf, sheetOf } from '../layers/sheet.ts';
import { mapTriangles } from '../layers/triangles.ts';
import { type Body, bodyOf } from '../puppet/body.ts';
import { createPuppet } from '../puppet/puppet.ts';
import { dance, paceOf, type Stance, styles } from '../puppet/steps.ts';
import { createRandom } from '../random.ts';
import type { RenderInput } from '../render-input.ts';
import { cosine } from '../wave.ts';
import { createBackdrop } from './backdrop.ts';
import { smooth } from './bend.ts';
import { outlineOf } from './outline.ts';
import { plateInThread } from './plate-thread.ts';
import { fillingFor, openStage, type Stage, setCamera, toFrame } from './stage.ts';

/** Maximum head travel as a share of the frame's width, for people who are cut off by the frame, or whole. */
const travel = { cut: 0.15, whole: 0.18 } as const;

/** Minimum height, in stage pixels, of a person who dances individually. */
const smallest = 60;

/** How far loose hair reaches beyond the cut-out, as a share of the picture's longer side. It is removed behind dancers. */
const hairs = 0.024;

const bodiesOf = (seen: PhotoAnalysis, stage: Stage): readonly Body[] =>
  seen.people.flatMap(({ box, skeleton, face }) => {
    if (box[3] * stage.scale < smallest) return [];
    const outline = face === null ? undefined : seen.faces[face];
    const body = bodyOf({
      joints: skeleton?.map(({ x, y, score }) => ({ ...stage.onStage(x, y), score })) ?? null,
      face: outline === undefined ? null : outlineOf(outline, stage),
    });
    return body === null ? [] : [body];
  });

/** Positions of a puppet's points in every frame, scaled so that no head moves too far. */
const rehearseDance = (
  stage: Stage,
  puppet: ReturnType<typeof createPuppet>,
  bodies: readonly Body[],
  tracks: readonly (readonly Stance[])[],
  strength: number,
  frames: number,
) => {
  const heads = bodies.map(({ neck, face, length }) => face ?? { x: neck.x, y: neck.y - 0.5 * length });
  const cut = bodies.some(({ hips }) => Math.max(hips[0].y, hips[1].y) > stage.size.height);
  const limit = (cut ? travel.cut : travel.whole) * stage.size.width;
  let most = 0;
  bodies.forEach((body, index) => {
    const head = heads[index];
    for (let frame = 0; frame < frames && head; frame += 1) {
      const stance = tracks[index]?.[frame];
      if (stance === undefined) continue;
      const { hip, drop, pelvis, chest, head: roll } = stance;
      const up = body.neck.y - head.y + 0.55 * body.length;
      const x = hip * body.length - (pelvis + chest) * up - roll * (body.neck.y - head.y);
      most = Math.max(most, strength * (Math.abs(x) + 0.5 * Math.abs(drop) * body.length));
    }
  });
  const scale = Math.min(1, limit / Math.max(1e-6, most)) * (bodies.length > 1 ? 0.8 : 1);
  return Array.from({ length: frames }, (_, frame) =>
    puppet.pose(
      tracks.map((track) => track[frame] as Stance),
      strength * scale,
    ),
  );
};

/**
 * Makes everyone in the photo dance over the background. Returns null if no one is large enough.
 * Throws `Failure` `photo_damaged` or `subject_missing`.
 */
export const openDance = async (
  path: string,
  input: RenderInput,
  seen: PhotoAnalysis,
  strength: number,
  makeRenderer: FrameRendererMaker,
): Promise<FrameSource | null> => {
  const { seed, frames, fps, recipe } = input;
  const beat = recipe.beat ?? { tempo: 120, first: 0 };
  const tempo = { beat, seconds: frames / fps, loop: recipe.loop };
  const pace = paceOf(tempo);
  const pulse = (frame: number) => 1.03 + 0.007 * (1 + cosine((frame / fps - beat.first) * pace));
  const set = setCamera(input, seen, pulse);
  const stage = await openStage(path, input, seen, set, {
    ...{ low: 0.42, span: 0.42 },
    holes: seen.faces.length === 0 ? 0.05 : 0.001,
  });
  const random = createRandom(seed ^ 0x7a9e5);
  const style = Math.floor(random() * styles.length);
  const side = random() < 0.5 ? -1 : 1;
  const small = within(stage.texture, Math.round(Math.max(stage.size.width, stage.size.height) / 3));
  const cover = shrink(stage.matte, stage.texture, small, 1);
  const inside = bytesFrom(cover, (value) => (value > 40 ? 1 : 0));
  const bodies = bodiesOf(seen, stage);
  if (bodies.length === 0) return null;
  // Next to a person there is more to choose from than nearby: preferring that repeats bright spots as blots.
  const filling = { ...fillingFor(stage, false), grow: hairs, stray: 0 };
  const { rgb, hole, texture } = stage;
  const filled = plateInThread({ rgb, matte: hole, size: texture, filling, seed: seed ^ 0x71a7e });
  const puppet = createPuppet(
    stage.size,
    {
      ...small,
      scale: small.width / stage.size.width,
      colour: shrink(stage.rgb, stage.texture, small, 3),
      inside,
    },
    bodies,
  );
  const times = Array.from({ length: frames }, (_, frame) => frame / fps);
  const tracks = bodies.map((_, index) => dance(tempo, times, { style, side, late: 0.03 * index }));
  const poses = rehearseDance(stage, puppet, bodies, tracks, strength, frames);
  const front = frontOf(stage.rgb, stage.matte, stage.texture);
  const backdrop = createBackdrop(await filled, stage, input, makeRenderer);
  const layers: { layer: Layer; mesh: (typeof puppet.layers)[number]['mesh'] }[] = [];
  const moved = Array.from({ length: frames }, (_, frame) => {
    const points = (poses[frame] as Float64Array).slice();
    toFrame(stage, input, set.at(frame), points);
    return points;
  });
  for (const { mesh, share } of puppet.layers) {
    const matte = puppet.layers.length === 1 ? stage.matte : shared(stage, share, inside, small);
    const part = partOf(matte, stage.texture, 4);
    if (part === null) continue;
    const [left, top, right, bottom] = boundsOf(mesh.triangles, moved);
    const place = placeOf(input, left, top, right, bottom);
    layers.push({
      layer: createLayer(
        input,
        place,
        sheetOf(front, matte, stage.texture, stage.texture.width / stage.size.width, part),
        makeRenderer,
      ),
      mesh,
    });
  }
  return {
    places: (frame) => backdrop.places(set.at(frame)),
    draw: (frame) => {
      const picture = backdrop.draw(set.at(frame));
      for (const { layer, mesh } of layers) {
        layer.clear();
        mapTriangles(layer, mesh, moved[frame] as Float64Array);
        layer.lay(picture);
      }
      return picture;
    },
  };
};

/**
 * The matte of one layer: the stage's soft matte, limited to the layer's share on the small copy. The share reaches
 * beyond the outline, so that only the matte shapes it, and has a soft edge towards other layers.
 */
const shared = (stage: Stage, share: Uint8Array, inside: Uint8Array, small: Size): Uint8Array => {
  const away = distanceTo(share, small);
  const near = floatsFrom(share, (value, at) =>
    value === 1 || (inside[at] === 0 && (away[at] as number) < 4) ? 1 : 0,
  );
  const { width, height } = stage.texture;
  const matte = stage.matte.slice();
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1) {
      if (matte[at] === 0) continue;
      const own = lookUp(near, small, 1, (x + 0.5) / width, (y + 0.5) / height, 0);
      matte[at] = (matte[at] as number) * smooth(1.6 * own - 0.3);
    }
  return matte;
};

const boundsOf = (triangles: Uint32Array, moved: readonly Float64Array[]) => {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0];
  for (const points of moved)
    for (const corner of triangles) {
      const [x, y] = [points[2 * corner] as number, points[2 * corner + 1] as number];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  return [left, top, right, bottom] as const;
};
