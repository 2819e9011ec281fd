import type { TelegramSender } from './telegram-messages.ts';

const patience = 2_000;

/** The single answer to a callback query. After 2 s it is answered without text. */
export const openToast = (sender: Pick<TelegramSender, 'toast'>, query: string) => {
  let said = false;
  const once = async (text?: string, url?: string): Promise<void> => {
    if (said) return;
    said = true;
    await sender.toast(query, text, url);
  };
  const timer = setTimeout(() => void once().catch(() => {}), patience).unref();
  return {
    heard: { query, at: performance.now() },
    say: (text?: string): Promise<void> => once(text),
    /** Answers by opening the bot at a link. */
    open: (url: string): Promise<void> => once(undefined, url),
    close: (): void => clearTimeout(timer),
  };
};

export type Toast = ReturnType<typeof openToast>;
