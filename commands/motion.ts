import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { motions } from '../src/core/order.ts';
import { orderAgain } from '../src/jobs/again.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { Services } from '../src/jobs/services.ts';
import { accept } from './accept.ts';

/** The same clip, calmer or livelier. */
export const motion = command({
  name: 'motion',
  films: true,
  options: {
    id: { type: 'id', required: true },
    to: { type: 'choice', choices: ['less', 'more'], required: true },
  },
  run: async (services: Services, request, { id, to }) => {
    const clip = await clipFor(services, request.actor, 'motion', id);
    const now = clip.recipe.order.motion;
    const next = motions[motions.indexOf(now) + (to === 'more' ? 1 : -1)];
    if (next === undefined) throw new Failure('motion_limit', { to });
    return accept(services, request, orderAgain(clip, request, { motion: next }));
  },
});
