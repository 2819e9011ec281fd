import { lastFrameOf, orderAfter } from '../src/jobs/extend-clip.ts';
import { accept } from './accept.ts';
import { clipCommand } from './clip-command.ts';

/** Continues a clip from its last frame and joins both parts. Extending someone else's clip creates one of your own. */
export const extend = clipCommand({
  name: 'extend',
  renders: true,
  needs: 'remix',
  options: {},
  run: async (services, request, clip) => {
    const order = orderAfter(services, clip, request);
    await using workspace = await services.storage.workspace();
    return await accept(services, request, order, [await lastFrameOf(services, clip, workspace)]);
  },
});
