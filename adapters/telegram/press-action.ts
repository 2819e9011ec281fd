import { type Action, pressKey } from '../../src/core/action.ts';
import { actionValues, type BoundCommand, commandNamed } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import { isQueue, type Reply } from '../../src/core/reply.ts';
import { clipBehind, defaultsIn } from '../chat/before.ts';
import { afterPress, changesMessage, isShareMenu } from '../chat/presses.ts';
import { open } from '../chat/ways.ts';
import { actionRows } from './keyboard.ts';
import { tell } from './press-tell.ts';
import { placeUnder, type Under } from './pressed-message.ts';
import { produce } from './produce.ts';
import { actionsOf, questionContent } from './telegram-ask.ts';
import { numberOf, plainly, requestOf } from './telegram-asker.ts';
import { replyText } from './telegram-card.ts';
import { ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';

const changeMessage = async (
  deps: TelegramHandlerDeps,
  { asker, message }: Under,
  action: Action,
  reply: Reply,
): Promise<void> => {
  const next = afterPress(action, reply, actionsOf(message), !asker.group);
  if (next.kind === 'remove') return deps.sender.remove(asker.chat, message.message_id);
  if (!('actions' in next)) return;
  const messages = deps.messages(asker.locale);
  const rows = actionRows(next.actions, messages);
  if (next.kind === 'buttons') return deps.sender.editRows(asker.chat, message.message_id, rows);
  const text = replyText(messages, reply, asker.locale);
  await deps.sender.edit(asker.chat, message.message_id, { text, rows });
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
  const menu = isShareMenu(actionsOf(under.message));
  // An ephemeral message can't be edited like others, so the answer is a new one.
  if (menu && numberOf(under.message) === null) return tell(deps, under, action, reply);
  const silent = isQueue(reply) || menu;
  await toast.say(silent ? undefined : replyText(messages, reply, asker.locale));
  // Telegram refuses to change messages older than two days; the clip itself has changed anyway.
  await open(changeMessage(deps, under, action, reply));
};

/**
 * Throws `Failure` `not_found`, or `not_allowed` if the job belongs to someone else: their press must not remove
 * another user's question.
 */
const wantOwn = async (deps: TelegramHandlerDeps, { asker }: Under, id: string): Promise<void> => {
  const owner = await deps.ownerBehind(id);
  if (owner === null) throw new Failure('not_found');
  if (owner !== ownerOf(asker.user) && !asker.speaksFor.includes(owner)) throw new Failure('not_allowed');
};

// Every press is answered, but repeated presses of the same button must not create more cards.
const atHand = new Set<string>();

/** Starts a render from an existing clip or job. */
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

/** Runs the action of a pressed button. */
export const onAction = async (deps: TelegramHandlerDeps, under: Under, action: Action): Promise<void> => {
  const { asker, key } = under;
  const command = commandNamed(deps, action.command);
  if (changesMessage(command, action)) return change(deps, under, command, action);
  if (command.films) return film(deps, under, command, action);
  const place = placeUnder(under, false);
  const request = await requestOf(deps, asker, command, { ...plainly, place, key });
  await tell(deps, under, action, await command.run(request, actionValues(command, action)));
};
