import type { TelegramSender } from './telegram-messages.ts';

// The spinner on a pressed button should end at once.
const answerMilliseconds = 250;

/**
 * The single answer to a callback query. After a moment it is answered without text; then nothing more can be shown.
 * `early`: the answer that was given before the press was looked at.
 */
export const openToast = (sender: Pick<TelegramSender, 'toast'>, query: string, early?: Promise<void>) => {
  let answered = early !== undefined;
  const once = async (text?: string, url?: string): Promise<boolean> => {
    if (answered) {
      await early;
      return false;
    }
    answered = true;
    await sender.toast(query, text, url);
    return true;
  };
  const timer = setTimeout(() => void once().catch(() => {}), answerMilliseconds).unref();
  return {
    heard: { query, at: performance.now() },
    /** False if it was too late to show the text. */
    say: (text?: string): Promise<boolean> => once(text),
    /** Answers by opening the bot at a link. False if it was too late. */
    open: (url: string): Promise<boolean> => once(undefined, url),
    close: (): void => clearTimeout(timer),
  };
};

export type Toast = ReturnType<typeof openToast>;

const keptMilliseconds = 60_000;

/** The answers to presses. Where nothing is said, a press may be answered before it's stored: many people press at once. */
export const openToasts = (sender: Pick<TelegramSender, 'toast'>) => {
  const early = new Map<string, Promise<void>>();
  return {
    end: (query: string): void => {
      const answer = sender.toast(query);
      answer.catch(() => {});
      early.set(query, answer);
      setTimeout(() => early.delete(query), keptMilliseconds).unref();
    },
    open: (query: string): Toast => openToast(sender, query, early.get(query)),
  };
};

export type Toasts = ReturnType<typeof openToasts>;
