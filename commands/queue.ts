import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import type { House } from '../src/jobs/house.ts';
import { unfinishedOf } from '../src/jobs/lists.ts';

/** What one has waiting or running, with place and expected time. */
export const queue = command({
  name: 'queue',
  options: {},
  run: async (house: House, request) => {
    const jobs = await unfinishedOf(house, request.actor.id);
    if (jobs.length === 0) return reply({ key: 'queue_empty', values: {} });
    const actions = jobs.map((job) => ({ command: 'cancel', id: job.id }));
    return reply({ key: 'queue', values: { count: jobs.length } }, { jobs, actions });
  },
});
