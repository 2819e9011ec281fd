import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import { rate as rateClip } from '../src/jobs/rate-clip.ts';
import type { Services } from '../src/jobs/services.ts';

/** Says whether one likes a clip; the latest word counts. */
export const rate = command({
  name: 'rate',
  changes: true,
  options: {
    id: { type: 'id', required: true },
    to: { type: 'choice', choices: ['up', 'down'], required: true },
  },
  run: async (services: Services, request, { id, to }) => {
    const clip = await clipFor(services, request.actor, 'rate', id);
    await rateClip(services, clip, request.actor.id, to === 'up');
    return reply({ key: 'rated', values: { liked: to === 'up' } });
  },
});
