import { join } from 'node:path';
import { Failure } from '../../core/failure.ts';
import type { Look, PostStep, Watermark } from '../../core/post-steps.ts';
import type { Size } from '../../core/shot.ts';
import type { EncodePlan, Mp4Out } from '../encode-plan.ts';
import type { Probe } from '../probe.ts';
import { lookUp, movie } from './movie.ts';
import { placeOf, type TextStep } from './overlay-text.ts';
import { type Change, changeOf, type Picture, smoothMethod } from './picture-steps.ts';

/** A local clip and its probed properties. */
export type KnownClip = { readonly path: string; readonly facts: Probe };

/** A file that must be created before the plan can run. */
export type Need =
  | { readonly kind: 'clip'; readonly plan: EncodePlan }
  | { readonly kind: 'mark'; readonly mark: Watermark; readonly picture: Size; readonly target: string }
  | { readonly kind: 'text'; readonly step: TextStep; readonly picture: Size; readonly target: string }
  | { readonly kind: 'look'; readonly look: Look; readonly strength: number; readonly target: string };

export type PostPlan = {
  /** The steps that change something, as they will actually run. */
  readonly steps: readonly PostStep[];
  readonly needs: readonly Need[];
  /** How to encode the pictures. Null when they stay unchanged. */
  readonly plan: EncodePlan | null;
};

const encodeLimit = 300;
const compensatedLimit = 900;

const clipPlan = (source: string, filters: string, output: Mp4Out): EncodePlan => ({
  input: { kind: 'file', path: source },
  filters,
  output,
  frames: null,
  limit: encodeLimit,
});

/**
 * Several filters lose the last frame or two. This holds the last frame to fill the gap and cuts at the clip's length.
 */
const wholePlan = (plan: EncodePlan, { fps, seconds }: Picture): EncodePlan => ({
  ...plan,
  filters: `${plan.filters},fps=${fps},tpad=stop=8:stop_mode=clone`,
  frames: Math.round(seconds * fps),
});

const markPlace = (picture: Picture, { kind }: Watermark): string => {
  const margin = Math.round(Math.min(picture.width, picture.height) * 0.03);
  return kind === 'label' ? `${margin}:${margin}` : `W-w-${margin}:H-h-${margin}`;
};

/** Shows a picture with transparency over the clip. */
const overlaid = (picture: Picture, path: string, place: string): Change => {
  const converted = 'scale=out_color_matrix=bt709:out_range=tv,format=yuva420p';
  return {
    picture,
    filters: `null[under];${movie(path, 'png_pipe')},${converted}[mark];[under][mark]overlay=${place}`,
  };
};

/** Properties in which both clips of a cross-fade must agree. */
const alike = ({ fps }: Picture): string => `fps=${fps},settb=AVTB,setsar=1,format=yuv420p`;

/** Cross-fades from the picture into another clip, or from that clip into the picture. */
const joined = (
  picture: Picture,
  other: Probe,
  path: string,
  wanted: number,
  way: 'before' | 'after',
): Change => {
  const fade = fadeBetween(picture.seconds, other.seconds, wanted);
  const offset = (way === 'before' ? other.seconds : picture.seconds) - fade;
  const order = way === 'before' ? '[other][own]' : '[own][other]';
  // A clip that ends a frame early would cut its own fade short.
  const held = `${alike(picture)},tpad=stop=2:stop_mode=clone`;
  const [own, others] = way === 'before' ? [alike(picture), held] : [held, alike(picture)];
  return {
    picture: { ...picture, seconds: picture.seconds + other.seconds - fade },
    filters: `${own}[own];${movie(path, 'mov')},${others}[other];${order}xfade=duration=${fade}:offset=${offset}`,
  };
};

/** Seconds of a cross-fade, limited so that something of both clips remains. */
export const fadeBetween = (one: number, two: number, wanted: number): number =>
  Math.max(0.04, Math.min(wanted, one / 2, two / 2));

/** A copy of a clip scaled and cropped to another clip's frame, with hardly any quality loss. */
const partPlan = ({ width, height, fps }: Picture, source: string, path: string): EncodePlan =>
  clipPlan(
    source,
    `scale=${width}:${height}:force_original_aspect_ratio=increase:flags=lanczos,crop=${width}:${height},setsar=1,fps=${fps}`,
    { kind: 'mp4', path, preset: 'veryfast', crf: 10 },
  );

type Made = { readonly change: Change; readonly step: PostStep; readonly needs: readonly Need[] };

const make = (
  picture: Picture,
  step: PostStep,
  clips: Readonly<Record<string, KnownClip>>,
  prefix: string,
): Made | null => {
  if (step.kind === 'sound') return null;
  if (step.kind === 'watermark') {
    const target = `${prefix}.png`;
    const need: Need = { kind: 'mark', mark: step.mark, picture, target };
    return { change: overlaid(picture, target, markPlace(picture, step.mark)), step, needs: [need] };
  }
  if (step.kind === 'title' || step.kind === 'caption') {
    const target = `${prefix}.png`;
    const need: Need = { kind: 'text', step, picture, target };
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
  if (step.kind === 'follow') return stitch(picture, step, [step.clip], clips, prefix);
  const change = changeOf(picture, step);
  const settled =
    step.kind === 'smooth' || step.kind === 'speed' ? { ...step, method: smoothMethod(picture, step) } : step;
  return change && { change, step: settled, needs: [] };
};

const stitch = (
  start: Picture,
  step: PostStep & { kind: 'stitch' | 'follow' },
  names: readonly string[],
  clips: Readonly<Record<string, KnownClip>>,
  prefix: string,
): Made => {
  let picture = start;
  const filters: string[] = [];
  const needs: Need[] = [];
  for (const [index, name] of names.entries()) {
    const clip = clips[name];
    if (clip === undefined) throw new Failure('internal', {}, `no clip ${name}`);
    const path = `${prefix}-${index}.mp4`;
    const way = step.kind === 'follow' ? 'before' : 'after';
    const change = joined(picture, clip.facts, path, step.fade, way);
    needs.push({ kind: 'clip', plan: partPlan(picture, clip.path, path) });
    filters.push(change.filters);
    picture = change.picture;
  }
  return { change: { picture, filters: filters.join(',') }, step, needs };
};

const evenDown = (length: number): number => Math.floor(length / 2) * 2;

/**
 * Plans the changes to a clip's pictures, step by step. Files that are needed first go into `folder`. `clips` are the
 * clips that steps name. Throws `Failure` `invalid_input` when nothing would be left.
 */
export const postPlan = (
  steps: readonly PostStep[],
  source: KnownClip,
  target: string,
  folder: string,
  clips: Readonly<Record<string, KnownClip>> = {},
): PostPlan => {
  const { width, height, fps, seconds } = source.facts;
  let picture: Picture = {
    width: evenDown(width),
    height: evenDown(height),
    fps: Math.min(60, fps),
    seconds,
  };
  const filters: string[] = [`scale=${picture.width}:${picture.height},setsar=1,setpts=PTS-STARTPTS`];
  const needs: Need[] = [];
  const settled: PostStep[] = [];
  for (const [index, step] of steps.entries()) {
    const made = make(picture, step, clips, join(folder, `step-${index}`));
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
  const plan = filters.length === 1 ? null : dear ? { ...whole, limit: compensatedLimit } : whole;
  return { steps: settled, needs, plan };
};
