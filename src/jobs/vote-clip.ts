import { comparedIn } from '../core/compared.ts';
import { Failure } from '../core/failure.ts';
import type { Actor } from '../core/permission.ts';
import { type Reply, reply } from '../core/reply.ts';
import { sideBySideIn, voteActions } from '../core/variants.ts';
import { clipsOfJob, findClip } from '../store/clip-rows.ts';
import { countVotes, saveVote } from '../store/votes.ts';
import { clipFor } from './permitted.ts';
import type { Services } from './services.ts';

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
