import { randomInt } from 'node:crypto';
import type { Clip } from '../core/clip.ts';
import type { Request } from '../core/command.ts';
import { type Order, seedLimit, wholeOrder } from '../core/order.ts';

/** A seed nobody has chosen. */
export const anySeed = (): number => randomInt(seedLimit + 1);

/** The order of a clip once more, for whoever asks now, with some of it changed. */
export const orderAgain = (
  clip: Clip,
  request: Request,
  change: Partial<
    Pick<
      Order,
      'seed' | 'model' | 'effect' | 'prompt' | 'motion' | 'camera' | 'seconds' | 'ratio' | 'loop' | 'post'
    >
  >,
): Order => ({
  ...wholeOrder(clip.recipe.order),
  ...change,
  takes: 1,
  draft: false,
  owner: request.actor.id,
  community: request.community,
  visibility: clip.visibility === 'private' ? 'private' : request.visibility,
  address: request.address,
  parent: clip.job,
});
