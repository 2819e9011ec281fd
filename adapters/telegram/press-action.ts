import { type Action, isStepMenu, pressKey } from '../../src/core/action.ts';
import type { BoundCommand } from '../../src/core/command.ts';
import { actionValues } from '../../src/core/command-options.ts';
import { Failure } from '../../src/core/failure.ts';
import { commandNamed } from '../../src/core/parse.ts';
import { isQueue, type Reply } from '../../src/core/reply.ts';
import type { PlainKey } from '../../src/text/messages.ts';
import { succeeds } from '../chat/delivery-steps.ts';
import { defaultsIn } from '../chat/first-answer.ts';
import { afterPress, changesMessage, inTurn } from '../chat/presses.ts';
import { actionRows, type Rows } from './keyboard.ts';
import type { MessageContent } from './message-content.ts';
import { tell, tellPresser } from './press-tell.ts';
import { targetUnder, type Under } from './pressed-message.ts';
import { produce, requestAgain } from './produce.ts';
import { actionsOf, ask, once } from './telegram-ask.ts';
import { defaultRequest, requestOf } from './telegram-asker.ts';
import { replyText } from './telegram-card.ts';
import { ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';

/** Changes to the message of a pressed button, which may be one that only the presser sees. */
const changesTo = ({ sender }: TelegramHandlerDeps, { asker: { chat, user }, message }: Under) => {
  const { ephemeral_message_id: hidden, message_id: id } = message;
  if (hidden !== undefined) return sender.hidden(chat, user, hidden);
  return {
    edit: (content: MessageContent): Promise<void> => sender.edit(chat, id, content),
    editRows: (rows: Rows): Promise<void> => sender.editRows(chat, id, rows),
    remove: (): Promise<void> => sender.remove(chat, id),
  };
};

const changeMessage = async (
  deps: TelegramHandlerDeps,
  under: Under,
  action: Action,
  reply: Reply,
): Promise<void> => {
  const { asker, message } = under;
  const next = afterPress(action, reply, actionsOf(message), !asker.group);
  const changes = changesTo(deps, under);
  if (next.kind === 'remove') return changes.remove();
  if (!('actions' in next)) return;
  const messages = deps.messages(asker.locale);
  const rows = actionRows(next.actions, messages);
  if (next.kind === 'buttons') return changes.editRows(rows);
  const text = replyText(messages, reply, asker.locale);
  await changes.edit({ text, rows });
};

const change = async (
  deps: TelegramHandlerDeps,
  under: Under,
  command: BoundCommand,
  action: Action,
): Promise<void> => {
  const { asker, key, toast } = under;
  const target = targetUnder(under, false);
  const request = await requestOf(deps, asker, command, { ...defaultRequest, target, key });
  const reply = await command.run(request, actionValues(command, action));
  const messages = deps.messages(asker.locale);
  const menu = isStepMenu(actionsOf(under.message));
  const silent = isQueue(reply) || menu;
  if (silent) await toast.say();
  else await tellPresser(deps, under, { text: replyText(messages, reply, asker.locale), rows: [] });
  // Telegram refuses to change messages older than two days; the clip itself has changed anyway.
  await succeeds(changeMessage(deps, under, action, reply));
};

const isOwn = async (deps: TelegramHandlerDeps, { asker }: Under, id: string): Promise<boolean> => {
  const owner = await deps.ownerBehind(id);
  if (owner === null) throw new Failure('not_found');
  return owner === ownerOf(asker.user) || asker.speaksFor.includes(owner);
};

/**
 * Throws `Failure` `not_found`, or `not_allowed` if the job belongs to someone else: their press must not remove
 * another user's question.
 */
const requireOwn = async (deps: TelegramHandlerDeps, under: Under, id: string): Promise<void> => {
  if (!(await isOwn(deps, under, id))) throw new Failure('not_allowed');
};

/** What these commands still need when their button is pressed, and how it is asked for. */
const questions: Readonly<Record<string, { readonly option: string; readonly text: PlainKey }>> = {
  edit: { option: 'prompt', text: 'chat.new-motion' },
  animate: { option: 'photos', text: 'chat.send-photo' },
};

// Every press is answered, but repeated presses of the same button must not create more cards.
const atHand = new Set<string>();

/**
 * In a channel all admins own what is made of the channel's clips, whoever of them pressed. Where new clips are private,
 * they are sent to who pressed, and are theirs.
 */
const inItsName = async (deps: TelegramHandlerDeps, under: Under): Promise<Under> => {
  const { asker } = under;
  if (!asker.channel || !asker.speaksFor.includes(ownerOf(asker.chat))) return under;
  const { visibility } = await defaultsIn(deps, asker.community, ownerOf(asker.user));
  return visibility === 'private'
    ? under
    : { ...under, asker: { ...asker, user: asker.chat, requester: 'anonymous-admin' } };
};

/** Starts a render from an existing clip or job. */
const startRender = async (
  deps: TelegramHandlerDeps,
  under: Under,
  command: BoundCommand,
  action: Action,
): Promise<void> => {
  const { asker, message, toast } = under;
  const messages = deps.messages(asker.locale);
  if (command.aboutJob === true) await requireOwn(deps, under, action.id);
  const card = command.aboutJob === true ? message.message_id : null;
  const target = (spoiler: boolean) => ({ ...targetUnder(under, spoiler), card });
  const key = pressKey(`telegram:${asker.chat}:${message.message_id}:${asker.user}`, action);
  const values = actionValues(command, action);
  const again = { asker, command, values, id: action.id, attached: {}, key, origin: target };
  const { clip, clipRequest } = await requestAgain(deps, again);
  const asks = questions[command.name];
  if (asks !== undefined) {
    await toast.say();
    const question = { command: command.name, option: asks.option, id: action.id };
    return ask(deps, under, messages.format(asks.text), question);
  }
  const effect = clip?.recipe.order.effect ?? '';
  if (atHand.has(key) || (await deps.started(ownerOf(asker.user), key)))
    return void (await toast.say(messages.format('replies.already-accepted', { effect })));
  atHand.add(key);
  const reply = await produce(deps, clipRequest).finally(() => atHand.delete(key));
  await toast.say(
    reply?.text.key === 'already_accepted' ? replyText(messages, reply, asker.locale) : undefined,
  );
};

/** Removes a button that is pressed once, and its message with the last one. */
const removeButton = async (deps: TelegramHandlerDeps, under: Under, action: Action): Promise<void> => {
  const { asker, message } = under;
  const left = actionsOf(message).filter(({ id }) => id !== action.id);
  const rows = actionRows(left, deps.messages(asker.locale));
  const changes = changesTo(deps, under);
  await succeeds(left.length === 0 ? changes.remove() : changes.editRows(rows));
};

/** Runs the action of a pressed button. */
export const onAction = async (deps: TelegramHandlerDeps, under: Under, action: Action): Promise<void> => {
  const { asker, key } = under;
  const command = commandNamed(deps, action.command);
  if (changesMessage(command, action)) {
    const { ephemeral_message_id: hidden, message_id: id } = under.message;
    return inTurn(`${asker.chat}:${hidden ?? ''}:${id}`, () => change(deps, under, command, action));
  }
  if (command.renders) return startRender(deps, await inItsName(deps, under), command, action);
  const target = targetUnder(under, false);
  const request = await requestOf(deps, asker, command, { ...defaultRequest, target, key });
  const reply = await command.run(request, actionValues(command, action));
  // A private chat has the number of the person.
  if (reply.text.key === 'forgotten') deps.menus.forget(asker.user);
  await tell(deps, under, action, reply);
  // What others in a group look at stays there for its owner.
  if (action.argument === once && (!asker.group || (await isOwn(deps, under, action.id))))
    await removeButton(deps, under, action);
};
