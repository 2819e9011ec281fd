import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { orderAgain } from '../src/jobs/again.ts';
import { modelOf } from '../src/jobs/clip-answer.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { Services } from '../src/jobs/services.ts';
import { accept } from './accept.ts';

/** The real thing after a draft: the same words and seed on the better model. */
export const refine = command({
  name: 'refine',
  films: true,
  options: { id: { type: 'id', required: true } },
  run: async (services: Services, request, { id }) => {
    const clip = await clipFor(services, request.actor, 'reroll', id);
    const better = modelOf(services, clip)?.refine ?? null;
    if (better === null) throw new Failure('not_refinable', { model: clip.recipe.model });
    return accept(services, request, orderAgain(clip, request, { model: better }));
  },
});
