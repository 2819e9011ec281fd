import { everyClip } from '../src/core/clip.ts';
import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { clipsOf } from '../src/jobs/lists.ts';
import type { Services } from '../src/jobs/services.ts';

/** Lists your own clips, newest first, one page at a time: all of them, or those with one effect. */
export const clips = command({
  name: 'clips',
  options: { effect: { type: 'choice', choices: 'effects' }, before: { type: 'id', pressed: true } },
  run: async (services: Services, request, { before, effect }) => {
    const filter = { ...everyClip, effect };
    const { entries, next } = await clipsOf(services, request.actor.id, before, { filter });
    if (entries.length === 0)
      return effect === null
        ? reply({ key: 'no_clips', values: {} })
        : reply({ key: 'no_such_clips', values: { effect } });
    const argument = effect === null ? {} : { argument: effect };
    const actions = [
      ...entries.map(({ clip }) => ({ command: 'clip', id: clip.id })),
      ...(next === null ? [] : [{ command: 'clips', id: next, ...argument }]),
    ];
    return reply({ key: 'clips', values: { count: entries.length } }, { clips: entries, next, actions });
  },
});
