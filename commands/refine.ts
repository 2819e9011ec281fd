import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { orderAgain } from '../src/jobs/again.ts';
import { modelOf } from '../src/jobs/clip-answer.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { House } from '../src/jobs/services.ts';
import { accept } from './accept.ts';

/** The real thing after a draft: the same words and seed on the better model. */
export const refine = command({
  name: 'refine',
  films: true,
  options: { id: { type: 'id', required: true } },
  run: async (house: House, request, { id }) => {
    const clip = await clipFor(house, request.actor, 'reroll', id);
    const better = modelOf(house, clip)?.refine ?? null;
    if (better === null) throw new Failure('not_refinable', { model: clip.recipe.model });
    return accept(house, request, orderAgain(clip, request, { model: better }));
  },
});
