import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { refund as refundJob } from '../src/jobs/refund-job.ts';
import type { Services } from '../src/jobs/services.ts';

/** The operator gives back what a job has cost. */
export const refund = command({
  name: 'refund',
  options: { id: { type: 'id', required: true } },
  run: async (services: Services, _request, { id }) =>
    reply({ key: 'refunded', values: await refundJob(services, id) }),
});
