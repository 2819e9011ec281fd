import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { Services } from '../src/jobs/services.ts';

/** How a clip was made, for whoever may see it. */
export const recipe = command({
  name: 'recipe',
  options: { id: { type: 'id', required: true } },
  run: async (services: Services, request, { id }) => {
    const clip = await clipFor(services, request.actor, 'view', id);
    return reply({ key: 'recipe', values: { clip: { id: clip.id, recipe: clip.recipe } } });
  },
});
