import { number, type Payload, record, text } from './body.ts';
import type { Call, Method } from './call.ts';
import { changeMessage, findMessage, reach } from './messages.ts';
import { problems } from './problem.ts';
import { captionOf, keyboardOf, textOf } from './rules.ts';
import { mediaIn } from './sending.ts';
import { messageToWire } from './wire.ts';
import type { Kind, Message } from './world.ts';

type Found = {
  readonly message: Message;
  readonly uploads: boolean;
  readonly gives: (message: Message) => unknown;
};

const ordinary = ({ state, flood, payload }: Call): Found => {
  const inline = text(payload, 'inline_message_id');
  if (inline !== null) {
    const message = state.messages.find(({ inlineId, deleted }) => inlineId === inline && !deleted);
    if (message === undefined) throw problems.editNotFound();
    return { message, uploads: false, gives: () => true };
  }
  const chat = reach(state, payload);
  flood(chat);
  const message = findMessage(state, chat, number(payload, 'message_id'));
  if (message === undefined) throw problems.editNotFound();
  if (message.from !== null) throw problems.notEditable();
  return { message, uploads: true, gives: (changed) => messageToWire(state, changed) };
};

const ephemeral = ({ state, flood, payload }: Call): Found => {
  const chat = reach(state, payload);
  flood(chat);
  const message = state.messages.find(
    (one) =>
      one.ephemeralId === number(payload, 'ephemeral_message_id') &&
      one.onlyFor?.id === number(payload, 'receiver_user_id') &&
      one.chat === chat &&
      one.from === null &&
      !one.deleted,
  );
  if (message === undefined) throw problems.editNotFound();
  return { message, uploads: false, gives: () => true };
};

type Find = (call: Call) => Found;

const editText =
  (find: Find): Method =>
  (call) => {
    const { message, gives } = find(call);
    if (message.media !== null) throw problems.noText();
    return gives(changeMessage(call.state, message, { ...textOf(call.payload), media: null }, call.payload));
  };

const editCaption =
  (find: Find): Method =>
  (call) => {
    const { message, gives } = find(call);
    if (message.media === null) throw problems.noCaption();
    const content = { ...captionOf(call.payload), media: message.media };
    return gives(changeMessage(call.state, message, content, call.payload));
  };

const editMarkup =
  (find: Find): Method =>
  (call) => {
    const { message, gives } = find(call);
    const { text: same, entities, media } = message;
    return gives(changeMessage(call.state, message, { text: same, entities, media }, call.payload));
  };

const editable = new Set(['photo', 'video', 'animation', 'document', 'audio']);

const editMedia =
  (find: Find): Method =>
  async (call) => {
    const { message, uploads, gives } = find(call);
    const given: Payload | null = record(call.payload, 'media');
    const kind = String(given?.['type']);
    if (given === null || !editable.has(kind)) throw problems.careless(`media of type ${kind}`);
    if (!uploads && String(given['media']).startsWith('attach://'))
      throw problems.careless('a new file cannot be uploaded here');
    keyboardOf(call.payload);
    const media = await mediaIn(call, kind as Kind, 'media', given);
    return gives(changeMessage(call.state, message, { ...captionOf(given), media }, call.payload));
  };

const twoDays = 48 * 60 * 60_000;

const deleteMessage: Method = ({ state, payload }) => {
  const chat = reach(state, payload);
  const message = findMessage(state, chat, number(payload, 'message_id'));
  if (message === undefined) throw problems.deleteNotFound();
  const allowed = message.from === null || chat.user !== null || chat.botAdmin;
  if (!allowed || state.clock.now() - message.at > twoDays) throw problems.notDeletable();
  message.deleted = true;
  return true;
};

const deleteEphemeral: Method = (call) => {
  const { message } = ephemeral(call);
  message.deleted = true;
  return true;
};

/** Calls that change what was written. */
export const editing: Readonly<Record<string, Method>> = {
  editMessageText: editText(ordinary),
  editMessageCaption: editCaption(ordinary),
  editMessageReplyMarkup: editMarkup(ordinary),
  editMessageMedia: editMedia(ordinary),
  editEphemeralMessageText: editText(ephemeral),
  editEphemeralMessageCaption: editCaption(ephemeral),
  editEphemeralMessageReplyMarkup: editMarkup(ephemeral),
  editEphemeralMessageMedia: editMedia(ephemeral),
  deleteMessage,
  deleteEphemeralMessage: deleteEphemeral,
};
