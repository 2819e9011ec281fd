import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import type { Likes } from '../core/gallery.ts';
import { type Actor, can, owns } from '../core/permission.ts';
import { countRatings, likedBy, rateClip, unrateClip } from '../store/ratings.ts';
import { wantUnblocked } from './bind-command.ts';
import type { Services } from './services.ts';

/** Stores someone's rating of a clip. Idempotent. */
export const rate = (services: Services, clip: Clip, actor: string, liked: boolean): Promise<void> =>
  rateClip(services.store.database, { clip: clip.id, actor, liked });

/** How many people like a clip, and whether the actor does. */
export const likesOf = async (services: Services, { id: actor }: Actor, { id }: Clip): Promise<Likes> => {
  const { database } = services.store;
  const [{ up }, liked] = await Promise.all([countRatings(database, id), likedBy(database, actor, [id])]);
  return { likes: up, liked: liked.has(id) };
};

/** Likes a clip or takes that back. Idempotent. Owners can't like their own. Throws `Failure` `not_allowed` or `blocked`. */
export const like = async (services: Services, actor: Actor, clip: Clip, likes: boolean): Promise<Likes> => {
  if (owns(actor, clip.owner) || !can(actor, 'rate', clip)) throw new Failure('not_allowed');
  await wantUnblocked(services, { actor, community: clip.community });
  if (likes) await rate(services, clip, actor.id, true);
  else await unrateClip(services.store.database, clip.id, actor.id);
  return likesOf(services, actor, clip);
};
