import { Failure } from '../../core/failure.ts';
import type { Look, PostStep, Watermark } from '../../core/post-steps.ts';
import type { Size } from '../../core/shot.ts';
import type { EncodePlan, Mp4Out } from '../encode-plan.ts';
import type { Probe } from '../probe.ts';
import { type Names, sideBySideChange } from './comparison.ts';
import { movie } from './movie.ts';
import type { TextStep } from './overlay-text.ts';
import type { ClipFormat, StepResult } from './picture-steps.ts';
import { blurred } from './reframe.ts';

/** A local clip and its probed properties. */
export type KnownClip = { readonly path: string; readonly facts: Probe };

/** A file that must be created before the plan can run. */
export type NeededFile =
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
const alike = ({ fps }: ClipFormat): string => `fps=${fps},settb=AVTB,setsar=1,format=yuv420p`;

/** A picture of exactly its length, held at its end if it stops too early. */
const exactly = (picture: ClipFormat): string => {
  const { fps, seconds } = picture;
  const held = `tpad=stop=${Math.ceil(fps)}:stop_mode=clone`;
  return `${alike(picture)},${held},trim=end_frame=${Math.round(seconds * fps)},setpts=PTS-STARTPTS`;
};

/** Cross-fades from the picture into another clip, or from that clip into the picture. */
const joined = (
  picture: ClipFormat,
  other: Probe,
  path: string,
  wanted: number,
  way: 'before' | 'after',
): StepResult => {
  const fade = fadeBetween(picture.seconds, other.seconds, wanted);
  const seconds = picture.seconds + other.seconds - fade;
  if (fade === 0) {
    const [before, after] = [exactly(picture), exactly({ ...picture, seconds: other.seconds })];
    return {
      picture: { ...picture, seconds },
      filters: `${before}[own];${movie(path, 'mov')},${after}[other];[own][other]concat=n=2`,
    };
  }
  const offset = (way === 'before' ? other.seconds : picture.seconds) - fade;
  const order = way === 'before' ? '[other][own]' : '[own][other]';
  // A clip that ends a frame early would cut its own fade short.
  const held = `${alike(picture)},tpad=stop=2:stop_mode=clone`;
  const [own, others] = way === 'before' ? [alike(picture), held] : [held, alike(picture)];
  return {
    picture: { ...picture, seconds },
    filters: `${own}[own];${movie(path, 'mov')},${others}[other];${order}xfade=duration=${fade}:offset=${offset}`,
  };
};

/** Seconds of a cross-fade, limited so that something of both clips remains. 0 stays a cut. */
export const fadeBetween = (one: number, two: number, wanted: number): number =>
  wanted === 0 ? 0 : Math.max(0.04, Math.min(wanted, one / 2, two / 2));

/** A copy of a clip scaled and cropped to another clip's frame, with hardly any quality loss. */
const partPlan = ({ width, height, fps }: ClipFormat, source: string, path: string): EncodePlan =>
  clipPlan(
    source,
    `scale=${width}:${height}:force_original_aspect_ratio=increase:flags=lanczos,crop=${width}:${height},setsar=1,fps=${fps}`,
    { kind: 'mp4', path, preset: 'veryfast', crf: 10 },
  );

/** Shapes that differ by less than this share are cropped: so narrow a blurred edge would look like a mistake. */
const similar = 0.04;

/** The filters that set a clip of another shape whole on a blurred copy of itself. */
const filledTo = ({ width, height }: Size, facts: Probe): string | null =>
  Math.abs((facts.width * height) / (facts.height * width) - 1) > similar
    ? blurred(facts, width / height)[1]
    : null;

/** How many seconds of an appended clip are shown. */
export const shownOf = (
  step: PostStep & { kind: 'stitch' | 'follow' },
  index: number,
  seconds: number,
): number => (step.kind === 'stitch' ? Math.min(seconds, step.ends?.[index] ?? seconds) : seconds);

/** What a step does, as it will run, and what it needs first. */
export type PlannedStep = {
  readonly change: StepResult;
  readonly step: PostStep;
  readonly needs: readonly NeededFile[];
};

/** Shows clips side by side. */
export const sideBySide = (
  picture: ClipFormat,
  step: PostStep & { kind: 'beside' },
  clips: Readonly<Record<string, KnownClip>>,
  prefix: string,
): PlannedStep => {
  const others = step.clips.slice(1).map((name, index) => {
    const clip = clips[name];
    if (clip === undefined) throw new Failure('internal', {}, `no clip ${name}`);
    return { ...clip.facts, source: clip.path, path: `${prefix}-${index}.mp4` };
  });
  const strip = `${prefix}.png`;
  const { change, names, sizes } = sideBySideChange(picture, step, others, strip);
  const parts = others.map(({ source, path }, index) =>
    partPlan({ ...picture, ...sizes[index + 1] }, source, path),
  );
  return {
    ...{ change, step },
    needs: [
      ...parts.map((plan): NeededFile => ({ kind: 'clip', plan })),
      { kind: 'names', names, target: strip },
    ],
  };
};

/** Joins clips one after another, with cross-fades or cuts. */
export const stitch = (
  start: ClipFormat,
  step: PostStep & { kind: 'stitch' | 'follow' },
  names: readonly string[],
  clips: Readonly<Record<string, KnownClip>>,
  prefix: string,
): PlannedStep => {
  let picture = start;
  const filters: string[] = [];
  const needs: NeededFile[] = [];
  for (const [index, name] of names.entries()) {
    const clip = clips[name];
    if (clip === undefined) throw new Failure('internal', {}, `no clip ${name}`);
    const path = `${prefix}-${index}.mp4`;
    const way = step.kind === 'follow' ? 'before' : 'after';
    const { facts } = clip;
    const shown = { ...facts, seconds: shownOf(step, index, facts.seconds) };
    const change = joined(picture, shown, path, step.fade, way);
    const plan = partPlan(picture, clip.path, path);
    const filled = way === 'after' ? filledTo(picture, facts) : null;
    needs.push({
      kind: 'clip',
      plan: filled === null ? plan : { ...plan, filters: `${filled},${plan.filters}` },
    });
    filters.push(change.filters);
    picture = change.picture;
  }
  return { change: { picture, filters: filters.join(',') }, step, needs };
};
