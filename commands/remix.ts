import { command } from '../src/core/command.ts';
import { anySeed, orderAgain } from '../src/jobs/again.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { House } from '../src/jobs/services.ts';
import { accept } from './accept.ts';

/** Someone else's clip again with another seed, as one's own. */
export const remix = command({
  name: 'remix',
  films: true,
  options: { id: { type: 'id', required: true } },
  run: async (house: House, request, { id }) => {
    const clip = await clipFor(house, request.actor, 'remix', id);
    return accept(house, request, orderAgain(clip, request, { seed: anySeed() }));
  },
});
