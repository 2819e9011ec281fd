import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { jobFor } from '../src/jobs/permitted.ts';
import { repeatOrder } from '../src/jobs/repeat-order.ts';
import type { Services } from '../src/jobs/services.ts';
import { accept } from './accept.ts';

/** Retries a failed or cancelled job: unchanged, on the local engine, or with another model. */
export const retry = command({
  name: 'retry',
  aboutJob: true,
  renders: true,
  needs: 'reroll',
  options: {
    id: { type: 'id', required: true },
    by: { type: 'choice', choices: ['local', 'other'] },
  },
  run: async (services: Services, request, { id, by }) => {
    const job = await jobFor(services, request.actor, 'reroll', id);
    // The failure can be visible shortly before the job is settled, so don't require the outcome `failed`.
    if (job.failure === null && job.outcome !== 'cancelled') throw new Failure('not_failed');
    return accept(services, request, repeatOrder(services, job, request, by));
  },
});
