import { isTake } from './action.ts';
import type { Reply } from './reply.ts';
import { sideBySideIn } from './variants.ts';

/** The reply with a number on each take and on the button that shows it, for results that are several messages. */
export const numberedTakes = (reply: Reply): Reply => {
  const takes = reply.clips.flatMap(({ clip }) => (sideBySideIn(clip) === null ? [clip.id] : []));
  const numberOf = (id: string) => (takes.includes(id) ? { number: takes.indexOf(id) + 1 } : {});
  return {
    ...reply,
    clips: reply.clips.map((entry) => ({ ...entry, ...numberOf(entry.clip.id) })),
    actions: reply.actions.map((action) => (isTake(action) ? { ...action, ...numberOf(action.id) } : action)),
  };
};
