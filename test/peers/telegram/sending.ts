import type { Upload } from '../discord/body.ts';
import { list, number, type Payload, text, truth, unpacked } from './body.ts';
import type { Call, Method } from './call.ts';
import { fileOf, frameSourceOf, knownFile, limits, photoOf } from './files.ts';
import { addMessage, findMessage, placeOf, reach } from './messages.ts';
import { problems } from './problem.ts';
import { captionOf, checkAction, textOf } from './rules.ts';
import { pressLife } from './updates.ts';
import { messageToWire } from './wire.ts';
import type { Kind, Media } from './world.ts';

const attached = ({ files }: Call, value: unknown): Upload | null => {
  const name = /^attach:\/\/(.+)$/.exec(String(value ?? ''))?.[1];
  if (name === undefined) return null;
  const upload = files.get(name);
  if (upload === undefined) throw problems.careless(`no part ${name} for attach://${name}`);
  return upload;
};

const uploadNamed = (call: Call, fields: Payload, name: string): Upload | null =>
  call.files.get(name) ?? attached(call, fields[name]);

const uploaded = async (call: Call, kind: Kind, upload: Upload, fields: Payload): Promise<Media> => {
  const { state } = call;
  const spoiler = truth(fields, 'has_spoiler');
  if (kind === 'photo') {
    if (upload.bytes.length > limits.photo)
      throw problems.careless(`file of size ${upload.bytes.length} bytes is too big for a photo`);
    return photoOf(state, upload, spoiler, 'plain');
  }
  if (upload.bytes.length > limits.upload) throw problems.tooLarge();
  if (kind !== 'video' && kind !== 'animation') return fileOf(state, kind, upload);
  const told = {
    width: number(fields, 'width') ?? 0,
    height: number(fields, 'height') ?? 0,
    duration: number(fields, 'duration') ?? 0,
    streaming: truth(fields, 'supports_streaming'),
    spoiler,
  };
  return frameSourceOf(state, kind, upload, told, uploadNamed(call, fields, 'thumbnail'));
};

/** The media that a call or a part of it names: bytes sent along, or a file Telegram knows. */
export const mediaIn = async (call: Call, kind: Kind, field: string, fields: Payload): Promise<Media> => {
  const upload = field === 'media' ? attached(call, fields[field]) : uploadNamed(call, fields, field);
  if (upload !== null) return uploaded(call, kind, upload, fields);
  const id = text(fields, field);
  if (id === null || id === '') throw problems.careless(`there is no ${kind} in the request`);
  return { ...knownFile(call.state, id, kind), spoiler: truth(fields, 'has_spoiler') };
};

const sendText: Method = ({ state, flood, payload }) => {
  const chat = reach(state, payload);
  flood(chat);
  const content = { ...textOf(payload), media: null };
  return messageToWire(state, addMessage(state, chat, content, placeOf(state, chat, payload)));
};

const sendMedia =
  (kind: Kind): Method =>
  async (call) => {
    const { state, flood, payload } = call;
    const chat = reach(state, payload);
    flood(chat);
    const place = placeOf(state, chat, payload);
    const caption = captionOf(payload);
    const media = await mediaIn(call, kind, kind, payload);
    return messageToWire(state, addMessage(state, chat, { ...caption, media }, place));
  };

const groupKinds = new Set(['photo', 'video', 'document', 'audio']);

const sendMediaGroup: Method = async (call) => {
  const { state, flood, payload } = call;
  const chat = reach(state, payload);
  const items = list(payload, 'media');
  if (items.length < 2 || items.length > 10)
    throw problems.careless('an album of fewer than 2 or more than 10');
  if (payload['reply_markup'] !== undefined || payload['ephemeral_message_parameters'] !== undefined)
    throw problems.careless('an album has no keyboard and is for everybody');
  const place = placeOf(state, chat, payload);
  const contents = [];
  for (const item of items) {
    const kind = String(item['type']);
    if (!groupKinds.has(kind)) throw problems.careless(`an album with ${kind}`);
    flood(chat);
    contents.push({ ...captionOf(item), media: await mediaIn(call, kind as Kind, 'media', item) });
  }
  const album = String(state.next());
  return contents.map((content) =>
    messageToWire(state, addMessage(state, chat, content, { ...place, album })),
  );
};

const sendChatAction: Method = ({ state, payload }) => {
  const chat = reach(state, payload);
  checkAction(text(payload, 'action'));
  const thread = number(payload, 'message_thread_id');
  if (thread !== null && chat.topics?.has(thread) !== true) throw problems.threadNotFound();
  return true;
};

const setMessageReaction: Method = ({ state, payload }) => {
  const chat = reach(state, payload);
  const message = findMessage(state, chat, number(payload, 'message_id'));
  if (message === undefined) throw problems.reactionNotFound();
  const [reaction, ...more] = list(payload, 'reaction');
  const emoji = reaction === undefined ? null : String(reaction['emoji']);
  if (more.length > 0 || (emoji !== null && !reactions.has(emoji)))
    throw problems.careless('REACTION_INVALID');
  if (emoji !== null && !chat.reactions) throw problems.reactionInvalid();
  message.reaction = emoji;
  return true;
};

const answerCallbackQuery: Method = ({ state, payload }) => {
  const query = state.queries.get(String(payload['callback_query_id']));
  if (query === undefined || query.answer !== null || state.clock.now() - query.at > pressLife)
    throw problems.queryTooOld();
  const toast = text(payload, 'text') ?? '';
  if ([...toast].length > 200) throw problems.careless('MESSAGE_TOO_LONG');
  query.answer = { text: toast, alert: truth(payload, 'show_alert'), url: text(payload, 'url') };
  return true;
};

const answerInlineQuery: Method = ({ state, payload }) => {
  const query = state.inlineQueries.get(String(payload['inline_query_id']));
  if (query === undefined || query.answer !== null || state.clock.now() - query.at > 30_000)
    throw problems.queryTooOld();
  const results = list(payload, 'results');
  if (results.length > 50) throw problems.careless('RESULTS_TOO_MUCH');
  const ids = results.map(({ id }) => String(id));
  if (ids.some((id) => id === '' || Buffer.byteLength(id) > 64)) throw problems.careless('RESULT_ID_INVALID');
  if (new Set(ids).size < ids.length) throw problems.careless('RESULT_ID_DUPLICATE');
  for (const result of results) {
    if (result['video_file_id'] !== undefined) {
      knownFile(state, String(result['video_file_id']), 'video');
      if (String(result['title'] ?? '') === '') throw problems.careless('VIDEO_TITLE_EMPTY');
    }
    captionOf(result);
  }
  query.answer = { ...payload, results: unpacked(results) as typeof results };
  return true;
};

// Some of those that bots may react with.
const reactions = new Set(['👍', '👎', '❤', '🔥', '👀', '👌', '🎉']);

/** Calls that write. */
export const sending: Readonly<Record<string, Method>> = {
  sendMessage: sendText,
  sendPhoto: sendMedia('photo'),
  sendVideo: sendMedia('video'),
  sendAnimation: sendMedia('animation'),
  sendDocument: sendMedia('document'),
  sendMediaGroup,
  sendChatAction,
  setMessageReaction,
  answerCallbackQuery,
  answerInlineQuery,
};
