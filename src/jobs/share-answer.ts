import type { Action } from '../core/action.ts';
import type { Clip } from '../core/clip.ts';
import type { Request } from '../core/command.ts';
import { ownersFor } from '../core/permission.ts';
import { type Reply, reply } from '../core/reply.ts';
import { nameCommunity } from '../store/communities.ts';
import { isHidden } from '../store/hidden-clips.ts';
import { openConfirmation, takeConfirmation } from './confirmation.ts';
import { channelTarget } from './one-message.ts';
import type { Services } from './services.ts';
import { linkOf, requireShowing, showClip } from './share-clip.ts';

/** Whether a link can be given to the requester. On the web page their browser knows its address. */
export const hasLink = ({ links }: Pick<Services, 'links'>, { target }: Pick<Request, 'target'>) =>
  links.reachable || target.platform === 'web';

type Shared = { readonly clip: Clip; readonly closed: boolean; readonly stays: number };

/** The steps of sharing that are open for a clip now, and how to undo those that were made. */
const steps = (services: Services, request: Request, { clip, closed, stays }: Shared): readonly Action[] => {
  const { id, community, visibility } = clip;
  const share = (argument: string): Action => ({ command: 'share', id, argument });
  const live = linkOf(services, clip) !== null;
  const widely = !closed && !clip.recipe.order.adult;
  const here = community !== null && community === request.community;
  const open = !closed && (request.adult || !clip.recipe.order.adult);
  const postable = here && open && channelTarget(services, request.target) !== null;
  return [
    ...(widely && hasLink(services, request) ? [share('link')] : []),
    ...(postable ? [{ command: 'post', id }] : []),
    ...(widely && visibility !== 'public' ? [share('public')] : []),
    ...(live ? [share('unlink')] : []),
    ...(visibility === 'public' && community !== null ? [share('community')] : []),
    ...(visibility === 'private' && !live && stays === 0 ? [] : [{ command: 'unshare', id }]),
  ];
};

/** Who may see a clip, only for its owner, with the buttons to change that. */
export const sharing = async (
  services: Services,
  request: Request,
  clip: Clip,
  stays = 0,
): Promise<Reply> => {
  // What was made of a hidden clip can't be shown either.
  const closed = await isHidden(services.store.database, clip.job);
  const { visibility } = clip;
  return reply(
    { key: 'shared', values: { visibility, link: linkOf(services, clip), stays } },
    { ephemeral: true, actions: steps(services, request, { clip, closed, stays }) },
  );
};

/** Asks whether to publish a clip, and says who will see what. Throws what `requireShowing` throws. */
export const askToPublish = async (services: Services, request: Request, clip: Clip): Promise<Reply> => {
  if (clip.visibility === 'public') return sharing(services, request, clip);
  await requireShowing(services, clip, 'public');
  await openConfirmation(services, request.actor.id, clip.id);
  const actions = ['yes', 'no'].map((argument) => ({ command: 'publish', id: clip.id, argument }));
  const values = { community: clip.community !== null };
  return reply({ key: 'ask_publish', values }, { ephemeral: true, actions });
};

/** Publishes a clip whose owner was asked in the last minutes; anyone else is asked first. */
export const publishRequested = async (
  services: Services,
  request: Request,
  clip: Clip,
  agreed: boolean,
): Promise<Reply> => {
  const confirmed = await takeConfirmation(services, ownersFor(request.actor), clip.id).then(
    () => true,
    () => false,
  );
  if (!agreed) return sharing(services, request, clip);
  if (!confirmed) return askToPublish(services, request, clip);
  await showClip(services, clip, 'public');
  if (clip.community !== null && clip.community === request.community && request.communityName !== undefined)
    await nameCommunity(services.store.database, clip.community, request.communityName);
  return sharing(services, request, { ...clip, visibility: 'public' });
};
