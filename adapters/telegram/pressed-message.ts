import type { Message } from './incoming.ts';
import { type Asker, telegramTarget } from './telegram-asker.ts';
import type { TelegramSender } from './telegram-messages.ts';

// The spinner on a pressed button should end at once.
const answerMilliseconds = 250;

/** The single answer to a callback query. After a moment it is answered without text; then nothing more can be shown. */
export const openToast = (sender: Pick<TelegramSender, 'toast'>, query: string) => {
  let said = false;
  const once = async (text?: string, url?: string): Promise<boolean> => {
    if (said) return false;
    said = true;
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

/** A press on a button of one of the bot's messages. */
export type Under = {
  readonly asker: Asker;
  readonly message: Message;
  readonly toast: Toast;
  readonly key: string;
};

/** Whether the replied-to message is another user's, so a plain reply would notify the wrong person. */
const isForeign = ({ asker, message }: Pick<Under, 'asker' | 'message'>): boolean => {
  const { from, sender_chat: as } = message.reply_to_message ?? {};
  return asker.group && from !== undefined && (as?.id ?? from.id) !== asker.user;
};

/** The target for the answer to a press. */
export const targetUnder = ({ asker, message }: Under, covered: boolean) =>
  telegramTarget(asker, {
    photo: message.reply_to_message?.message_id ?? message.message_id,
    mention: isForeign({ asker, message }),
    spoiler: covered || message.has_media_spoiler === true,
    gif: message.animation !== undefined,
  });
