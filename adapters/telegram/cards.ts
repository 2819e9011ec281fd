import type { Content, Post } from './telegram-messages.ts';
import type { Place } from './telegram-target.ts';

type Shown = { readonly content: string; readonly at: number };

const pauseMilliseconds = { alone: 5_000, group: 10_000 };
const most = 10_000;

/** Keeps cards up to date: never the same twice, and no more often than a chat bears. */
export const openCards = (post: Pick<Post, 'edit'>) => {
  const shown = new Map<string, Shown>();
  const keyOf = ({ chat, card }: Place): string => `${chat}:${card}`;
  const remember = (there: Place, content: string): void => {
    shown.delete(keyOf(there));
    shown.set(keyOf(there), { content, at: performance.now() });
    const [oldest] = shown.keys();
    if (shown.size > most && oldest !== undefined) shown.delete(oldest);
  };
  return {
    /** Puts something else on a card. `now`: at once, for it answers somebody; otherwise it may be left out. */
    show: async (there: Place, content: Content, now: boolean): Promise<void> => {
      if (there.card === null) return;
      const before = shown.get(keyOf(there));
      const text = JSON.stringify(content);
      if (before?.content === text) return;
      const pause = there.group ? pauseMilliseconds.group : pauseMilliseconds.alone;
      // Another process may have written it: then its age is what the address says.
      const age = before === undefined ? Date.now() - there.since : performance.now() - before.at;
      if (!now && age >= 0 && age < pause) return;
      remember(there, text);
      await post.edit(there.chat, there.card, content).catch((error: unknown) => {
        // What was not said must be said when it is tried again.
        shown.delete(keyOf(there));
        throw error;
      });
    },
    forget: (there: Place): void => void shown.delete(keyOf(there)),
  };
};

export type Cards = ReturnType<typeof openCards>;
