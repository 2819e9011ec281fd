import * as z from 'zod';
import { Closed } from '../chat/delivery-steps.ts';
import { type ChatTarget, type MessageContent, textOf } from './message-content.ts';
import type { Send } from './send.ts';

const seen = z.object({ message_id: z.number(), ephemeral_message_id: z.number().optional() });

const ephemeralMilliseconds = 12_000;

/** What can be answered with an ephemeral message: a press, or an ephemeral command; `at` is when it arrived. */
export type EphemeralTrigger = ({ readonly query: string } | { readonly hidden: number }) & {
  readonly at: number;
};

/**
 * Sends an ephemeral message that only one member of a group sees. An older server would show it to everyone, so a
 * placeholder is sent first and the text follows only if the placeholder was ephemeral. Throws `Closed` if that isn't
 * possible.
 */
export const openEphemeral = (send: Send) => {
  let able = true;
  return async (
    spot: Pick<ChatTarget, 'chat' | 'thread'>,
    user: number,
    heard: EphemeralTrigger,
    content: MessageContent,
  ) => {
    // Telegram allows 15 seconds.
    if (!able || performance.now() - heard.at > ephemeralMilliseconds)
      throw new Closed('too late for an ephemeral message');
    const whom = { receiver_user_id: user };
    const payload = {
      chat_id: spot.chat,
      message_thread_id: spot.thread,
      text: '…',
      ...('query' in heard
        ? { ephemeral_message_parameters: { ...whom, callback_query_id: heard.query } }
        : {
            ephemeral_message_parameters: whom,
            reply_parameters: { ephemeral_message_id: heard.hidden },
          }),
    };
    const { message_id: message, ephemeral_message_id: hidden } = seen.parse(
      await send('sendMessage', payload, 'once'),
    );
    if (hidden === undefined) {
      able = false;
      await send('deleteMessage', { chat_id: spot.chat, message_id: message }, 'repeatable');
      throw new Closed('no whispering here');
    }
    await send(
      'editEphemeralMessageText',
      {
        chat_id: spot.chat,
        receiver_user_id: user,
        ephemeral_message_id: hidden,
        ...textOf(content),
      },
      'repeatable',
    );
  };
};

export type EphemeralSender = ReturnType<typeof openEphemeral>;
