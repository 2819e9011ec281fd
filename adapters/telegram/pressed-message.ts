import type { Message } from './incoming.ts';
import { type Asker, telegramTarget } from './telegram-asker.ts';
import type { Toast } from './toasts.ts';

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
export const targetUnder = ({ asker, message }: Under, spoiler: boolean) =>
  telegramTarget(asker, {
    photo: message.reply_to_message?.message_id ?? message.message_id,
    mention: isForeign({ asker, message }),
    spoiler: spoiler || message.has_media_spoiler === true,
    gif: message.animation !== undefined,
  });
