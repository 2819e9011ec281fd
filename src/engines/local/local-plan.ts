import type { Model, Plan, Warning } from '../../core/engine.ts';
import { Failure } from '../../core/failure.ts';
import { frameRates, ratios, resolutions, secondsRange } from '../../core/order.ts';
import type { Shot } from '../../core/shot.ts';
import { quoteWords } from '../../core/words/done-words.ts';
import { type DepthChoice, noDepthModel } from './depth/source.ts';
import { frameSize, longestShape } from './frame-size.ts';
import type { RenderInput } from './render-input.ts';
import { displacement, safeZone } from './safe-zone.ts';

export const localModel: Model = {
  name: 'local-2.5d',
  seconds: secondsRange,
  ratios,
  resolutions,
  frameRates,
  loops: true,
  repeatable: true,
  licence: 'yours',
  commercial: true,
  local: true,
  dataGoesTo: null,
  mark: 'animated-locally',
};

/** Seconds on a small server: before the first frame, per million rendered pixels, and for a depth model. */
const pace = { start: 0.7, megapixel: 0.015, depthModel: 2 };

/** Default shape of a clip made from two photos. */
const pageShape = { width: 4, height: 3 } as const;

const percent = (share: number): number => Math.round(share * 100);

const warningsFor = (
  { ratio, local, sound, photos: [photo, ...others], leftOut }: Shot,
  moved: number,
): readonly Warning[] => {
  const warnings: Warning[] = [];
  const shape =
    photo === undefined || (local.pair !== null && others.length > 0) ? 1 : photo.width / photo.height;
  if (ratio === 'photo' && Math.max(shape, 1 / shape) > longestShape)
    warnings.push({
      kind: 'ratio',
      asked: 'photo',
      used: shape > 1 ? `${longestShape}:1` : `1:${longestShape}`,
    });
  if (leftOut.length > 0) warnings.push({ kind: 'words', asked: quoteWords(leftOut), used: '' });
  if ((local.face?.talk ?? 0) > 0 && sound === false) warnings.push({ kind: 'sound', asked: '', used: '' });
  if (moved > safeZone.warn)
    warnings.push({ kind: 'motion', asked: `${percent(moved)} %`, used: `${percent(moved)} %` });
  return warnings;
};

/** Plans the local render of a shot. Throws `Failure` `invalid_input` or `too_much_motion`. */
export const planRender = (shot: Shot, model: string | null, depth: DepthChoice = noDepthModel): Plan => {
  if (model !== null && model !== localModel.name) throw new Failure('invalid_input', { model });
  const { seconds, fps } = shot;
  const [photo] = shot.photos;
  if (photo === undefined) throw new Failure('invalid_input', { photos: 0 });
  if (!(seconds >= secondsRange.minimum && seconds <= secondsRange.maximum))
    throw new Failure('invalid_input', { seconds });
  const { width, height } = frameSize(
    shot.ratio,
    shot.resolution,
    shot.local.pair === null || shot.photos.length === 1 ? photo : pageShape,
  );
  const frames = Math.round(seconds * fps);
  const deep = shot.local.pair === null && shot.local.depth > 0;
  const input: RenderInput = {
    ...{ recipe: shot.local, seed: shot.seed, width, height, fps, frames },
    ...(shot.masked !== undefined && { masked: shot.masked }),
    ...(deep && depth.model !== null && { depthModel: depth.model.hash }),
  };
  const moved = displacement(input);
  if (moved > safeZone.refuse)
    throw new Failure('too_much_motion', { percent: percent(moved), limit: percent(safeZone.refuse) });
  const work = (frames * width * height) / 1e6;
  const warnings = warningsFor(shot, moved);
  const guessing: Warning = { kind: 'depth', asked: 'model', used: 'guess' };
  return {
    engine: 'local',
    model: localModel.name,
    input,
    warnings: deep && depth.problem !== null ? [...warnings, guessing] : warnings,
    credits: 0,
    work,
    seconds: pace.start + work * pace.megapixel + (input.depthModel === undefined ? 0 : pace.depthModel),
  };
};
