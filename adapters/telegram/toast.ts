import type { TelegramSender } from './telegram-messages.ts';

// The spinner on a pressed button should end at once.
const patience = 250;

/** The single answer to a callback query. After a moment it is answered without text; then nothing more can be shown. */
export const openToast = (sender: Pick<TelegramSender, 'toast'>, query: string) => {
  let said = false;
  const once = async (text?: string, url?: string): Promise<boolean> => {
    if (said) return false;
    said = true;
    await sender.toast(query, text, url);
    return true;
  };
  const timer = setTimeout(() => void once().catch(() => {}), patience).unref();
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
