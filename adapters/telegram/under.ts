import { type Asker, placeFor } from './asked.ts';
import type { Message } from './incoming.ts';
import type { Toast } from './toast.ts';

/** A press under a message of ours. */
export type Under = {
  readonly asker: Asker;
  readonly message: Message;
  readonly toast: Toast;
  readonly key: string;
};

/** Where a press is answered. */
export const placeUnder = ({ asker, message }: Under, covered: boolean) =>
  placeFor(asker, {
    photo: message.reply_to_message?.message_id ?? message.message_id,
    spoiler: covered || message.has_media_spoiler === true,
  });
