import type { Action } from '../../src/core/action.ts';
import type { Reply } from '../../src/core/reply.ts';
import { Closed } from '../chat/ways.ts';
import { payloadOf } from './ask.ts';
import { replyText } from './card.ts';
import type { Counter } from './counter.ts';
import { botLink } from './desk.ts';
import { actionRows } from './keyboard.ts';
import { showReply } from './show.ts';

import { placeUnder, type Under } from './under.ts';
/** Shows what was asked for by a press: to all, or to the presser alone. */
export const tell = async (counter: Counter, under: Under, action: Action, reply: Reply): Promise<void> => {
  const { asker, toast } = under;
  const { desk } = counter;
  const messages = desk.messages(asker.locale);
  const place = placeUnder(under, false);
  const spot = { ...place, photo: under.message.message_id };
  const rows = actionRows(reply.actions, messages);
  if (!asker.group || !reply.ephemeral) {
    await toast.say();
    return showReply(desk, spot, reply, payloadOf(action), rows);
  }
  const content = { text: replyText(messages, reply, asker.locale), rows };
  try {
    await desk.whisper(spot, asker.user, toast.heard, content);
    await toast.say();
  } catch (error) {
    if (!(error instanceof Closed)) throw error;
    await tellAlone(counter, under, action, content.text, rows);
  }
};

const tellAlone = async (
  { desk }: Counter,
  { asker, toast }: Under,
  action: Action,
  text: string,
  rows: ReturnType<typeof actionRows>,
): Promise<void> => {
  try {
    await desk.post.write({ chat: asker.user, thread: null, photo: null }, { text, rows });
    await toast.say(desk.messages(asker.locale).format('chat.sent-privately'));
  } catch (error) {
    if (!(error instanceof Closed)) throw error;
    await toast.open(botLink(await desk.me(), payloadOf(action)));
  }
};
