import type { Model } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import type { Order } from '../core/order.ts';
import type { PostStep } from '../core/post.ts';
import { findClip } from '../store/clips.ts';
import type { House } from './house.ts';

/** Seconds that one clip takes to fade into the next. */
export const joinSeconds = 0.5;

const loopSeconds = 0.75;

export type Retouched = {
  /** Path of the clip as it is now. */
  readonly clip: string;
  /** The steps that really ran. */
  readonly post: readonly PostStep[];
};

/**
 * Does to a filmed clip what its order wishes for and its model could not do, lays the sound at path `sound` under it, and
 * joins it to the clip it goes on from.
 * Throws Failure `not_found` when that one is gone, or as media does.
 */
export const retouch = async (
  house: House,
  order: Order,
  model: Model | undefined,
  sound: string | null,
  source: string,
  target: string,
  signal: AbortSignal,
): Promise<Retouched> => {
  const steps: PostStep[] = [...order.post];
  if (order.loop && model?.loops !== true) steps.unshift({ kind: 'loop', fade: loopSeconds });
  const files: Record<string, string> = {};
  if (order.sound !== null && sound !== null) {
    files[order.sound] = sound;
    steps.push({ kind: 'sound', file: order.sound, start: 0 });
  }
  if (order.after !== null) {
    const before = await findClip(house.store.database, order.after);
    if (before === null) throw new Failure('not_found');
    files[before.file] = await house.storage.path(before.file);
    steps.push({ kind: 'follow', clip: before.file, fade: joinSeconds });
  }
  const post = steps.length === 0 ? [] : await house.media.post(steps, source, target, files, signal);
  return { clip: post.length === 0 ? source : target, post };
};
