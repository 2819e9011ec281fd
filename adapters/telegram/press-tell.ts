import type { Action } from '../../src/core/action.ts';
import type { Reply } from '../../src/core/reply.ts';
import { succeeds } from '../chat/delivery-steps.ts';
import type { MessageContent } from './message-content.ts';
import { targetUnder, type Under } from './pressed-message.ts';
import { payloadOf } from './telegram-ask.ts';
import { replyText } from './telegram-card.ts';
import { botLink, type TelegramHandlerDeps } from './telegram-deps.ts';
import { isTextOnly, put, rowsFor, showReply, tellWhere } from './telegram-reply.ts';
import { privateTarget } from './telegram-target.ts';

/** Tells whoever pressed, in a message too if it's too late for the toast or has buttons. `brief`: what the toast says. */
export const tellPresser = async (
  deps: TelegramHandlerDeps,
  under: Under,
  content: MessageContent,
  brief = content.text,
): Promise<void> => {
  const { asker, toast } = under;
  const shown = await toast.say(brief);
  if (shown && (content.rows.length === 0 || !asker.group)) return;
  const spot = { ...targetUnder(under, false), photo: under.message.message_id };
  if (asker.group && (await succeeds(deps.sendEphemeral(spot, asker.user, toast.heard, content)))) return;
  const direct = privateTarget(spot);
  if (direct !== null && (await succeeds(deps.sender.write(direct, content)))) return;
  // The others needn't read it, but whoever pressed must. Readers of a channel are too many for that.
  if (!shown && asker.group && !asker.channel) await succeeds(deps.sender.write(spot, content));
};

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
  const target = targetUnder(under, false);
  const spot = { ...target, photo: under.message.message_id };
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
  const changed = { ...reply, actions };
  const reached = direct !== null && (await succeeds(put(deps, direct, changed, rowsFor(messages, changed))));
  const shown = reached
    ? await toast.say(messages.format('chat.sent-privately'))
    : await toast.open(botLink(await deps.me(), payloadOf(action)));
  if (!reached && !shown) await tellWhere(deps, spot, payloadOf(action));
};
