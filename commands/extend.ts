import { lastFrameOf, orderAfter } from '../src/jobs/extend-clip.ts';
import { accept } from './accept.ts';
import { clipCommand } from './clip-command.ts';

/** Goes on from where a clip ends and joins both into one; of someone else's clip, as one's own. */
export const extend = clipCommand({
  name: 'extend',
  films: true,
  needs: 'remix',
  options: {},
  run: async (services, request, clip) => {
    const order = orderAfter(services, clip, request);
    await using workspace = await services.storage.workspace();
    return await accept(services, request, order, [await lastFrameOf(services, clip, workspace)]);
  },
});
