import { orderFromClip, randomSeed } from '../src/jobs/order-from-clip.ts';
import { accept } from './accept.ts';
import { clipCommand } from './clip-command.ts';

/** Renders someone else's clip as your own, with another seed. */
export const remix = clipCommand({
  name: 'remix',
  renders: true,
  needs: 'remix',
  options: {},
  run: (services, request, clip) =>
    accept(services, request, orderFromClip(clip, request, { seed: randomSeed() })),
});
