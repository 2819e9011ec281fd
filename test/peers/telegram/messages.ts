import { list, number, type Payload, record, truth } from './body.ts';
import { problems } from './problem.ts';
import { keyboardOf } from './rules.ts';
import type { State } from './state.ts';
import type { Chat, Entity, Media, Message, User } from './world.ts';

/** A chat that the bot may write in. Throws Problem for any other. */
export const reach = (state: State, payload: Payload): Chat => {
  const chat = state.chats.get(Number(payload['chat_id']));
  if (chat === undefined) throw problems.chatNotFound();
  if (chat.user !== null) {
    if (chat.user.blocked) throw problems.blocked();
    if (!chat.user.started) throw problems.neverStarted();
    return chat;
  }
  if (chat.migratedTo !== null) throw problems.migrated(chat.migratedTo.id);
  if (!chat.botIn) throw problems.kicked(chat.type);
  return chat;
};

export const findMessage = (state: State, chat: Chat, id: number | null): Message | undefined =>
  state.messages.find(
    (message) =>
      message.id === id && message.chat === chat && !message.deleted && message.ephemeralId === null,
  );

const repliedBy = (state: State, chat: Chat, payload: Payload): Message | null => {
  const asked = record(payload, 'reply_parameters');
  if (asked === null) return null;
  const ephemeral = number(asked, 'ephemeral_message_id');
  const found =
    ephemeral === null
      ? findMessage(state, chat, number(asked, 'message_id'))
      : state.messages.find((message) => message.ephemeralId === ephemeral && message.chat === chat);
  if (found !== undefined) return found;
  if (truth(asked, 'allow_sending_without_reply')) return null;
  throw problems.repliedNotFound();
};

const topicOf = (chat: Chat, payload: Payload): number | null => {
  const asked = number(payload, 'message_thread_id');
  if (asked === null) return null;
  if (chat.topics?.has(asked) !== true) throw problems.threadNotFound();
  return asked;
};

/** How long after a press or a command of its receiver a message may be for their eyes alone. */
const ephemeralWindow = 15_000;

const receiverOf = (state: State, chat: Chat, payload: Payload, replied: Message | null): User | null => {
  const asked = record(payload, 'ephemeral_message_parameters');
  if (asked === null) return null;
  const user = state.users.get(number(asked, 'receiver_user_id') ?? 0);
  if (user === undefined) throw problems.userNotFound();
  if (chat.user !== null) throw problems.careless('ephemeral messages are for groups');
  if (chat.botAdmin) return user;
  const now = state.clock.now();
  const query = state.queries.get(String(asked['callback_query_id'] ?? ''));
  const pressed = query?.user === user && query.message.chat === chat && now - query.at <= ephemeralWindow;
  const commanded =
    replied?.from === user && replied.ephemeralId !== null && now - replied.at <= ephemeralWindow;
  if (!pressed && !commanded) throw problems.ephemeralRefused();
  return user;
};

export type Content = {
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly media: Media | null;
};

/** Puts a message into a chat. */
export const addMessage = (
  state: State,
  chat: Chat,
  content: Content,
  more: Partial<Message> = {},
): Message => {
  chat.lastMessage += 1;
  const message: Message = {
    id: chat.lastMessage,
    chat,
    from: null,
    as: null,
    at: state.clock.now(),
    topic: null,
    replyTo: null,
    onlyFor: null,
    ephemeralId: null,
    album: null,
    inlineId: null,
    origin: null,
    service: null,
    forceReply: false,
    keyboard: null,
    edits: [],
    deleted: false,
    reaction: null,
    ...content,
    ...more,
  };
  state.messages.push(message);
  return message;
};

/** Whose keyboards a message opens: in a group, `selective` means those it mentions, and who wrote what it replies to. */
const askedBy = (chat: Chat, payload: Payload, replyTo: Message | null): Message['forceReply'] => {
  const markup = record(payload, 'reply_markup') ?? {};
  if (!truth(markup, 'force_reply')) return false;
  if (chat.type === 'channel') throw problems.careless('inline keyboard expected');
  if (chat.user !== null || !truth(markup, 'selective')) return 'everybody';
  const entities = list(payload, 'entities') as { readonly user?: { readonly id: number } }[];
  const mentioned = entities.flatMap(({ user }) => user?.id ?? []);
  return [...mentioned, ...(replyTo?.from == null ? [] : [replyTo.from.id])];
};

/** Whether everything else about a message of the bot's is in order: place, topic, answer, receiver, keyboard. */
export const placeOf = (state: State, chat: Chat, payload: Payload) => {
  const replyTo = repliedBy(state, chat, payload);
  const onlyFor = receiverOf(state, chat, payload, replyTo);
  return {
    topic: topicOf(chat, payload),
    replyTo,
    onlyFor,
    ephemeralId: onlyFor === null ? null : state.next(),
    keyboard: keyboardOf(payload),
    forceReply: askedBy(chat, payload, replyTo),
  };
};

const face = ({ text, entities, media, keyboard }: Message | (Content & Pick<Message, 'keyboard'>)): string =>
  JSON.stringify([text, entities, media?.file.unique, media?.spoiler, keyboard]);

/** Changes a message of the bot's; an edit that names no keyboard takes it away. */
export const changeMessage = (
  state: State,
  message: Message,
  content: Content,
  payload: Payload,
): Message => {
  const changed = { ...content, keyboard: keyboardOf(payload) };
  if (face(message) === face(changed)) throw problems.notModified();
  Object.assign(message, changed);
  message.edits.push({ at: state.clock.now(), text: content.text });
  return message;
};
