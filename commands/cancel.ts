import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { cancel as cancelJob } from '../src/jobs/cancel-job.ts';
import { jobFor } from '../src/jobs/permitted.ts';
import type { Services } from '../src/jobs/services.ts';
import { unfinished } from './show-queue.ts';

/** Cancels a job. When pressed in the queue list, replies with the updated list. */
export const cancel = command({
  name: 'cancel',
  ownData: true,
  aboutJob: true,
  changes: true,
  needs: 'cancel',
  options: {
    id: { type: 'id', required: true },
    shows: { type: 'choice', choices: ['queue'], pressed: true },
  },
  run: async (services: Services, request, { id, shows }) => {
    const job = await jobFor(services, request.actor, 'cancel', id);
    const cancelled = await cancelJob(services, job);
    if (shows === 'queue') return unfinished(services, request.actor.id);
    if (cancelled === 'too_late')
      return reply({ key: 'cancel_too_late', values: { outcome: job.outcome ?? '' } });
    const values = { wasRunning: cancelled === 'stopping' ? 1 : 0, credits: job.credits };
    return reply({ key: 'cancelled', values });
  },
});
