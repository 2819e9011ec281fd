import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { clipActions, clipFile } from '../src/jobs/clip-answer.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { Services } from '../src/jobs/services.ts';

/** One clip for whoever may see it, with the buttons that they may press. */
export const clip = command({
  name: 'clip',
  options: { id: { type: 'id', required: true } },
  run: async (services: Services, request, { id }) => {
    const seen = await clipFor(services, request.actor, 'view', id);
    return reply(
      { key: 'clip', values: { effect: seen.recipe.order.effect } },
      {
        ephemeral: seen.visibility === 'private',
        clips: [await clipFile(services, seen)],
        actions: clipActions(services, seen, request.actor),
      },
    );
  },
});
