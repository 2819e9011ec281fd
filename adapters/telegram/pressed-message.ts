import type { Message } from './incoming.ts';
import { type Asker, placeFor } from './telegram-asker.ts';
import type { Toast } from './toast.ts';

/** A press under a message of ours. */
export type Under = {
  readonly asker: Asker;
  readonly message: Message;
  readonly toast: Toast;
  readonly key: string;
};

/** Whether what is answered there is another person's, so that answering it alone would call them. */
const isForeign = ({ asker, message }: Pick<Under, 'asker' | 'message'>): boolean => {
  const { from, sender_chat: as } = message.reply_to_message ?? {};
  return asker.group && from !== undefined && (as?.id ?? from.id) !== asker.user;
};

/** Where a press is answered. */
export const placeUnder = ({ asker, message }: Under, covered: boolean) =>
  placeFor(asker, {
    photo: message.reply_to_message?.message_id ?? message.message_id,
    mention: isForeign({ asker, message }),
    spoiler: covered || message.has_media_spoiler === true,
  });
