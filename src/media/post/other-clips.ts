import { Failure } from '../../core/failure.ts';
import type { Look, PostStep, Watermark } from '../../core/post-steps.ts';
import type { Size } from '../../core/shot.ts';
import type { EncodePlan, Mp4Out } from '../encode-plan.ts';
import type { Probe } from '../probe.ts';
import { besideChange, type Names } from './beside.ts';
import { movie } from './movie.ts';
import type { TextStep } from './overlay-text.ts';
import type { Change, Picture } from './picture-steps.ts';

/** A local clip and its probed properties. */
export type KnownClip = { readonly path: string; readonly facts: Probe };

/** A file that must be created before the plan can run. */
export type Need =
  | { readonly kind: 'clip'; readonly plan: EncodePlan }
  | { readonly kind: 'mark'; readonly mark: Watermark; readonly picture: Size; readonly target: string }
  | { readonly kind: 'names'; readonly names: Names; readonly target: string }
  | { readonly kind: 'text'; readonly step: TextStep; readonly picture: Size; readonly target: string }
  | { readonly kind: 'look'; readonly look: Look; readonly strength: number; readonly target: string };

const encodeLimit = 300;

/** A plan that filters one file. */
export const clipPlan = (source: string, filters: string, output: Mp4Out): EncodePlan => ({
  input: { kind: 'file', path: source },
  filters,
  output,
  frames: null,
  limit: encodeLimit,
});

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

/** What a step does, as it will run, and what it needs first. */
export type Made = { readonly change: Change; readonly step: PostStep; readonly needs: readonly Need[] };

/** Shows clips side by side. */
export const beside = (
  picture: Picture,
  step: PostStep & { kind: 'beside' },
  clips: Readonly<Record<string, KnownClip>>,
  prefix: string,
): Made => {
  const others = step.clips.slice(1).map((name, index) => {
    const clip = clips[name];
    if (clip === undefined) throw new Failure('internal', {}, `no clip ${name}`);
    return { ...clip.facts, source: clip.path, path: `${prefix}-${index}.mp4` };
  });
  const strip = `${prefix}.png`;
  const { change, names, sizes } = besideChange(picture, step, others, strip);
  const parts = others.map(({ source, path }, index) =>
    partPlan({ ...picture, ...sizes[index + 1] }, source, path),
  );
  return {
    ...{ change, step },
    needs: [...parts.map((plan): Need => ({ kind: 'clip', plan })), { kind: 'names', names, target: strip }],
  };
};

/** Joins clips one after another, with cross-fades. */
export const stitch = (
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
