import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import type { House } from '../src/jobs/house.ts';
import { clipFor } from '../src/jobs/look.ts';
import { removeClip } from '../src/jobs/remove.ts';

/** Deletes a clip for good. */
export const deleteClip = command({
  name: 'delete',
  options: { id: { type: 'id', required: true } },
  run: async (house: House, request, { id }) => {
    await removeClip(house, await clipFor(house, request.actor, 'delete', id));
    return reply({ key: 'deleted', values: {} });
  },
});
