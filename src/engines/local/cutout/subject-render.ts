import type { PhotoAnalysis } from '../../../media/analysis/types.ts';
import { frontOf } from '../../../media/pixels/cut-out.ts';
import { distanceTo } from '../../../media/pixels/distance.ts';
import { bytesFrom } from '../../../media/pixels/numbers.ts';
import { box as blurred } from '../../../media/pixels/plane.ts';
import { shrink, within } from '../../../media/pixels/shrink.ts';
import { cellBits, type FrameRendererMaker } from '../frame-renderer.ts';
import type { FrameSource } from '../frame-source.ts';
import { createLayer } from '../layers/layer.ts';
import { openTop, partOf, sheetOf } from '../layers/sheet.ts';
import { createRandom } from '../random.ts';
import type { RenderInput } from '../render-input.ts';
import { clamp, cosine, ease } from '../wave.ts';
import { createBackdrop } from './backdrop.ts';
import type { Bent, CutoutKind, CutoutSubject } from './bend.ts';
import { holesOf } from './matte.ts';
import { outlineOf } from './outline.ts';
import { plateInThread } from './plate-thread.ts';
import { density, fillingFor, openStage, poseLens, type Stage, setCamera, toFrame } from './stage.ts';

/** A cutout counts as reaching the bottom edge if it is closer to it than this share of the stage's height. */
const nearEdge = 0.02;

/** Seconds in which what may belong to the subject disappears behind it: the first frame is the photo. */
const fadeSeconds = 0.8;

/** Texture pixels around the subject that its outline is mixed with. */
const rim = 4;

const subjectOf = (
  stage: Stage,
  seen: PhotoAnalysis,
  input: RenderInput,
  strength: number,
  front: Uint8Array,
): CutoutSubject | null => {
  const part = partOf(stage.matte, stage.texture, 0);
  if (part === null) return null;
  const small = within(stage.texture, 200);
  const cover = shrink(stage.matte, stage.texture, small, 1).map((value) => value / 255);
  const soft = blurred({ ...small, values: cover }, 2).values;
  const { frames, fps, recipe, seed } = input;
  const seconds = frames / fps;
  const box = [part.left / density, part.top / density, part.width / density, part.height / density] as const;
  return {
    stage: stage.size,
    box,
    cut: box[1] + box[3] > (1 - nearEdge) * stage.size.height,
    faces: seen.faces.map((face) => outlineOf(face, stage)),
    cover: { ...small, scale: small.width / stage.size.width, values: soft },
    front: { ...stage.texture, scale: density, rgb: front },
    seconds,
    strength,
    random: createRandom(seed ^ 0x5f10e5),
    progress: (time) => (recipe.loop ? (1 - cosine(time / seconds)) / 2 : time / seconds),
  };
};

/** The plate as long as nothing moves: only the subject itself is taken out, and nothing that may belong to it. */
const untouched = (plate: Uint8Array, { rgb, matte, texture }: Stage): Uint8Array => {
  const away = distanceTo(
    bytesFrom(matte, (value) => (value > 127 ? 1 : 0)),
    texture,
  );
  return bytesFrom(plate, (value, at) =>
    (away[Math.floor(at / 3)] as number) > rim ? (rgb[at] as number) : value,
  );
};

/** Moves the subject over the background. Throws `Failure` `photo_damaged` or `subject_missing`. */
export const openSubject = async (
  path: string,
  input: RenderInput,
  seen: PhotoAnalysis,
  strength: number,
  kind: CutoutKind,
  deep: boolean,
  makeRenderer: FrameRendererMaker,
): Promise<FrameSource> => {
  const { fps, seed } = input;
  const set = setCamera(input, seen, () => 1);
  const stage = await openStage(path, input, seen, set, {
    low: 0.38,
    span: 0.45,
    holes: holesOf(seen.faces.length),
  });
  const { rgb, matte, hole, texture } = stage;
  const filling = fillingFor(stage, deep);
  const filled = plateInThread({ rgb, matte: hole, size: texture, filling, seed: seed ^ 0x71a7e });
  const front = frontOf(rgb, matte, texture);
  const subject = subjectOf(stage, seen, input, strength, front);
  const plate = await filled;
  const backdrop = createBackdrop(plate, stage, input, makeRenderer, untouched(plate, stage));
  const part = partOf(stage.matte, stage.texture, 8);
  if (subject === null || part === null)
    return {
      places: (frame) => backdrop.places(set.at(frame)),
      draw: (frame) => backdrop.draw(set.at(frame)),
    };
  const motion = kind(subject);
  const layer = createLayer(
    input,
    { left: 0, top: 0, width: input.width, height: input.height },
    openTop(sheetOf(front, stage.matte, stage.texture, density, part)),
    makeRenderer,
  );
  const points = new Float64Array(2 * layer.columns * layer.rows);
  const bent: Bent = { x: 0, y: 0, gain: 0 };
  const cell = 1 << cellBits;
  const { window, region, scale } = stage;
  return {
    places: (frame) => backdrop.places(set.at(frame)),
    draw: (frame) => {
      const pose = set.at(frame);
      const moved = subject.progress(frame / fps) * subject.seconds;
      backdrop.fade(ease(clamp(moved / fadeSeconds, 0, 1)));
      const picture = backdrop.draw(pose);
      const bend = motion(frame / fps);
      for (let node = 0; node < points.length / 2; node += 1) {
        points[2 * node] = ((node % layer.columns) * cell) / input.width - 0.5;
        points[2 * node + 1] = (Math.floor(node / layer.columns) * cell - input.height / 2) / input.width;
      }
      poseLens(pose)(points);
      layer.clear();
      for (let node = 0; node < points.length / 2; node += 1) {
        bent.x = ((points[2 * node] as number) * window.scale + window.x - region.left) * scale;
        bent.y = ((points[2 * node + 1] as number) * window.scale + window.y - region.top) * scale;
        bent.gain = 0;
        bent.shine = 0;
        bend(bent);
        layer.set(node, bent.x, bent.y);
        layer.gain[node] = bent.gain;
        layer.shine[node] = bent.shine;
      }
      const cover = layer.lay(picture);
      motion.paint?.({
        ...{ width: input.width, height: input.height, picture, cover, zoom: 1 / pose.shrink },
        toFrame: (places) => toFrame(stage, input, pose, places),
      });
      return picture;
    },
  };
};
