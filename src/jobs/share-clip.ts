import { foreignSources } from '../core/after.ts';
import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import { reaches, type Visibility } from '../core/permission.ts';
import { isWithin } from '../core/rules.ts';
import { findClip, setLink, setVisibility } from '../store/clip-rows.ts';
import { isHidden } from '../store/hidden-clips.ts';
import { requireUnblocked } from './bind-command.ts';
import { requireShowingAllowed } from './community-rules.ts';
import { eraseShown } from './erase-posts.ts';
import type { Services } from './services.ts';

/** Throws `Failure` `not_allowed` when a clip continues someone else's clip that the new viewers may not see. */
const requireReach = async (
  services: Services,
  { owner, community, recipe }: Clip,
  to: Visibility,
): Promise<void> => {
  for (const id of foreignSources(owner, recipe.order.after)) {
    const source = await findClip(services.store.database, id);
    if (source?.owner === owner) continue;
    if (source === null || !reaches(source, to, community)) throw new Failure('not_allowed');
  }
};

/**
 * Checks whether a clip may be shown that widely by its owner. Everything that shows a clip to more people passes here; a
 * link counts as public. Throws `Failure` `blocked`, `clip_hidden` (also for what was made of a hidden clip), `never_public`, `unknown_choice`, `too_open`, `blocked_words`, or `not_allowed` for one that
 * continues someone else's clip that isn't shared as widely.
 */
export const requireShowing = async (services: Services, clip: Clip, to: Visibility): Promise<void> => {
  if (to === 'private') return;
  await requireUnblocked(services, { actor: { id: clip.owner }, community: clip.community });
  if (await isHidden(services.store.database, clip.job)) throw new Failure('clip_hidden');
  if (to === 'public' && clip.recipe.order.adult) throw new Failure('never_public');
  if (to === 'community' && clip.community === null)
    throw new Failure('unknown_choice', { option: 'visibility', value: to, choices: 'private, public' });
  await requireShowingAllowed(services, clip, to);
  await requireReach(services, clip, to);
};

/**
 * Changes who may see a clip, on every platform. Whoever sees it less now loses its link too. Making it private also
 * makes the other takes of its job private and deletes the messages that show them. Returns how many of those stay.
 * Throws what `requireShowing` throws.
 */
export const showClip = async (services: Services, clip: Clip, to: Visibility): Promise<number> => {
  const { database } = services.store;
  await requireShowing(services, clip, to);
  const which = to === 'private' ? { job: clip.job } : { id: clip.id };
  await setVisibility(database, which, to);
  if (isWithin(to, clip.visibility)) await setLink(database, which, null);
  if (to !== 'private') return 0;
  return eraseShown(services, clip.job);
};

/** The clip as `showClip` leaves it. */
export const shownTo = (clip: Clip, to: Visibility): Clip => ({
  ...clip,
  visibility: to,
  ...(isWithin(to, clip.visibility) ? { linkKey: null } : {}),
});

/** The clip's unlisted link, if it works now. */
export const linkOf = (
  services: Pick<Services, 'links'>,
  { id, linkKey, linkUntil }: Clip,
): { readonly url: string; readonly until: string } | null =>
  linkKey === null || linkUntil === null || linkUntil.getTime() <= Date.now()
    ? null
    : { url: services.links.clip(id, linkKey, linkUntil), until: linkUntil.toISOString() };

/** Gives a clip an unlisted link that expires, or keeps the one it has. Throws what `requireShowing` throws. */
export const openLink = async (services: Services, clip: Clip): Promise<Clip> => {
  await requireShowing(services, clip, 'public');
  if (linkOf(services, clip) !== null) return clip;
  // A link names its end in whole seconds.
  const seconds = Math.floor(Date.now() / 1_000) + services.links.days * 86_400;
  const link = { linkKey: newId(), linkUntil: new Date(seconds * 1_000) };
  await setLink(services.store.database, { id: clip.id }, link);
  return { ...clip, ...link };
};

/** Revokes the clip's link. */
export const closeLink = async (services: Services, clip: Clip): Promise<Clip> => {
  await setLink(services.store.database, { id: clip.id }, null);
  return { ...clip, linkKey: null, linkUntil: null };
};
