import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import type { Likes } from '../core/gallery.ts';
import { type Actor, can, owns } from '../core/permission.ts';
import { type Reply, reply } from '../core/reply.ts';
import { comparedIn, sideBySideIn, voteActions } from '../core/variants.ts';
import { clipsOfJob, findClip } from '../store/clip-rows.ts';
import { countRatings, countVotes, likedBy, rateClip, saveVote, unrateClip } from '../store/ratings.ts';
import { requireUnblocked } from './bind-command.ts';
import { clipFor } from './permitted.ts';
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
  await requireUnblocked(services, { actor, community: clip.community });
  if (likes) await rate(services, clip, actor.id, true);
  else await unrateClip(services.store.database, clip.id, actor.id);
  return likesOf(services, actor, clip);
};

/**
 * Stores someone's only vote among clips that are compared, and replies with the result so far. Throws `Failure`
 * `not_found` when the clip is in no comparison that they see.
 */
export const voteFor = async (services: Services, actor: Actor, id: string): Promise<Reply> => {
  const { database } = services.store;
  const job = (await findClip(database, id))?.job ?? '';
  const clips = await clipsOfJob(database, job);
  const all = clips.find((clip) => sideBySideIn(clip)?.clips.includes(id));
  // Whoever sees the comparison may vote, even if the clips are shown nowhere else.
  const compared = sideBySideIn(await clipFor(services, actor, 'rate', all?.id ?? id));
  if (compared === null) throw new Failure('not_found');
  await saveVote(database, { job, actor: actor.id, clip: id });
  const counts = await countVotes(database, job);
  const shown = compared.clips.flatMap((one) => clips.find((clip) => clip.id === one) ?? []);
  const results = comparedIn(shown).map((one, index) => ({
    ...one,
    votes: counts.get(shown[index]?.id ?? '') ?? 0,
  }));
  const chosen = results[shown.findIndex((clip) => clip.id === id)];
  if (chosen === undefined) throw new Failure('not_found');
  return reply(
    { key: 'voted', values: { chosen, results } },
    { actions: voteActions(compared.clips, counts) },
  );
};
