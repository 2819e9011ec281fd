import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { retryJob } from '../src/jobs/retry-job.ts';
import type { Services } from '../src/jobs/services.ts';

/** The operator has a failed job tried again. */
export const redo = command({
  name: 'redo',
  options: { id: { type: 'id', required: true } },
  run: async (services: Services, _request, { id }) => {
    const { job, repeated } = await retryJob(services, id);
    return reply({ key: 'retried', values: { job: job.id, owner: job.owner, repeated } });
  },
});
