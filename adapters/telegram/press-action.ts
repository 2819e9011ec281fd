import { type Action, pressKey, staying } from '../../src/core/action.ts';
import { clipBehind } from '../../src/core/behind.ts';
import { actionValues, type BoundCommand, commandNamed } from '../../src/core/command.ts';
import { defaultsIn } from '../../src/core/community-defaults.ts';
import { Failure } from '../../src/core/failure.ts';
import { isQueue, type Reply } from '../../src/core/reply.ts';
import { Closed } from '../chat/ways.ts';
import { actionRows } from './keyboard.ts';
import { tell } from './press-tell.ts';
import { produce } from './produce.ts';
import { actionsOf, questionContent } from './telegram-ask.ts';
import { plainly, requestOf } from './telegram-asker.ts';
import { replyText } from './telegram-card.ts';
import { ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';
import { placeUnder, type Under } from './under.ts';

const changeMessage = async (
  deps: TelegramHandlerDeps,
  { asker, message }: Under,
  { command, argument }: Action,
  reply: Reply,
): Promise<void> => {
  const { sender, messages } = deps;
  const hidden = command === 'share' && argument === 'private' && asker.group;
  const over = reply.text.key === 'deleted' || reply.text.key === 'not_started';
  if (over || hidden) return sender.remove(asker.chat, message.message_id);
  const words = messages(asker.locale);
  const actions = command === 'share' ? staying(actionsOf(message), reply.actions) : reply.actions;
  const rows = actionRows(actions, words);
  if (isQueue(reply))
    return sender.edit(asker.chat, message.message_id, { text: replyText(words, reply, asker.locale), rows });
  if (reply.actions.length === 0) return;
  await sender.editRows(asker.chat, message.message_id, rows);
};

const change = async (
  deps: TelegramHandlerDeps,
  under: Under,
  command: BoundCommand,
  action: Action,
): Promise<void> => {
  const { asker, key, toast } = under;
  const place = placeUnder(under, false);
  const request = await requestOf(deps, asker, command, { ...plainly, place, key });
  const reply = await command.run(request, actionValues(command, action));
  const messages = deps.messages(asker.locale);
  await toast.say(isQueue(reply) ? undefined : replyText(messages, reply, asker.locale));
  await changeMessage(deps, under, action, reply).catch((error: unknown) => {
    // Messages older than two days stay; the clip behind them is changed all the same.
    if (!(error instanceof Closed)) throw error;
  });
};

/** Throws Failure `not_found`, or `not_allowed` to others: their press must not take somebody's question away. */
const wantOwn = async (deps: TelegramHandlerDeps, { asker }: Under, id: string): Promise<void> => {
  const owner = await deps.ownerBehind(id);
  if (owner === null) throw new Failure('not_found');
  if (owner !== ownerOf(asker.user) && !asker.speaksFor.includes(owner)) throw new Failure('not_allowed');
};

// Who presses a button many times is answered many times, but only the first press needs a card.
const atHand = new Set<string>();

/** Makes a clip of another. */
const film = async (
  deps: TelegramHandlerDeps,
  under: Under,
  command: BoundCommand,
  action: Action,
): Promise<void> => {
  const { asker, message, toast } = under;
  const messages = deps.messages(asker.locale);
  const defaults = await defaultsIn(deps, asker.community);
  const about = placeUnder(under, defaults.covered);
  const jobs = command.aboutJob === true;
  if (jobs) await wantOwn(deps, under, action.id);
  const place = jobs ? { ...about, card: message.message_id } : about;
  const key = pressKey(`telegram:${asker.chat}:${message.message_id}:${asker.user}`, action);
  const request = await requestOf(deps, asker, command, {
    ...plainly,
    place,
    key,
    usual: defaults.visibility,
  });
  const clip = jobs ? null : await clipBehind(deps, request, command, action.id);
  if (command.name === 'edit') {
    const question = { command: 'edit', option: 'prompt', id: action.id, user: asker.user };
    await toast.say();
    const asked = questionContent(messages.format('chat.new-motion'), await deps.me(), question);
    return deps.sender.ask(place, asked);
  }
  const hidden = !jobs && (clip === null || clip.visibility === 'private');
  const values = actionValues(command, action);
  const wish = { asker, command, values, given: [], place, defaults, hidden, foreignPhoto: false, key };
  const effect = clip?.recipe.order.effect ?? '';
  if (atHand.has(key) || (await deps.started(ownerOf(asker.user), key)))
    return toast.say(messages.format('replies.already-accepted', { effect }));
  atHand.add(key);
  const reply = await produce(deps, wish).finally(() => atHand.delete(key));
  await toast.say(
    reply?.text.key === 'already_accepted' ? replyText(messages, reply, asker.locale) : undefined,
  );
};

/** Carries out what a button stands for. */
export const onAction = async (deps: TelegramHandlerDeps, under: Under, action: Action): Promise<void> => {
  const { asker, key } = under;
  const command = commandNamed(deps, action.command);
  const refuses = command.name === 'confirm' && action.argument === 'no';
  if (command.changes || refuses) return change(deps, under, command, action);
  if (command.films) return film(deps, under, command, action);
  const place = placeUnder(under, false);
  const request = await requestOf(deps, asker, command, { ...plainly, place, key });
  await tell(deps, under, action, await command.run(request, actionValues(command, action)));
};
