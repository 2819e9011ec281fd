import { everyClip } from '../src/core/clip.ts';
import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { clipsOf } from '../src/jobs/lists.ts';
import type { Services } from '../src/jobs/services.ts';

// Buttons have no room for words, so that what was found has no further pages.
const maxFound = 20;

/** Lists your own clips, newest first, one page at a time: all of them, or those with an effect or words in the prompt. */
export const clips = command({
  name: 'clips',
  ownData: true,
  options: {
    effect: { type: 'choice', choices: 'effects' },
    words: { type: 'text', maximum: 100 },
    before: { type: 'id', pressed: true },
  },
  run: async (services: Services, request, { before, effect, words }) => {
    const wanted = { filter: { ...everyClip, effect, words }, ...(words !== null && { size: maxFound }) };
    const { entries, next } = await clipsOf(services, request.actor.id, before, wanted);
    if (entries.length === 0) {
      if (words !== null) return reply({ key: 'no_clips_found', values: { words } });
      return effect === null
        ? reply({ key: 'no_clips', values: {} })
        : reply({ key: 'no_such_clips', values: { effect } });
    }
    const argument = effect === null ? {} : { argument: effect };
    const actions = [
      ...entries.map(({ clip }) => ({ command: 'clip', id: clip.id })),
      ...(next === null || words !== null ? [] : [{ command: 'clips', id: next, ...argument }]),
    ];
    return reply({ key: 'clips', values: { count: entries.length } }, { clips: entries, next, actions });
  },
});
