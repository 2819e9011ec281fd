import type { Clip } from '../core/clip.ts';
import type { Request } from '../core/command.ts';
import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import { withParts } from '../core/joined.ts';
import type { SentParts } from '../core/platform.ts';
import { reply } from '../core/reply.ts';
import { requireAllowed } from '../core/rules.ts';
import type { Target } from '../core/target.ts';
import { findClip, setVisibility } from '../store/clip-rows.ts';
import { beginPost, recordPost } from '../store/posts.ts';
import { clipActions, clipFile } from './clip-answer.ts';
import { rulesOf, withSpoiler } from './community-rules.ts';
import { eraseMessage, withdrawPost } from './erase-posts.ts';
import { channelTarget, sendOnce } from './one-message.ts';
import type { Services } from './services.ts';
import { requireShowing, showClip } from './share-clip.ts';

/** The message that shows a clip to everyone in a channel, by the rules there. Throws `Failure` when they forbid it. */
const messageOf = async (services: Services, request: Request, clip: Clip, community: string) => {
  const { recipe } = clip;
  const rules = await rulesOf(services, community);
  const remote = clip.mark === 'ai-generated';
  for (const part of withParts(recipe.order))
    requireAllowed(rules, request, { ...part, visibility: 'community', remote });
  if (recipe.order.adult && !request.adult) throw new Failure('adults_only', { what: 'clip' });
  const order = withSpoiler({ rules }, recipe.order);
  return reply(
    { key: 'clip', values: { effect: order.effect } },
    {
      ephemeral: false,
      clips: [await clipFile(services, { ...clip, recipe: { ...recipe, order } })],
      actions: clipActions(services, clip, request.actor),
    },
  );
};

/** Sends a recorded post. It is deleted again if it arrives after it was withdrawn. Throws `Failure` `cannot_post`. */
const send = async (
  services: Services,
  post: { readonly id: string; readonly target: Target },
  message: Awaited<ReturnType<typeof messageOf>>,
): Promise<void> => {
  const { database } = services.store;
  const delivered = 'posted';
  const arrived = async (parts: SentParts): Promise<void> => {
    if (await recordPost(database, post.id, { delivered, parts })) return;
    await eraseMessage(services, { target: post.target, delivered, parts });
  };
  const sent = await sendOnce(services, post.target, message, newId(), arrived);
  if (sent === null || sent.delivered === 'kept' || sent.delivered === 'direct')
    throw new Failure('cannot_post');
  const { parts } = sent;
  if (!(await recordPost(database, post.id, { delivered: sent.delivered, parts })))
    throw new Failure('cannot_post');
};

/**
 * Posts a clip in the channel of the request, and shows it to that community if it was private. Repeated requests post it
 * once. Throws `Failure` `cannot_post` elsewhere and where the bot may not write, what the rules of the community forbid,
 * and what `requireShowing` throws; its visibility then stays as it was.
 */
export const postClip = async (services: Services, request: Request, clip: Clip): Promise<Clip> => {
  const { target: origin, channel = '', community, key } = request;
  const { database } = services.store;
  if (clip.community === null || clip.community !== community) throw new Failure('cannot_post');
  await requireShowing(services, clip, 'community');
  const target = channelTarget(services, origin);
  if (target === null) throw new Failure('cannot_post');
  const shown = { ...clip, visibility: clip.visibility === 'public' ? 'public' : 'community' } as const;
  const message = await messageOf(services, request, shown, community);
  const prefix = `${clip.id}:${channel}:`;
  const id = `${prefix}${key ?? newId()}`;
  const post = { id, clip: clip.id, target, delivered: 'posted', parts: {} } as const;
  if (!(await beginPost(database, post, prefix))) return (await findClip(database, clip.id)) ?? clip;
  try {
    // Shown first: members press the buttons as soon as they see them.
    if (clip.visibility === 'private') await showClip(services, clip, 'community');
    await send(services, post, message);
  } catch (error) {
    if (clip.visibility === 'private') await setVisibility(database, { id: clip.id }, 'private');
    await withdrawPost(services, id);
    throw error;
  }
  return shown;
};
