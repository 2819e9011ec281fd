import { reply } from '../src/core/reply.ts';
import { rate as rateClip } from '../src/jobs/rate-clip.ts';
import { clipCommand } from './clip-command.ts';

/** Rates a clip; the latest rating counts. */
export const rate = clipCommand({
  name: 'rate',
  changes: true,
  needs: 'rate',
  options: { to: { type: 'choice', choices: ['up', 'down'], required: true } },
  run: async (services, request, clip, { to }) => {
    await rateClip(services, clip, request.actor.id, to === 'up');
    return reply({ key: 'rated', values: { liked: to === 'up' } });
  },
});
