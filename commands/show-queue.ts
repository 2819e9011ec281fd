import { command } from '../src/core/command.ts';
import { type Reply, reply } from '../src/core/reply.ts';
import { unfinishedOf } from '../src/jobs/lists.ts';
import type { Services } from '../src/jobs/services.ts';

/** Lists someone's waiting and running jobs. Its cancel buttons return the updated list. */
export const unfinished = async (services: Services, owner: string): Promise<Reply> => {
  const { entries: jobs, count } = await unfinishedOf(services, owner);
  if (jobs.length === 0) return reply({ key: 'queue_empty', values: {} });
  const actions = jobs.map((job) => ({ command: 'cancel', id: job.id, argument: 'queue' }));
  return reply({ key: 'queue', values: { count } }, { jobs, actions });
};

/** Lists your waiting and running jobs with queue position and expected time. */
export const queue = command({
  name: 'queue',
  ownData: true,
  options: {},
  run: (services: Services, request) => unfinished(services, request.actor.id),
});
