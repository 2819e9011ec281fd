import { randomInt } from 'node:crypto';
import type { Clip } from '../core/clip.ts';
import type { Request } from '../core/command.ts';
import { type Order, seedLimit } from '../core/order.ts';
import { owns, reaches, type Visibility } from '../core/permission.ts';
import { amongAdults } from '../core/rules.ts';
import { isHidden } from '../store/hidden-clips.ts';
import type { Services } from './services.ts';

/** A random seed. */
export const randomSeed = (): number => randomInt(seedLimit + 1);

/** Who may see a clip made from another one: never anyone its owner hasn't shown the original to. */
const visibilityOf = (clip: Clip, { actor, community, visibility }: Request): Visibility => {
  if (owns(actor, clip.owner)) return clip.visibility === 'private' ? 'private' : visibility;
  return reaches(clip, visibility, community) ? visibility : 'private';
};

/** What an order passes on to everything made from it: the spoiler flag and the age rating are never lost. */
export const inherited = (
  { spoiler, adult }: Pick<Order, 'spoiler' | 'adult'>,
  request: Request,
): Pick<Order, 'spoiler' | 'adult'> => ({
  spoiler: spoiler || request.spoiler,
  adult: adult || request.adult !== false,
});

/** What is made from a clip that moderators hid is private. */
export const privateIfParentHidden = async (
  { store }: Pick<Services, 'store'>,
  order: Order,
): Promise<Order> =>
  order.parent !== null && (await isHidden(store.database, order.parent))
    ? { ...order, visibility: 'private' }
    : order;

/** A new order by the requester that repeats a clip's order, with some fields changed. */
export const orderFromClip = (
  clip: Clip,
  request: Request,
  change: Partial<
    Pick<
      Order,
      | 'seed'
      | 'model'
      | 'effect'
      | 'masked'
      | 'prompt'
      | 'negative'
      | 'motion'
      | 'camera'
      | 'seconds'
      | 'ratio'
      | 'loop'
      | 'post'
    >
  >,
): Order => {
  const handedOn = inherited(clip.recipe.order, request);
  return {
    ...clip.recipe.order,
    ...change,
    ...handedOn,
    foreignPhoto: clip.recipe.order.foreignPhoto || !owns(request.actor, clip.owner),
    takes: 1,
    draft: false,
    owner: request.actor.id,
    community: request.community,
    visibility: amongAdults(visibilityOf(clip, request), handedOn.adult),
    address: request.target,
    parent: clip.job,
  };
};
