import { commandNamed, optionOfType } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import { isId } from '../../src/core/id.ts';
import { nearest } from '../../src/core/parse.ts';
import { type Reply, reply } from '../../src/core/reply.ts';
import { clipBehind, defaultsIn } from '../chat/before.ts';
import { tellUndelivered } from '../chat/card-content.ts';
import { readLine, readWords } from '../chat/command-line.ts';
import { Closed, Unsure } from '../chat/ways.ts';
import type { Message } from './incoming.ts';
import { carryOut } from './message-request.ts';
import { produce } from './produce.ts';
import { isOutage } from './send.ts';
import { speakingFor } from './speaking-for.ts';
import { actionOfPayload, type Question, questionBehind } from './telegram-ask.ts';
import { type Asker, askerOf, numberOf, placeFor, plainly, requestOf } from './telegram-asker.ts';
import { communityOf, ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';
import { showFailure, showReply } from './telegram-reply.ts';

/** A message with the other messages of its album. */
export type Heard = { readonly message: Message; readonly album: readonly Message[]; readonly key: string };

/** Resolves a deep link payload to a clip, a job, or a command's reply. */
const behindLink = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
  payload: string,
): Promise<Reply | null> => {
  const action = isId(payload) ? { command: 'clip', id: payload } : actionOfPayload(payload);
  const command = deps.commands.find(({ name }) => name === (action?.command ?? payload));
  // Anyone can craft a link, so it may only show things, never create, change or delete them.
  if (command === undefined || command.films || command.manages) return null;
  if (Object.values(command.options).some(({ type }) => type === 'choice')) return null;
  const place = placeFor(asker, {});
  const request = await requestOf(deps, asker, command, { ...plainly, place });
  if (action === null) return command.run(request, {});
  if (!['clip', 'recipe'].includes(command.name)) return null;
  const job = await deps.jobOf(ownerOf(asker.user), action.id);
  if (job === null) return command.run(request, { id: action.id });
  const [first] = job.clips;
  if (first !== undefined && job.state === 'done') return command.run(request, { id: first });
  const parts = { jobs: [job], actions: job.state === 'done' ? [] : [{ command: 'cancel', id: job.id }] };
  return reply({ key: 'queue', values: { count: 1 } }, parts);
};

const start = async (deps: TelegramHandlerDeps, asker: Asker, payload: string): Promise<void> => {
  const place = placeFor(asker, {});
  const found = payload === '' ? null : await behindLink(deps, asker, payload);
  if (found !== null) return showReply(deps, place, found, payload);
  const text = deps.messages(asker.locale).format('chat.start', { days: deps.photoDays });
  await deps.sender.write(place, { text, rows: [] });
};

/** Handles the answer to a question the bot asked. */
const answerQuestion = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
  { message, key }: Heard,
  question: Question,
  said: string,
): Promise<void> => {
  const command = commandNamed(deps, question.command);
  const values = { ...(question.id === null ? {} : { id: question.id }), [question.option]: said };
  if (!command.films || question.id === null)
    return carryOut(deps, { asker, command, values, message, album: [], key });
  const defaults = await defaultsIn(deps, asker.community);
  const place = placeFor(asker, { photo: numberOf(message), spoiler: defaults.covered });
  const request = await requestOf(deps, asker, command, {
    ...plainly,
    place,
    key,
    usual: defaults.visibility,
  });
  const clip = await clipBehind(deps, request, command, question.id);
  const hidden = clip === null || clip.visibility === 'private';
  await produce(deps, {
    ...{ asker, command, values, place, defaults, hidden, key },
    given: [],
    foreignPhoto: false,
  });
};

/**
 * Resolves who answers a question. When an anonymous admin replies, this is the user who was asked, if they post as
 * the group; an answer from any other member isn't attributed to that user.
 */
const answererOf = async (deps: TelegramHandlerDeps, asker: Asker, { user }: Question): Promise<Asker> => {
  if (asker.requester !== 'anonymous-admin' || user <= 0) return asker;
  const asked = { ...asker, user, requester: 'person' } as const;
  const spoken = await speakingFor(deps, asked, ownerOf(asker.chat));
  return spoken.speaksFor.length > 0 ? spoken : asker;
};

const hasMedia = (message: Message): boolean => message.photo !== undefined || message.document !== undefined;

const isOther = ({ sticker, video, animation, voice, video_note, audio }: Message): boolean =>
  [sticker, video, animation, voice, video_note, audio].some((one) => one !== undefined);

/** Handles a private message without a command: a photo, text about a photo, or unsupported media. */
const alone = async (deps: TelegramHandlerDeps, asker: Asker, heard: Heard, said: string): Promise<void> => {
  const { message } = heard;
  const command = commandNamed(deps, 'animate');
  const answered = message.reply_to_message;
  const photo = message.animation === undefined && hasMedia(message);
  if (photo || (said !== '' && answered !== undefined && hasMedia(answered))) {
    const options = { ...command.options, spoiler: { type: 'flag' } } as const;
    const values = readWords(said, options, deps.known);
    return carryOut(deps, { asker, command, values, ...heard });
  }
  const { format } = deps.messages(asker.locale);
  if (said === '' && !isOther(message)) return;
  const text = format(isOther(message) ? 'chat.not-photo' : 'chat.photo-missing');
  await deps.sender.write(placeFor(asker, { photo: numberOf(message) }), { text, rows: [] });
};

const hear = async (deps: TelegramHandlerDeps, asker: Asker, heard: Heard): Promise<void> => {
  const { message, album } = heard;
  const me = await deps.me();
  const texts = [message, ...album].map((one) => one.text ?? one.caption ?? '');
  const said = texts.find((text) => text !== '') ?? '';
  const line = readLine(said, me.username);
  const question = said === '' || line !== null ? null : questionBehind(message.reply_to_message, me);
  if (question !== null)
    return answerQuestion(deps, await answererOf(deps, asker, question), heard, question, said);
  if (line?.command === 'start') return start(deps, asker, line.rest);
  if (line === null) return asker.group || said.startsWith('/') ? undefined : alone(deps, asker, heard, said);
  const command = deps.commands.find(({ name, pressed }) => name === line.command && !pressed);
  if (command !== undefined) {
    const photos = optionOfType(command.options, 'photos') !== undefined;
    const options = photos ? { ...command.options, spoiler: { type: 'flag' } as const } : command.options;
    const values = readWords(line.rest, options, deps.known);
    return carryOut(deps, { asker, command, values, ...heard });
  }
  // In groups the command may belong to another bot.
  if (asker.group) return;
  const names = deps.commands.map(({ name }) => name);
  throw new Failure('unknown_command', { value: line.command, nearest: nearest(line.command, names) });
};

/** Answers a message, or the messages of an album. */
export const onMessage = async (deps: TelegramHandlerDeps, heard: Heard): Promise<void> => {
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
      showReply(deps, placeFor(asker, {}), reply, 'clips'),
    );
  } catch (error) {
    // If the chat can't be written to, there is no point in reporting the error there.
    if (error instanceof Closed || error instanceof Unsure || isOutage(error)) throw error;
    await showFailure(deps, placeFor(asker, { photo: numberOf(message) }), error);
  }
};
