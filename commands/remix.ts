import { anySeed, orderAgain } from '../src/jobs/again.ts';
import { accept } from './accept.ts';
import { clipCommand } from './clip-command.ts';

/** Someone else's clip again with another seed, as one's own. */
export const remix = clipCommand({
  name: 'remix',
  films: true,
  needs: 'remix',
  options: {},
  run: (services, request, clip) => accept(services, request, orderAgain(clip, request, { seed: anySeed() })),
});
