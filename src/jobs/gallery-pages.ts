import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import { cursorOf, type GalleryPage, type GalleryQuery } from '../core/gallery.ts';
import { type Actor, can } from '../core/permission.ts';
import { findClip } from '../store/clip-rows.ts';
import { communityNames } from '../store/communities.ts';
import { listShown } from '../store/gallery-query.ts';
import { likedBy } from '../store/ratings.ts';
import type { Services } from './services.ts';

const pageSize = 24;

/** A page of public clips, as the actor sees them. */
export const galleryPage = async (
  services: Services,
  actor: Actor,
  query: GalleryQuery,
): Promise<GalleryPage> => {
  const found = await listShown(services.store.database, query, pageSize + 1);
  const exhibits = found.slice(0, pageSize);
  const last = exhibits.at(-1);
  const communities = [...exhibits.map(({ community }) => community), query.community].filter(
    (one) => one !== null,
  );
  const ids = exhibits.map(({ id }) => id);
  return {
    exhibits,
    names: await communityNames(services.store.database, [...new Set(communities)]),
    liked: await likedBy(services.store.database, actor.id, ids),
    next: found.length > pageSize && last !== undefined ? cursorOf(query.order, last) : null,
  };
};

/**
 * A clip for people who may see it, or whose key `opens` it in its current state. Throws `Failure` `not_found`, without
 * revealing whether a hidden clip exists.
 */
export const clipToSee = async (
  services: Services,
  actor: Actor,
  id: string,
  opens: (clip: Clip) => boolean,
): Promise<Clip> => {
  const clip = await findClip(services.store.database, id);
  if (clip === null || !(can(actor, 'view', clip) || opens(clip))) throw new Failure('not_found');
  return clip;
};
