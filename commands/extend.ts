import { command } from '../src/core/command.ts';
import { lastFrameOf, orderAfter } from '../src/jobs/extend-clip.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { House } from '../src/jobs/services.ts';
import { accept } from './accept.ts';

/** Goes on from where a clip ends and joins both into one; of someone else's clip, as one's own. */
export const extend = command({
  name: 'extend',
  films: true,
  options: { id: { type: 'id', required: true } },
  run: async (house: House, request, { id }) => {
    const clip = await clipFor(house, request.actor, 'remix', id);
    const order = orderAfter(house, clip, request);
    await using workspace = await house.storage.workspace();
    return await accept(house, request, order, [await lastFrameOf(house, clip, workspace)]);
  },
});
