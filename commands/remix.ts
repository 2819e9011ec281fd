import { command } from '../src/core/command.ts';
import { anySeed, orderAgain } from '../src/jobs/again.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { Services } from '../src/jobs/services.ts';
import { accept } from './accept.ts';

/** Someone else's clip again with another seed, as one's own. */
export const remix = command({
  name: 'remix',
  films: true,
  options: { id: { type: 'id', required: true } },
  run: async (services: Services, request, { id }) => {
    const clip = await clipFor(services, request.actor, 'remix', id);
    return accept(services, request, orderAgain(clip, request, { seed: anySeed() }));
  },
});
