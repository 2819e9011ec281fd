import { joinSeconds } from '../core/after.ts';
import type { Clip } from '../core/clip.ts';
import type { Model, Warning } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import type { Order } from '../core/order.ts';
import type { PostStep } from '../core/post-steps.ts';
import { findClip } from '../store/clip-rows.ts';
import { isLabelled } from './community-rules.ts';
import type { Services } from './services.ts';

const loopSeconds = 0.75;

export type Retouched = {
  /** Path of the resulting clip. */
  readonly clip: string;
  /** The steps that actually ran. */
  readonly post: readonly PostStep[];
  readonly warnings: readonly Warning[];
  readonly mark: Clip['mark'];
};

type File = { readonly name: string; readonly path: string; readonly mark: Clip['mark'] };

/**
 * The clip to join to; null if it has been deleted in the meantime, because the rendered part is still worth having.
 */
const firstPart = async (services: Services, id: string): Promise<File | null> => {
  const clip = await findClip(services.store.database, id);
  if (clip === null) return null;
  try {
    return { name: clip.file, path: await services.storage.clipPath(clip.file), mark: clip.mark };
  } catch (error) {
    if (error instanceof Failure && error.kind === 'not_found') return null;
    throw error;
  }
};

/** The steps an order asks for, in sequence, without joining. */
const wishedOf = ({ post, loop }: Order, model: Model | undefined): readonly PostStep[] =>
  loop && model?.loops !== true ? [{ kind: 'loop', fade: loopSeconds }, ...post] : post;

/**
 * Post-processes a rendered clip: applies the order's steps that its model couldn't do, adds the logo in a corner,
 * joins it to the clip it continues, adds the visible label if required, and lays the sound under the whole. `sound`
 * and `logo` are paths. Throws what `Media` throws.
 */
export const retouch = async (
  services: Services,
  order: Order,
  model: Model | undefined,
  { sound, logo }: { readonly sound: string | null; readonly logo: string | null },
  source: string,
  target: string,
  signal: AbortSignal,
): Promise<Retouched> => {
  const steps = [...wishedOf(order, model)];
  const files: Record<string, string> = {};
  if (order.logo !== null && logo !== null) {
    files[order.logo] = logo;
    steps.push({ kind: 'watermark', mark: { kind: 'picture', file: order.logo } });
  }
  const first = order.after && (await firstPart(services, order.after.clip));
  // A clip that continues an AI-generated one is partly AI-generated, whatever animated the rest.
  const mark = first?.mark === 'ai-generated' ? first.mark : (model?.mark ?? 'ai-generated');
  if (first !== null) {
    files[first.name] = first.path;
    steps.push({ kind: 'follow', clip: first.name, fade: joinSeconds });
  }
  if (order.label === true || (await isLabelled(services, order.community)))
    steps.push({ kind: 'watermark', mark: { kind: 'label', text: services.label.words(mark) } });
  if (order.sound !== null && sound !== null) {
    files[order.sound] = sound;
    steps.push({ kind: 'sound', file: order.sound, start: 0 });
  }
  const post = steps.length === 0 ? [] : await services.media.post(steps, source, target, files, signal);
  const alone = order.after !== null && first === null;
  return {
    clip: post.length === 0 ? source : target,
    post,
    warnings: alone ? [{ kind: 'join', asked: order.after.clip, used: '' }] : [],
    mark,
  };
};
