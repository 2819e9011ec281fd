import type { Clip } from '../core/clip.ts';
import type { Request } from '../core/command.ts';
import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import { reply } from '../core/reply.ts';
import { setVisibility } from '../store/clip-rows.ts';
import { insertPost } from '../store/posts.ts';
import { clipActions, clipFile } from './clip-answer.ts';
import { sendOnce } from './one-message.ts';
import type { Services } from './services.ts';
import { showClip, wantShowing } from './share-clip.ts';

/**
 * Posts a clip in the channel of the request, and shows it to that community if it was private. Throws `Failure`
 * `cannot_post` elsewhere and where the bot may not write, and what `wantShowing` throws.
 */
export const postClip = async (services: Services, request: Request, clip: Clip): Promise<Clip> => {
  const { actor, address, community } = request;
  if (clip.community === null || clip.community !== community) throw new Failure('cannot_post');
  await wantShowing(services, clip, 'community');
  const target = services.platforms.find(({ name }) => name === address.platform)?.openly?.(address);
  if (target === undefined || target === null) throw new Failure('cannot_post');
  const shown = { ...clip, visibility: clip.visibility === 'public' ? 'public' : 'community' } as const;
  const message = reply(
    { key: 'clip', values: { effect: clip.recipe.order.effect } },
    {
      ephemeral: false,
      clips: [await clipFile(services, clip)],
      actions: clipActions(services, shown, actor),
    },
  );
  // Shown first: members press the buttons as soon as they see them.
  if (clip.visibility === 'private') await showClip(services, clip, 'community');
  const sent = await sendOnce(services, target, message, newId());
  if (sent === null || sent.delivered === 'kept' || sent.delivered === 'direct') {
    if (clip.visibility === 'private')
      await setVisibility(services.store.database, { id: clip.id }, 'private');
    throw new Failure('cannot_post');
  }
  const { delivered, parts: memo } = sent;
  await insertPost(services.store.database, { id: newId(), clip: clip.id, address: target, delivered, memo });
  return shown;
};
