import { Failure } from '../src/core/failure.ts';
import { modelOfClip } from '../src/jobs/clip-answer.ts';
import { orderFromClip } from '../src/jobs/order-from-clip.ts';
import { accept } from './accept.ts';
import { clipCommand } from './clip-command.ts';

/** Renders the final version of a draft: same prompt and seed on the better model. */
export const refine = clipCommand({
  name: 'refine',
  renders: true,
  needs: 'reroll',
  options: {},
  run: async (services, request, clip) => {
    const better = modelOfClip(services, clip)?.refine ?? null;
    if (better === null) throw new Failure('not_refinable', { model: clip.recipe.model });
    return accept(services, request, orderFromClip(clip, request, { model: better }));
  },
});
