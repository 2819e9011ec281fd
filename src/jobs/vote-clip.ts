import { Failure } from '../core/failure.ts';
import type { Actor } from '../core/permission.ts';
import { type Reply, reply } from '../core/reply.ts';
import { besideIn, voteActions } from '../core/variants.ts';
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
  const all = (await clipsOfJob(database, job)).find((clip) => besideIn(clip)?.clips.includes(id));
  // Whoever sees the comparison may vote, even if the clips are shown nowhere else.
  const compared = besideIn(await clipFor(services, actor, 'rate', all?.id ?? id));
  if (compared === null) throw new Failure('not_found');
  await saveVote(database, { job, actor: actor.id, clip: id });
  const counts = await countVotes(database, job);
  const results = compared.clips.map((clip, index) => ({
    name: compared.labels[index] ?? '',
    votes: counts.get(clip) ?? 0,
  }));
  const name = compared.labels[compared.clips.indexOf(id)] ?? '';
  return reply({ key: 'voted', values: { name, results } }, { actions: voteActions(compared.clips, counts) });
};
