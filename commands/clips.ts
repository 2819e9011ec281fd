import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { clipsOf } from '../src/jobs/lists.ts';
import type { Services } from '../src/jobs/services.ts';

/** Lists your own clips, newest first, one page at a time. */
export const clips = command({
  name: 'clips',
  options: { before: { type: 'id' } },
  run: async (services: Services, request, { before }) => {
    const { entries, next } = await clipsOf(services, request.actor.id, before);
    if (entries.length === 0) return reply({ key: 'no_clips', values: {} });
    const actions = [
      ...entries.map(({ clip }) => ({ command: 'clip', id: clip.id })),
      ...(next === null ? [] : [{ command: 'clips', id: next }]),
    ];
    return reply({ key: 'clips', values: { count: entries.length } }, { clips: entries, next, actions });
  },
});
