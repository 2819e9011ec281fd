import { z } from 'zod';
import type { Asker } from './asked.ts';
import { markupOf } from './keyboard.ts';
import type { Content, Spot } from './post.ts';
import { Closed, type Send } from './send.ts';

const seen = z.object({ message_id: z.number(), ephemeral_message_id: z.number().optional() });

const patience = 12_000;

/** A press that may be answered for the presser alone, and when it was heard. */
export type Heard = { readonly query: string; readonly at: number };

/**
 * Says something in a group that only one member sees. An older Telegram would show it to all, so that first a sign goes
 * out that says nothing, and the words follow only where it was hidden. Throws `Closed` where that cannot be.
 */
export const openWhisper = (send: Send) => {
  let able = true;
  return async (spot: Spot, asker: Asker, { query, at }: Heard, content: Content): Promise<void> => {
    // Telegram allows a quarter of a minute after the press.
    if (!able || performance.now() - at > patience) throw new Closed('too late to whisper');
    const whom = { receiver_user_id: asker.user, callback_query_id: query };
    const payload = {
      chat_id: spot.chat,
      message_thread_id: spot.thread,
      text: '…',
      ephemeral_message_parameters: whom,
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
        receiver_user_id: asker.user,
        ephemeral_message_id: hidden,
        text: content.text,
        reply_markup: markupOf(content.rows),
      },
      'repeatable',
    );
  };
};

export type Whisper = ReturnType<typeof openWhisper>;
