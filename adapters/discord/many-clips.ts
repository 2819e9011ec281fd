import { isTake } from '../../src/core/action.ts';
import { numberedTakes } from '../../src/core/numbered-takes.ts';
import type { Reply } from '../../src/core/reply.ts';

/** The most files that a message takes. */
const mostFiles = 10;

/** One reply for each message that a result with many clips takes. All buttons about the whole are in the first. */
export const inMessages = (whole: Reply): readonly [Reply, ...Reply[]] => {
  if (whole.clips.length <= mostFiles) return [whole];
  const reply = numberedTakes(whole);
  const { actions, clips, text } = reply;
  const part = (from: number): Reply => {
    const own = clips.slice(from, from + mostFiles);
    const takes = actions.filter((action) => isTake(action) && own.some(({ clip }) => clip.id === action.id));
    if (from === 0)
      return { ...reply, clips: own, actions: [...actions.filter((one) => !isTake(one)), ...takes] };
    const effect = 'effect' in text.values ? String(text.values.effect) : '';
    const said = { key: 'clip', values: { effect } } as const;
    return { ...reply, text: said, clips: own, actions: takes, advice: [], madeFrom: null };
  };
  const others = Array.from({ length: Math.ceil(clips.length / mostFiles) - 1 }, (_, index) =>
    part((index + 1) * mostFiles),
  );
  return [part(0), ...others];
};
