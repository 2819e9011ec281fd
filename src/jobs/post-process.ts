import { joinSeconds } from '../core/after.ts';
import type { Clip } from '../core/clip.ts';
import type { Model, Warning } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import type { Order } from '../core/order.ts';
import type { PostStep } from '../core/post-steps.ts';
import { isLabelled } from './community-rules.ts';
import { type ClipToJoin, joiningSteps, partOf } from './join-clips.ts';
import type { Services } from './services.ts';

const loopSeconds = 0.75;

export type PostProcessed = {
  /** Path of the resulting clip. */
  readonly clip: string;
  /** The steps that actually ran. */
  readonly post: readonly PostStep[];
  readonly warnings: readonly Warning[];
  readonly mark: Clip['mark'];
};

/** The steps an order asks for, in sequence, without joining it to the clip it continues. */
const wishedOf = (
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
 * Post-processes a rendered clip, or the first of the `parts` that are joined: applies the order's steps that its model couldn't do, adds the logo in a corner,
 * joins it to the clip it continues, adds the visible label if required, and lays the sound under the whole. `sound`
 * and `logo` are paths. Throws what `Media` throws.
 */
export const postProcess = async (
  services: Services,
  order: Order,
  model: Model | undefined,
  { sound, logo }: { readonly sound: string | null; readonly logo: string | null },
  source: string,
  target: string,
  parts: readonly ClipToJoin[],
  signal: AbortSignal,
): Promise<PostProcessed> => {
  const steps = [...wishedOf(order, model, parts)];
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
    services.media.post(some, source, target, files, signal),
  );
  return {
    clip: post.length === 0 ? source : target,
    post,
    warnings: [...warningsOf(order, first, parts), ...left],
    mark,
  };
};
