import { command } from '../src/core/command.ts';
import { lastFrameOf, orderAfter } from '../src/jobs/extend-clip.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { Services } from '../src/jobs/services.ts';
import { accept } from './accept.ts';

/** Goes on from where a clip ends and joins both into one; of someone else's clip, as one's own. */
export const extend = command({
  name: 'extend',
  films: true,
  options: { id: { type: 'id', required: true } },
  run: async (services: Services, request, { id }) => {
    const clip = await clipFor(services, request.actor, 'remix', id);
    const order = orderAfter(services, clip, request);
    await using workspace = await services.storage.workspace();
    return await accept(services, request, order, [await lastFrameOf(services, clip, workspace)]);
  },
});
