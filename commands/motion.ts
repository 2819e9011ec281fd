import { Failure } from '../src/core/failure.ts';
import { motions } from '../src/core/order.ts';
import { orderFromClip } from '../src/jobs/order-from-clip.ts';
import { accept } from './accept.ts';
import { clipCommand } from './clip-command.ts';

/** Renders the same clip with less or more motion. */
export const motion = clipCommand({
  name: 'motion',
  renders: true,
  needs: 'motion',
  options: { to: { type: 'choice', choices: ['less', 'more'], required: true } },
  run: async (services, request, clip, { to }) => {
    const now = clip.recipe.order.motion;
    const next = motions[motions.indexOf(now) + (to === 'more' ? 1 : -1)];
    if (next === undefined) throw new Failure('motion_limit', { to });
    return accept(services, request, orderFromClip(clip, request, { motion: next }));
  },
});
