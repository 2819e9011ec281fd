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
  /** Path of the clip as it is now. */
  readonly clip: string;
  /** The steps that really ran. */
  readonly post: readonly PostStep[];
  readonly warnings: readonly Warning[];
  readonly mark: Clip['mark'];
};

type File = { readonly name: string; readonly path: string; readonly mark: Clip['mark'] };

/** The clip to be joined to, or null when it has been deleted meanwhile: what is filmed by then is still worth having. */
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

/** The steps an order asks for, in order, without the joining. */
const wishedOf = ({ post, loop }: Order, model: Model | undefined): readonly PostStep[] =>
  loop && model?.loops !== true ? [{ kind: 'loop', fade: loopSeconds }, ...post] : post;

/**
 * Does to a filmed clip what its order wishes for and its model could not do, puts the logo into its corner, joins it to
 * the clip it goes on from, says in the picture what it is where that is wanted, and lays the sound under all of it; both are given by their paths. Throws as media does.
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
  // What goes on from a clip that a model made up is made up in part, whoever animated the rest.
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
