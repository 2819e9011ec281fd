import { seedLimit } from '../src/core/order.ts';
import { orderFromClip, randomSeed } from '../src/jobs/order-from-clip.ts';
import { accept } from './accept.ts';
import { clipCommand } from './clip-command.ts';

/** Renders the same order with a new seed, random unless given. */
export const reroll = clipCommand({
  name: 'reroll',
  renders: true,
  needs: 'reroll',
  options: { seed: { type: 'number', minimum: 0, maximum: seedLimit, whole: true } },
  run: (services, request, clip, { seed }) =>
    accept(services, request, orderFromClip(clip, request, { seed: seed ?? randomSeed() })),
});
