import { join } from 'node:path';
import { Failure } from '../../core/failure.ts';
import type { PostStep, Watermark } from '../../core/post-steps.ts';
import type { EncodePlan, Mp4Out } from '../encode-plan.ts';
import { evenDown } from '../even.ts';
import { lookUp, movie } from './movie.ts';
import {
  clipPlan,
  type KnownClip,
  type NeededFile,
  type PlannedStep,
  sideBySide,
  stitch,
} from './other-clips.ts';
import { placeOf } from './overlay-text.ts';
import { type ClipFormat, changeOf, type StepResult, smoothMethod } from './picture-steps.ts';
import { swell } from './swell.ts';

export type PostPlan = {
  /** The steps that change something, as they will actually run. */
  readonly steps: readonly PostStep[];
  readonly needs: readonly NeededFile[];
  /** How to encode the pictures. Null when they stay unchanged. */
  readonly plan: EncodePlan | null;
};

const compensatedLimit = 900;

/**
 * Several filters lose the last frames, more of them in a slow clip. This holds the last frame to fill the gap and cuts
 * at the clip's length.
 */
const wholePlan = (plan: EncodePlan, { fps, seconds }: ClipFormat): EncodePlan => ({
  ...plan,
  filters: `${plan.filters},fps=${fps},tpad=stop=${Math.ceil(fps)}:stop_mode=clone`,
  frames: Math.round(seconds * fps),
});

/** Seconds that an encoding of this size may take on a slow machine. */
const limitOf = ({ width, height, fps, seconds }: ClipFormat): number =>
  Math.min(3_600, Math.round(300 + (0.2 * width * height * fps * seconds) / 1e6));

const markPlace = (picture: ClipFormat, { kind }: Watermark): string => {
  const margin = Math.round(Math.min(picture.width, picture.height) * 0.03);
  return kind === 'label' ? `${margin}:${margin}` : `W-w-${margin}:H-h-${margin}`;
};

/** Shows a picture with transparency over the clip. */
const overlaid = (picture: ClipFormat, path: string, place: string): StepResult => {
  const converted = 'scale=out_color_matrix=bt709:out_range=tv,format=yuva420p';
  return {
    picture,
    filters: `null[under];${movie(path, 'png_pipe')},${converted}[mark];[under][mark]overlay=${place}`,
  };
};

const planStep = (
  picture: ClipFormat,
  step: PostStep,
  clips: Readonly<Record<string, KnownClip>>,
  prefix: string,
  levels: readonly number[],
): PlannedStep | null => {
  if (step.kind === 'sound') return null;
  if (step.kind === 'swell') {
    const change = swell(picture, step, levels);
    return change && { change, step, needs: [] };
  }
  if (step.kind === 'watermark') {
    const target = `${prefix}.png`;
    const need: NeededFile = { kind: 'mark', mark: step.mark, picture, target };
    return { change: overlaid(picture, target, markPlace(picture, step.mark)), step, needs: [need] };
  }
  if (step.kind === 'title' || step.kind === 'caption') {
    const target = `${prefix}.png`;
    const need: NeededFile = { kind: 'text', step, picture, target };
    return { change: overlaid(picture, target, placeOf(step, picture)), step, needs: [need] };
  }
  if (step.kind === 'grade') {
    const { look, strength } = step;
    const target = `${prefix}.cube`;
    if (strength === 0) return null;
    return {
      change: { picture, filters: lookUp(target) },
      step,
      needs: [{ kind: 'look', look, strength, target }],
    };
  }
  if (step.kind === 'stitch') return stitch(picture, step, step.clips, clips, prefix);
  if (step.kind === 'beside') return sideBySide(picture, step, clips, prefix);
  if (step.kind === 'follow') return stitch(picture, step, [step.clip], clips, prefix);
  const change = changeOf(picture, step);
  const settled =
    step.kind === 'smooth' || step.kind === 'speed' ? { ...step, method: smoothMethod(picture, step) } : step;
  return change && { change, step: settled, needs: [] };
};

/**
 * Plans the changes to a clip's pictures, step by step. Files that are needed first go into `folder`. `clips` are the
 * clips that steps name, `levels` how loud the sound is in every tenth of a second. Throws `Failure` `invalid_input` when nothing would be left.
 */
export const postPlan = (
  steps: readonly PostStep[],
  source: KnownClip,
  target: string,
  folder: string,
  clips: Readonly<Record<string, KnownClip>> = {},
  levels: readonly number[] = [],
): PostPlan => {
  const { width, height, fps, seconds } = source.facts;
  let picture: ClipFormat = {
    width: evenDown(width),
    height: evenDown(height),
    fps: Math.min(60, fps),
    seconds,
  };
  const filters: string[] = [`scale=${picture.width}:${picture.height},setsar=1,setpts=PTS-STARTPTS`];
  const needs: NeededFile[] = [];
  const settled: PostStep[] = [];
  for (const [index, step] of steps.entries()) {
    const made = planStep(picture, step, clips, join(folder, `step-${index}`), levels);
    if (made === null && step.kind !== 'sound') continue;
    settled.push(made?.step ?? step);
    if (made === null) continue;
    filters.push(made.change.filters);
    needs.push(...made.needs);
    picture = made.change.picture;
  }
  if (picture.seconds * picture.fps < 1) throw new Failure('invalid_input', { trim: 'empty' });
  const dear = settled.some((step) => 'method' in step && step.method === 'motion');
  const output: Mp4Out = { kind: 'mp4', path: target, preset: 'veryfast', crf: 18 };
  const whole = wholePlan(clipPlan(source.path, filters.join(','), output), picture);
  const limit = Math.max(dear ? compensatedLimit : 0, limitOf(picture));
  const plan = filters.length === 1 ? null : { ...whole, limit };
  return { steps: settled, needs, plan };
};
