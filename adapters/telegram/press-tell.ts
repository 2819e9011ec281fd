import type { Action } from '../../src/core/action.ts';
import type { Reply } from '../../src/core/reply.ts';
import { Closed } from '../chat/ways.ts';
import { actionRows } from './keyboard.ts';
import { payloadOf } from './telegram-ask.ts';
import { replyText } from './telegram-card.ts';
import { botLink, type TelegramHandlerDeps } from './telegram-deps.ts';
import { showReply } from './telegram-reply.ts';

import { placeUnder, type Under } from './under.ts';
/** Shows what was asked for by a press: to all, or to the presser alone. */
export const tell = async (
  deps: TelegramHandlerDeps,
  under: Under,
  action: Action,
  reply: Reply,
): Promise<void> => {
  const { asker, toast } = under;
  const messages = deps.messages(asker.locale);
  const place = placeUnder(under, false);
  const spot = { ...place, photo: under.message.message_id };
  const rows = actionRows(reply.actions, messages);
  if (!asker.group || !reply.ephemeral) {
    await toast.say();
    return showReply(deps, spot, reply, payloadOf(action), rows);
  }
  const content = { text: replyText(messages, reply, asker.locale), rows };
  try {
    await deps.whisper(spot, asker.user, toast.heard, content);
    await toast.say();
  } catch (error) {
    if (!(error instanceof Closed)) throw error;
    await tellAlone(deps, under, action, content.text, rows);
  }
};

const tellAlone = async (
  deps: TelegramHandlerDeps,
  { asker, toast }: Under,
  action: Action,
  text: string,
  rows: ReturnType<typeof actionRows>,
): Promise<void> => {
  try {
    await deps.sender.write({ chat: asker.user, thread: null, photo: null }, { text, rows });
    await toast.say(deps.messages(asker.locale).format('chat.sent-privately'));
  } catch (error) {
    if (!(error instanceof Closed)) throw error;
    await toast.open(botLink(await deps.me(), payloadOf(action)));
  }
};
