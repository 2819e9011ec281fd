import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import { type Reply, reply } from '../core/reply.ts';
import { besideIn, voteActions } from '../core/variants.ts';
import { clipsOfJob } from '../store/clip-rows.ts';
import { countVotes, saveVote } from '../store/votes.ts';
import type { Services } from './services.ts';

/**
 * Stores someone's only vote among clips that are compared, and replies with the result so far. Throws `Failure`
 * `not_found` when the clip is in no comparison.
 */
export const voteFor = async (services: Services, { id, job }: Clip, actor: string): Promise<Reply> => {
  const { database } = services.store;
  const compared = (await clipsOfJob(database, job)).flatMap((clip) => besideIn(clip) ?? [])[0];
  if (compared === undefined || !compared.clips.includes(id)) throw new Failure('not_found');
  await saveVote(database, { job, actor, clip: id });
  const counts = await countVotes(database, job);
  const results = compared.clips.map((clip, index) => ({
    name: compared.labels[index] ?? '',
    votes: counts.get(clip) ?? 0,
  }));
  const name = compared.labels[compared.clips.indexOf(id)] ?? '';
  return reply({ key: 'voted', values: { name, results } }, { actions: voteActions(compared.clips, counts) });
};
