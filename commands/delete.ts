import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { clipActions, takeActions } from '../src/jobs/clip-answer.ts';
import { clipsFor } from '../src/jobs/permitted.ts';
import { removeClips } from '../src/jobs/remove.ts';
import type { Services } from '../src/jobs/services.ts';

/**
 * Permanently deletes one clip, or all takes of a job. The button asks for confirmation first; no state is kept for the
 * answer.
 */
export const deleteClip = command({
  name: 'delete',
  ownData: true,
  changes: true,
  needs: 'delete',
  options: {
    id: { type: 'id', required: true },
    first: { type: 'choice', choices: ['ask', 'keep'], pressed: true },
  },
  run: async (services: Services, request, { id, first }) => {
    const clips = await clipsFor(services, request.actor, 'delete', id);
    const [best] = clips;
    if (first === 'ask') {
      const actions = [
        { command: 'delete', id },
        { command: 'delete', id, argument: 'keep' },
      ];
      return reply({ key: 'ask_delete', values: { clips: clips.length } }, { actions });
    }
    if (first === 'keep') {
      const actions =
        best === undefined ? [] : [...clipActions(services, best, request.actor, id), ...takeActions(clips)];
      return reply({ key: 'not_deleted', values: { clips: clips.length } }, { actions });
    }
    const left = await removeClips(services, clips);
    return reply({ key: 'deleted', values: { clips: clips.length, ...left } });
  },
});
