import { reply } from '../src/core/reply.ts';
import { clipActions, clipFile } from '../src/jobs/clip-answer.ts';
import { clipCommand } from './clip-command.ts';

/** Shows one clip to people who may see it, with the buttons they may use. */
export const clip = clipCommand({
  name: 'clip',
  ownData: true,
  needs: 'view',
  options: {},
  run: async (services, request, seen) =>
    reply(
      { key: 'clip', values: { effect: seen.recipe.order.effect } },
      {
        // Others see it only where its owner posts it, so that it can be taken back.
        ephemeral: true,
        clips: [await clipFile(services, seen)],
        actions: clipActions(services, seen, request.actor),
      },
    ),
});
