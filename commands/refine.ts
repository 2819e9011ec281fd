import { Failure } from '../src/core/failure.ts';
import { orderAgain } from '../src/jobs/again.ts';
import { modelOf } from '../src/jobs/clip-answer.ts';
import { accept } from './accept.ts';
import { clipCommand } from './clip-command.ts';

/** The real thing after a draft: the same words and seed on the better model. */
export const refine = clipCommand({
  name: 'refine',
  films: true,
  needs: 'reroll',
  options: {},
  run: async (services, request, clip) => {
    const better = modelOf(services, clip)?.refine ?? null;
    if (better === null) throw new Failure('not_refinable', { model: clip.recipe.model });
    return accept(services, request, orderAgain(clip, request, { model: better }));
  },
});
