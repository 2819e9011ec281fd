import type { Action } from '../../src/core/action.ts';
import type { Reply } from '../../src/core/reply.ts';
import { succeeds } from '../chat/delivery-steps.ts';
import { placeUnder, type Under } from './pressed-message.ts';
import { payloadOf } from './telegram-ask.ts';
import { replyText } from './telegram-card.ts';
import { botLink, type TelegramHandlerDeps } from './telegram-deps.ts';
import { isTextOnly, put, rowsFor, showReply, tellWhere } from './telegram-reply.ts';
import { privateTarget } from './telegram-target.ts';

/**
 * Shows the reply to a press, to everyone or only to the presser. An ephemeral reply in a group is sent as an
 * ephemeral message, otherwise in a private chat, otherwise as a link to the bot.
 */
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
  const rows = rowsFor(messages, reply);
  if (!asker.group || !reply.ephemeral) {
    await toast.say();
    return showReply(deps, spot, reply, payloadOf(action), rows);
  }
  const content = { text: replyText(messages, reply, asker.locale), rows };
  if (isTextOnly(reply) && (await succeeds(deps.sendEphemeral(spot, asker.user, toast.heard, content))))
    return void (await toast.say());
  // A private chat isn't the group that a clip could be posted in.
  const actions = reply.actions.filter(({ command }) => command !== 'post');
  const direct = privateTarget(spot);
  const told = { ...reply, actions };
  const reached = direct !== null && (await succeeds(put(deps, direct, told, rowsFor(messages, told))));
  const shown = reached
    ? await toast.say(messages.format('chat.sent-privately'))
    : await toast.open(botLink(await deps.me(), payloadOf(action)));
  if (!reached && !shown) await tellWhere(deps, spot, payloadOf(action));
};
