import type { BoundCommand, Options } from '../../src/core/command.ts';
import { optionOfType } from '../../src/core/command-options.ts';
import { Failure } from '../../src/core/failure.ts';
import { commandNamed, nearest } from '../../src/core/parse.ts';
import { mistypedIn, readLine, readWords } from '../chat/command-line.ts';
import { tellUndelivered } from '../chat/first-answer.ts';
import type { Message } from './incoming.ts';
import type { OpenMenu } from './menu.ts';
import { runMessage } from './message-request.ts';
import { clipAnswered, clipsNamed, nextClipsIn } from './named-clips.ts';
import { start } from './start-link.ts';
import { questionBehind, type TextPrompt } from './telegram-ask.ts';
import { type Asker, askerOf, numberOf, speakingFor, telegramTarget } from './telegram-asker.ts';
import { communityOf, type Me, ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';
import { hasPhoto, soundIn } from './telegram-files.ts';
import { showReply, tellFailure } from './telegram-reply.ts';
import { captionOptions } from './telegram-target.ts';

/** A message with the other messages of its album. */
export type HeardMessage = {
  readonly message: Message;
  readonly album: readonly Message[];
  readonly key: string;
};

/** What a message says. The caption of a forwarded photo is somebody else's. */
const wordsOf = ({ caption, forward_origin: origin, text }: Message): string =>
  text ?? (origin === undefined ? (caption ?? '') : '');

/** The options people may write for a command. */
const writableOptions = (options: Options): Options =>
  optionOfType(options, 'photos') === undefined ? options : { ...options, ...captionOptions };

/** The options set by a message. Throws `Failure` `unknown_option` for a slip in the name of one. */
const valuesIn = (deps: TelegramHandlerDeps, { options }: BoundCommand, typed: string) => {
  const writable = writableOptions(options);
  const mistyped = mistypedIn(typed, writable, true);
  if (mistyped !== null) throw new Failure('unknown_option', mistyped);
  return readWords(typed, writable, deps.known);
};

/** Handles the answer to a question the bot asked. */
const answerQuestion = (
  deps: TelegramHandlerDeps,
  asker: Asker,
  heard: HeardMessage,
  { command: name, id, option }: TextPrompt,
  typed: string,
): Promise<void> => {
  const command = commandNamed(deps, name);
  const subject = optionOfType(command.options, 'id');
  const about = id === null || subject === undefined ? {} : { [subject]: id };
  const asksPhoto = command.options[option]?.type === 'photos';
  const answer = asksPhoto ? valuesIn(deps, command, typed) : { [option]: typed };
  return runMessage(deps, { asker, command, values: { ...answer, ...about }, ...heard });
};

/**
 * Resolves who answers a question. When an anonymous admin replies, this is the user who was asked, if they post as
 * the group; an answer from any other member isn't attributed to that user.
 */
const answererOf = async (deps: TelegramHandlerDeps, asker: Asker, { user }: TextPrompt): Promise<Asker> => {
  if (asker.requester !== 'anonymous-admin' || asker.channel || user <= 0) return asker;
  const person = { ...asker, user, requester: 'person' } as const;
  const spoken = await speakingFor(deps, person, ownerOf(asker.chat));
  return spoken.speaksFor.length > 0 ? spoken : asker;
};

/** The words meant for the bot. Where others talk too, people call it by its name. */
const meantFor = (me: Me, asker: Asker, typed: string): string => {
  if (!asker.group) return typed;
  const name = new RegExp(`@${me.username}\\b`, 'i');
  return name.test(typed) ? typed.replace(name, '').trim() : '';
};

const isOther = (message: Message): boolean => otherKinds.some((kind) => message[kind] !== undefined);
const otherKinds = [
  ...(['sticker', 'video', 'animation', 'video_note', 'location'] as const),
  ...(['contact', 'poll', 'dice', 'story'] as const),
];

/** Makes a clip of the photo whose menu is open, as the message asks. The menu becomes its card. */
const answerMenu = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
  { album, chosen, menu, message }: OpenMenu,
  key: string,
  typed: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const command = commandNamed(deps, 'animate');
  deps.menus.close(asker.chat, menu);
  const text = deps.messages(asker.locale).format('chat.photo-received');
  await deps.sender.edit(asker.chat, menu, { text, rows: [] });
  const values = { ...chosen, ...typed };
  return runMessage(deps, { asker, command, values, message, album, key, card: menu });
};

/** Handles a private message without a command: a photo, words or a recording about a photo, or anything else. */
const onPrivateMessage = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
  heard: HeardMessage,
  typed: string,
): Promise<void> => {
  const { message } = heard;
  const command = commandNamed(deps, 'animate');
  const sound = soundIn(message) !== undefined;
  const behind = [message.reply_to_message, message.external_reply];
  const aboutPhoto = behind.some((one) => one !== undefined && hasPhoto(one));
  if (hasPhoto(message) || (aboutPhoto && (typed !== '' || sound))) {
    const values = valuesIn(deps, command, typed);
    return runMessage(deps, { asker, command, values, ...heard });
  }
  const { format } = deps.messages(asker.locale);
  const open = typed === '' ? null : deps.menus.latest(asker.chat);
  if (open !== null) return answerMenu(deps, asker, open, heard.key, valuesIn(deps, command, typed));
  if (typed === '' && !isOther(message) && !sound) return;
  const text = format(sound ? 'chat.voice-without-photo' : 'chat.not-photo');
  await deps.sender.write(telegramTarget(asker, { photo: numberOf(message) }), { text, rows: [] });
};

const hear = async (deps: TelegramHandlerDeps, asker: Asker, heard: HeardMessage): Promise<void> => {
  const { message, album } = heard;
  const me = await deps.me();
  const typed = [message, ...album].map(wordsOf).find((text) => text !== '') ?? '';
  const line = readLine(typed, me.username);
  const question = line === null ? questionBehind(message.reply_to_message, me) : null;
  if (question !== null && (typed !== '' || hasPhoto(message)))
    return answerQuestion(deps, await answererOf(deps, asker, question), heard, question, typed);
  if (line?.command === 'start') return start(deps, asker, line.rest);
  if (line === null) {
    const id = hasPhoto(message) ? null : clipAnswered(message.reply_to_message, me);
    const words = meantFor(me, asker, typed);
    const join = deps.commands.find(({ name }) => name === 'join');
    const next = join && nextClipsIn(message.reply_to_message, me, words || typed, join);
    if (join && next) return runMessage(deps, { asker, command: join, values: next, ...heard });
    if (id !== null && words !== '' && !words.startsWith('/')) {
      const command = commandNamed(deps, 'edit');
      const values = { ...valuesIn(deps, command, words), id };
      return runMessage(deps, { asker, command, values, ...heard });
    }
    return asker.group || typed.startsWith('/') ? undefined : onPrivateMessage(deps, asker, heard, typed);
  }
  const command = deps.commands.find(({ name, pressed }) => name === line.command && !pressed);
  if (command !== undefined) {
    const named =
      asker.requester === 'person' ? clipsNamed(message.reply_to_message, me, line.rest, command) : {};
    if (named === null)
      return runMessage(deps, { asker, command: commandNamed(deps, 'clips'), values: {}, ...heard });
    const values = { ...named, ...valuesIn(deps, command, line.rest) };
    return runMessage(deps, { asker, command, values, ...heard });
  }
  // In groups the command may belong to another bot.
  if (asker.group) return;
  const names = deps.commands.map(({ name }) => name);
  throw new Failure('unknown_command', { value: line.command, nearest: nearest(line.command, names) });
};

/** Answers a message, or the messages of an album. */
export const onMessage = async (deps: TelegramHandlerDeps, heard: HeardMessage): Promise<void> => {
  const { message } = heard;
  const { chat, migrate_to_chat_id: to, migrate_from_chat_id: from } = message;
  if (to !== undefined) return deps.moveCommunity(communityOf(chat.id), communityOf(to));
  if (from !== undefined) return deps.moveCommunity(communityOf(from), communityOf(chat.id));
  const asker = askerOf(message, message.from);
  if (asker === null) return;
  try {
    await hear(deps, asker, heard);
    if (asker.group) return;
    await tellUndelivered(deps, ownerOf(asker.user), (reply) =>
      showReply(deps, telegramTarget(asker, {}), reply, 'clips'),
    );
  } catch (error) {
    await tellFailure(deps, telegramTarget(asker, { photo: numberOf(message) }), error);
  }
};
