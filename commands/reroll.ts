import { command } from '../src/core/command.ts';
import { seedLimit } from '../src/core/order.ts';
import { anySeed, orderAgain } from '../src/jobs/again.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { Services } from '../src/jobs/services.ts';
import { accept } from './accept.ts';

/** The same again with another seed, or with one given. */
export const reroll = command({
  name: 'reroll',
  films: true,
  options: {
    id: { type: 'id', required: true },
    seed: { type: 'number', minimum: 0, maximum: seedLimit, whole: true },
  },
  run: async (services: Services, request, values) => {
    const clip = await clipFor(services, request.actor, 'reroll', values.id);
    return accept(services, request, orderAgain(clip, request, { seed: values.seed ?? anySeed() }));
  },
});
