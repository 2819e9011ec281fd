import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import type { House } from '../src/jobs/house.ts';
import { clipsFor } from '../src/jobs/look.ts';
import { removeClip } from '../src/jobs/remove.ts';

/** Deletes for good: one clip, or all takes of a job. */
export const deleteClip = command({
  name: 'delete',
  options: { id: { type: 'id', required: true } },
  run: async (house: House, request, { id }) => {
    const clips = await clipsFor(house, request.actor, 'delete', id);
    for (const clip of clips) await removeClip(house, clip);
    return reply({ key: 'deleted', values: { clips: clips.length } });
  },
});
