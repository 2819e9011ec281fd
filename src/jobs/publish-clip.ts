import type { Clip } from '../core/clip.ts';
import type { Request } from '../core/command.ts';
import { ownersFor } from '../core/permission.ts';
import { type Reply, reply } from '../core/reply.ts';
import { nameCommunity } from '../store/community-names.ts';
import { openConfirmation, takeConfirmation } from './confirmation.ts';
import type { Services } from './services.ts';
import { sharing } from './share-answer.ts';
import { showClip, wantShowing } from './share-clip.ts';

/** Asks whether to publish a clip, and says who will see what. Throws what `wantShowing` throws. */
export const askToPublish = async (services: Services, request: Request, clip: Clip): Promise<Reply> => {
  if (clip.visibility === 'public') return sharing(services, request, clip);
  await wantShowing(services, clip, 'public');
  await openConfirmation(services, request.actor.id, clip.id);
  const actions = ['yes', 'no'].map((argument) => ({ command: 'publish', id: clip.id, argument }));
  const values = { community: clip.community !== null };
  return reply({ key: 'publish_asked', values }, { ephemeral: true, actions });
};

/** Publishes a clip whose owner was asked in the last minutes; anyone else is asked first. */
export const publishRequested = async (
  services: Services,
  request: Request,
  clip: Clip,
  agreed: boolean,
): Promise<Reply> => {
  const asked = await takeConfirmation(services, ownersFor(request.actor), clip.id).then(
    () => true,
    () => false,
  );
  if (!agreed) return sharing(services, request, clip);
  if (!asked) return askToPublish(services, request, clip);
  await showClip(services, clip, 'public');
  if (clip.community !== null && clip.community === request.community && request.communityName !== undefined)
    await nameCommunity(services.store.database, clip.community, request.communityName);
  return sharing(services, request, { ...clip, visibility: 'public' });
};
