import { orderNeedsSpoiler } from '../../src/core/clip.ts';
import type { Preview } from '../../src/core/job.ts';
import { openPictured } from '../chat/card-content.ts';
import type { MessageContent } from './message-content.ts';
import type { TelegramSender } from './telegram-messages.ts';
import type { TelegramTarget } from './telegram-target.ts';

type Shown = { readonly content: string; readonly at: number };

const pauseMilliseconds = { alone: 5_000, group: 10_000 };
const most = 10_000;

/** Updates status cards, skipping identical content and throttling edits per chat. */
export const openCards = (sender: Pick<TelegramSender, 'edit' | 'picture'>, pictured = openPictured()) => {
  const shown = new Map<string, Shown>();
  const keyOf = ({ chat, card }: TelegramTarget): string => `${chat}:${card}`;
  const remember = (target: TelegramTarget, content: string): void => {
    shown.delete(keyOf(target));
    shown.set(keyOf(target), { content, at: performance.now() });
    const [oldest] = shown.keys();
    if (shown.size > most && oldest !== undefined) shown.delete(oldest);
  };
  return {
    /** Edits a card. With `now` the edit is always sent because it answers a user; otherwise it may be throttled. */
    show: async (
      target: TelegramTarget,
      content: MessageContent,
      now: boolean,
      preview: Preview | null = null,
    ): Promise<void> => {
      if (target.card === null) return;
      const before = shown.get(keyOf(target));
      const text = JSON.stringify(content);
      if (before?.content === text) return;
      const pause = target.group ? pauseMilliseconds.group : pauseMilliseconds.alone;
      // Another process may have written the card; then use the timestamp in the target.
      const age = before === undefined ? Date.now() - target.since : performance.now() - before.at;
      if (!now && age >= 0 && age < pause) return;
      remember(target, text);
      const { card, chat, spoiler } = target;
      // Telegram has no adults-only chats.
      const frame = preview && {
        jpeg: preview.jpeg,
        spoiler: orderNeedsSpoiler(preview, { spoiler, adult: false }),
      };
      const changed =
        frame !== null && pictured.isNew(keyOf(target))
          ? sender.picture(chat, card, content, frame)
          : // A frame of what is being made doesn't stay with the answer.
            sender.edit(chat, card, content, now);
      await changed.catch((error: unknown) => {
        // The edit failed, so a retry must not be skipped as a duplicate.
        shown.delete(keyOf(target));
        throw error;
      });
    },
    forget: (target: TelegramTarget): void => void shown.delete(keyOf(target)),
  };
};

export type Cards = ReturnType<typeof openCards>;
