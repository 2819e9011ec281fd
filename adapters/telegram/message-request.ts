import type { BoundCommand } from '../../src/core/command.ts';
import { choicesOf, optionOfType } from '../../src/core/command-options.ts';
import { commandNamed } from '../../src/core/parse.ts';
import { aboutCommand } from '../../src/text/names.ts';
import { clipBeforeAnswer, defaultsIn } from '../chat/first-answer.ts';
import { bundleOf, effectsFor, type Found, photosOf, rememberAlbum, together } from './album-photos.ts';
import { formRows } from './button-form.ts';
import type { Message } from './incoming.ts';
import { actionRows } from './keyboard.ts';
import { menuContent } from './menu-press.ts';
import { produce, requestAgain } from './produce.ts';
import { payloadIn } from './start-link.ts';
import { actionUnder, payloadOf } from './telegram-ask.ts';
import {
  type Asker,
  defaultRequest,
  numberOf,
  requestMessage,
  requestOf,
  telegramTarget,
} from './telegram-asker.ts';
import { ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';
import { attachedTo, attachmentIn, withAttached } from './telegram-files.ts';
import { showReply } from './telegram-reply.ts';
import { splitPost } from './telegram-target.ts';

/** A command sent as a message. */
export type CommandMessage = {
  readonly asker: Asker;
  readonly command: BoundCommand;
  readonly values: Readonly<Record<string, unknown>>;
  readonly message: Message;
  /** The messages of its album; empty when there is none. */
  readonly album: readonly Message[];
  readonly key: string;
  /** The message that becomes the card, if there is one already. */
  readonly card?: number;
};

/** Shows the photo menu for photos sent without text. */
const showMenu = async (
  deps: TelegramHandlerDeps,
  { album, asker, message }: CommandMessage,
  found: Found,
): Promise<void> => {
  const target = telegramTarget(asker, { photo: found.message });
  const menu = await deps.sender.write(target, await menuContent(deps, asker, found.photos.length));
  if (!asker.group) deps.menus.open(asker.chat, { message, album, menu, chosen: {} });
  const shown = { menu: { chat: asker.chat, message: menu } };
  await rememberAlbum(deps, bundleOf(message), ownerOf(asker.user), shown);
};

const animate = async (deps: TelegramHandlerDeps, order: CommandMessage): Promise<void> => {
  const { album, asker, command, key, message } = order;
  const found = await photosOf(deps, message, album);
  const target = telegramTarget(asker, { photo: numberOf(message), asked: requestMessage(message) });
  if (found === null) {
    const text = deps.messages(asker.locale).format('chat.photo-missing');
    return void (await deps.sender.write(target, { text, rows: [] }));
  }
  const beside = attachedTo(command.options, [], attachmentIn(message));
  const recorded = Object.keys(beside).length > 0;
  if (Object.keys(order.values).length === 0 && !recorded) return showMenu(deps, order, found);
  const answer = { command: command.name, values: order.values };
  await rememberAlbum(deps, bundleOf(message), ownerOf(asker.user), answer);
  const effects = await effectsFor(deps, asker);
  // A recording is what somebody says, unless something else is asked for.
  const spoken = recorded && order.values['effect'] === undefined && order.values['prompt'] === undefined;
  const driven = spoken ? effects.find(({ speaks }) => speaks)?.name : undefined;
  const { others, post, values } = splitPost({
    ...order.values,
    ...(driven === undefined ? {} : { effect: driven }),
  });
  const defaults = await defaultsIn(deps, asker.community, ownerOf(asker.user));
  const { like, visibility } = values;
  const about = await requestOf(deps, asker, command, { ...defaultRequest, target });
  const behind = typeof like === 'string' ? await clipBeforeAnswer(deps, about, command, like) : null;
  await produce(deps, {
    asker,
    command,
    values,
    attached: together(found.photos, beside, command.options, others),
    origin: {
      ...target,
      photo: found.message,
      card: order.card ?? null,
      mention: asker.group && found.from !== asker.user,
      gif: post.gif,
      spoiler: defaults.spoiler || found.spoiler || post.spoiler,
    },
    defaults,
    foreignPhoto: found.author !== asker.user,
    hidden: visibility === undefined && behind?.visibility === 'private',
    key,
  });
};

/** Offers the clips or jobs a command could apply to, or the choices for its argument, as buttons. */
const choose = async (deps: TelegramHandlerDeps, order: CommandMessage, id: string | null): Promise<void> => {
  const { asker, command } = order;
  const target = telegramTarget(asker, { photo: numberOf(order.message) });
  const request = await requestOf(deps, asker, command, { ...defaultRequest, target });
  const messages = deps.messages(asker.locale);
  if (id === null) {
    const jobs = command.aboutJob === true;
    const list = await commandNamed(deps, jobs ? 'queue' : 'clips').run(request, {});
    const actions = list.clips.map(({ clip }) => ({ command: command.name, id: clip.id }));
    const rows = actionRows(jobs ? list.actions : actions, messages);
    return showReply(deps, target, list, jobs ? 'queue' : 'clips', rows, asker.hidden);
  }
  const option = optionOfType(command.options, 'choice');
  const choices = option === undefined ? [] : choicesOf(command.options[option], deps.known);
  const actions = choices.map((argument) => ({ command: command.name, id, argument }));
  const rows = actionRows(actions, messages);
  await deps.sender.write(target, { text: aboutCommand(messages, command.name), rows });
};

/** The order with the id of the clip or job it is about: a given one, or that of the message it replies to. */
const withSubject = async (
  deps: TelegramHandlerDeps,
  order: CommandMessage,
  subject: string,
): Promise<CommandMessage> => {
  if (order.values[subject] !== undefined) return order;
  const under = actionUnder(order.message.reply_to_message, await deps.me(), order.command.name);
  return under === null ? order : { ...order, values: { ...order.values, [subject]: under.id } };
};

/** The order with the person it is about: the author of the message it replies to, or the owner of that clip. */
const withPerson = async (deps: TelegramHandlerDeps, order: CommandMessage): Promise<CommandMessage> => {
  const { command, message, values } = order;
  const answered = message.reply_to_message;
  if (command.options['who'] === undefined || values['who'] !== undefined) return order;
  // In a topic, everything that answers nothing else answers the message that opened it.
  if (answered === undefined || answered.forum_topic_created !== undefined) return order;
  const under = actionUnder(answered, await deps.me(), 'clip');
  const author = answered.from?.is_bot === false ? answered.from.id : undefined;
  const who = under?.id ?? author;
  return who === undefined ? order : { ...order, values: { ...values, who: String(who) } };
};

/** Runs a command sent as a message, or asks for what is missing. */
export const runMessage = async (deps: TelegramHandlerDeps, original: CommandMessage): Promise<void> => {
  const completed = await withPerson(deps, original);
  const { asker, command, key, message } = completed;
  if (optionOfType(command.options, 'photos') !== undefined) return animate(deps, completed);
  const subject = Object.keys(command.options).find(
    (name) => command.options[name]?.type === 'id' && command.options[name]?.required,
  );
  const order = subject === undefined ? completed : await withSubject(deps, completed, subject);
  const { values } = order;
  const id = subject === undefined ? null : (values[subject] ?? null);
  if (subject !== undefined && typeof id !== 'string') return choose(deps, order, null);
  const lacks = Object.entries(command.options).some(
    ([name, option]) => option.type === 'choice' && option.required && values[name] === undefined,
  );
  if (lacks && typeof id === 'string') return choose(deps, order, id);
  const target = (spoiler: boolean) =>
    telegramTarget(asker, {
      ...{ photo: numberOf(message), asked: requestMessage(message), spoiler },
      gif: message.reply_to_message?.animation !== undefined,
    });
  if (command.renders && typeof id === 'string') {
    const attached = attachedTo(command.options, [], attachmentIn(message));
    const again = { asker, command, values, id, attached, key, origin: target };
    return void (await produce(deps, (await requestAgain(deps, again)).clipRequest));
  }
  const defaults = await defaultsIn(deps, asker.community, ownerOf(asker.user));
  const more = {
    ...defaultRequest,
    target: target(defaults.spoiler),
    key,
    defaultVisibility: defaults.visibility,
  };
  const request = await requestOf(deps, asker, command, more);
  const beside = attachedTo(command.options, [], attachmentIn(message));
  const answered = await withAttached(deps, beside, command.options, (files) =>
    command.run(request, { ...values, ...files }),
  );
  const messages = deps.messages(asker.locale);
  const rows = command.form
    ? formRows(command, null, deps.known, messages)
    : actionRows(answered.actions, messages);
  const general = command.moderates === true ? payloadIn(command.name, asker.chat) : command.name;
  const payload = typeof id === 'string' ? payloadOf({ command: command.name, id }) : general;
  await showReply(deps, more.target, answered, payload, rows, asker.hidden);
};
