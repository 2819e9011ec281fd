import { join } from 'node:path';
import { joinSeconds } from '../core/after.ts';
import { type Clip, recipeOrder } from '../core/clip.ts';
import type { Model, StoredPlan, Warning } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import { type Order, orderOfTake } from '../core/order.ts';
import type { PostStep } from '../core/post-steps.ts';
import { provenanceOf } from '../core/provenance.ts';
import type { FinishedClip, FinishRequest } from '../media/finish.ts';
import type { TakeRow } from '../store/takes.ts';
import { isLabelled } from './community-rules.ts';
import { type ClipToJoin, joiningSteps, partOf } from './join-clips.ts';
import type { Services } from './services.ts';

const loopSeconds = 0.75;

/** A rendered take and what it was made from. */
export type RenderedTake = {
  readonly jobOrder: Order;
  readonly take: TakeRow;
  readonly attempt: { readonly idempotencyKey: string; readonly plan: StoredPlan };
  readonly model: Model | undefined;
  /** Paths of the sound and the logo. */
  readonly files: { readonly sound: string | null; readonly logo: string | null };
  /** The clips it joins. */
  readonly parts: readonly ClipToJoin[];
  /** Warnings from the render. */
  readonly notices: readonly Warning[];
  readonly folder: string;
  /** Path of the clip as it was rendered. */
  readonly rendered: string;
};

/** The steps an order asks for, in sequence, without joining it to the clip it continues. */
const requestedSteps = (
  { post, loop, joined, beat }: Order,
  model: Model | undefined,
  parts: readonly ClipToJoin[],
): readonly PostStep[] => [
  ...(joined === undefined ? [] : joiningSteps(parts, joined.style, beat)),
  ...(loop && model?.loops !== true ? [{ kind: 'loop', fade: loopSeconds } as const] : []),
  ...post,
];

const isGenerated = ({ mark }: ClipToJoin): boolean => mark === 'ai-generated';

/** What the card says if a part is gone, or if music has no beat to cut on. */
const warningsOf = (
  { after, joined, beat }: Order,
  first: ClipToJoin | null,
  parts: readonly ClipToJoin[],
): Warning[] => [
  ...(after !== null && first === null ? [{ kind: 'join', asked: after.clip, used: '' } as const] : []),
  ...(joined !== undefined && parts.length < joined.clips.length
    ? [{ kind: 'join', asked: '', used: 'parts' } as const]
    : []),
  ...(joined?.style === 'beat' && beat === null ? [{ kind: 'beat', asked: '', used: '' } as const] : []),
];

/** The slowest steps, which a clip can do without. */
const costly: ReadonlySet<PostStep['kind']> = new Set([
  'speed',
  'smooth',
  'upscale',
  'swell',
  'denoise',
  'deflicker',
]);

/**
 * Applies steps, without the costly ones if they take too long. A clip that was paid for is never lost over them, nor
 * rendered again by another model.
 */
const withoutSlowSteps = async (
  steps: readonly PostStep[],
  signal: AbortSignal,
  apply: (steps: readonly PostStep[]) => Promise<readonly PostStep[]>,
): Promise<{ readonly post: readonly PostStep[]; readonly left: readonly Warning[] }> => {
  const within = async (some: readonly PostStep[]): Promise<readonly PostStep[] | null> => {
    try {
      return some.length === 0 ? [] : await apply(some);
    } catch (error) {
      if (signal.aborted || !(error instanceof Failure) || error.kind !== 'timeout') throw error;
      return null;
    }
  };
  const all = await within(steps);
  if (all !== null) return { post: all, left: [] };
  const some = await within(steps.filter(({ kind }) => !costly.has(kind)));
  if (some === null) throw new Failure('finishing_slow');
  return { post: some, left: [{ kind: 'post', asked: '', used: '' }] };
};

/**
 * Applies the order's steps that its model couldn't do, adds the logo in a corner, joins the clip to the one it continues,
 * adds the visible label if required, and lays the sound under the whole. Returns the path of the result, the steps that
 * ran, what the card says about them, and how the clip is marked. Throws what `Media` throws.
 */
export const postProcess = async (
  services: Services,
  order: Order,
  {
    model,
    files: { sound, logo },
    parts,
    folder,
    rendered,
  }: Pick<RenderedTake, 'model' | 'files' | 'parts' | 'folder' | 'rendered'>,
  signal: AbortSignal,
) => {
  const target = join(folder, 'clip.mp4');
  const steps = [...requestedSteps(order, model, parts)];
  const files: Record<string, string> = Object.fromEntries(parts.map(({ name, path }) => [name, path]));
  if (order.logo !== null && logo !== null) {
    files[order.logo] = logo;
    steps.push({ kind: 'watermark', mark: { kind: 'picture', file: order.logo } });
  }
  const first = order.after && (await partOf(services, order.after.clip));
  // A clip that continues an AI-generated one is partly AI-generated, whatever animated the rest.
  const generated = [...parts, ...(first === null ? [] : [first])].some(isGenerated);
  const mark = generated ? 'ai-generated' : (model?.mark ?? 'ai-generated');
  if (first !== null) {
    files[first.name] = first.path;
    steps.push({ kind: 'follow', clip: first.name, fade: joinSeconds });
  }
  if (order.label === true || (await isLabelled(services, order.community)))
    steps.push({ kind: 'watermark', mark: { kind: 'label', text: services.label.words(mark) } });
  if (order.sound !== null && sound !== null) {
    files[order.sound] = sound;
    const repeats = order.joined === undefined ? {} : ({ repeats: true } as const);
    steps.push({ kind: 'sound', file: order.sound, start: 0, ...repeats });
  }
  const { post, left } = await withoutSlowSteps(steps, signal, (some) =>
    services.media.post(some, rendered, target, files, signal),
  );
  return {
    clip: post.length === 0 ? rendered : target,
    post,
    warnings: [...warningsOf(order, first, parts), ...left],
    mark,
  };
};

/** What every finished clip is recorded with. */
export type StoredClip = Pick<Clip, 'recipe' | 'mark' | 'licence' | 'file' | 'thumbnail'> &
  Omit<FinishedClip, 'file'>;

/** Checks, scores and marks the clip in a folder, and stores it with its thumbnail. Doing it again replaces the files. */
export const storeClip = async (
  { media, storage }: Services,
  clip: string,
  folder: string,
  request: FinishRequest,
  name: string,
  signal: AbortSignal,
): Promise<Omit<StoredClip, 'recipe' | 'mark' | 'licence'>> => {
  const poster = join(folder, 'poster.jpg');
  const { file: marked, ...finished } = await media.finishClip(clip, poster, request, signal);
  const [file, thumbnail] = [`clips/${name}.mp4`, `clips/${name}.jpg`];
  await storage.put(thumbnail, poster);
  await storage.putClip(file, marked);
  return { ...finished, file, thumbnail };
};

/** All terms that apply to a clip. */
export const licencesOf = (licences: readonly string[]): string =>
  [...new Set(licences)].filter((licence) => licence !== '').join(', ');

/** Makes a rendered take into a stored clip: post-processes, checks, scores and marks it, and makes its thumbnail. */
export const finishTake = async (
  services: Services,
  rendered: RenderedTake,
  signal: AbortSignal,
): Promise<StoredClip> => {
  const { jobOrder, take, attempt, model: described, parts, notices, folder } = rendered;
  const order = orderOfTake(jobOrder, take.number);
  const done = await postProcess(services, order, rendered, signal);
  const { effectVersion, engine, model, input, warnings } = attempt.plan;
  const recipe = {
    order: { ...recipeOrder(order), engine, model, seed: take.seed },
    ...{ effectVersion, engine, model, input, post: done.post },
    warnings: [...warnings, ...notices, ...done.warnings],
  };
  const made = { recipe, mark: done.mark };
  // Variants aren't ranked against each other.
  const takes = jobOrder.variants === undefined ? order.takes : 1;
  const request = { motion: order.motion, about: provenanceOf(made), takes };
  const stored = await storeClip(services, done.clip, folder, request, attempt.idempotencyKey, signal);
  const licence = licencesOf(
    order.joined === undefined ? [described?.licence ?? ''] : parts.map((part) => part.licence),
  );
  // Cuts aren't flicker, so what is joined has no score.
  return { ...stored, ...made, licence, ...(order.joined !== undefined && { score: null }) };
};
