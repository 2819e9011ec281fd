import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { clipActions, clipFile } from '../src/jobs/clip-answer.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { House } from '../src/jobs/services.ts';

/** One clip for whoever may see it, with the buttons that they may press. */
export const clip = command({
  name: 'clip',
  options: { id: { type: 'id', required: true } },
  run: async (house: House, request, { id }) => {
    const seen = await clipFor(house, request.actor, 'view', id);
    return reply(
      { key: 'clip', values: { effect: seen.recipe.order.effect } },
      {
        ephemeral: seen.visibility === 'private',
        clips: [await clipFile(house, seen)],
        actions: clipActions(house, seen, request.actor),
      },
    );
  },
});
