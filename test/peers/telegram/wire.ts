import { mediaToWire } from './files.ts';
import type { State } from './state.ts';
import type { Chat, Message, User } from './world.ts';

export const userToWire = (user: User) => ({
  id: user.id,
  is_bot: user.bot,
  first_name: user.name,
  username: user.username,
  ...(user.language === undefined ? {} : { language_code: user.language }),
});

export const botToWire = (state: State) => ({
  id: state.bot.id,
  is_bot: true,
  first_name: 'Photoplay',
  username: state.bot.username,
});

export const chatToWire = (chat: Chat) =>
  chat.user === null
    ? { id: chat.id, type: chat.type, title: chat.title, ...(chat.topics === null ? {} : { is_forum: true }) }
    : { id: chat.id, type: chat.type, first_name: chat.user.name, username: chat.user.username };

/** The thread of a message: a topic's, or in other supergroups that of the message it answers. */
const thread = (message: Message): Record<string, unknown> => {
  if (message.topic !== null) return { message_thread_id: message.topic, is_topic_message: true };
  const answers = message.chat.type === 'supergroup' && message.chat.topics === null ? message.replyTo : null;
  return answers === null ? {} : { message_thread_id: answers.id };
};

/** What a message answers: in a topic, without anything else, the message that opened the topic. */
const answered = (state: State, message: Message, deep: boolean): Record<string, unknown> => {
  if (!deep) return {};
  if (message.replyTo !== null && !message.replyTo.deleted)
    return { reply_to_message: messageToWire(state, message.replyTo, false) };
  const topic = message.topic === null ? undefined : message.chat.topics?.get(message.topic);
  if (message.topic === null || topic === undefined) return {};
  return {
    reply_to_message: {
      message_id: message.topic,
      message_thread_id: message.topic,
      is_topic_message: true,
      date: 1,
      chat: chatToWire(message.chat),
      from: botToWire(state),
      forum_topic_created: { name: topic, icon_color: 7322096 },
    },
  };
};

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000);

const content = ({ media, text, entities }: Message): Record<string, unknown> => {
  const marked = entities.length > 0;
  if (media === null) return text === '' ? {} : { text, ...(marked ? { entities } : {}) };
  const caption = text === '' ? {} : { caption: text, ...(marked ? { caption_entities: entities } : {}) };
  return { ...mediaToWire(media), ...caption };
};

// What is written in the name of a group or channel is told as from accounts of Telegram's own.
const groupBot = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
const channelBot = { id: 136_817_688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' };

const fromToWire = (state: State, { as, chat, from }: Message): Record<string, unknown> => {
  if (chat.type === 'channel') return { sender_chat: chatToWire(chat) };
  if (from === null) return { from: botToWire(state) };
  if (as === null) return { from: userToWire(from) };
  if (as === chat.id) return { from: groupBot, sender_chat: chatToWire(chat) };
  return { from: channelBot, sender_chat: { id: as, type: 'channel', title: 'News' } };
};

/** A message as the API shows it; what it answers is shown one step deep. */
export const messageToWire = (state: State, message: Message, deep = true): Record<string, unknown> => ({
  message_id: message.ephemeralId === null ? message.id : 0,
  ...(message.ephemeralId === null ? {} : { ephemeral_message_id: message.ephemeralId }),
  date: seconds(message.at),
  chat: chatToWire(message.chat),
  ...fromToWire(state, message),
  ...(message.inlineId === null ? {} : { via_bot: botToWire(state) }),
  ...(message.edits.length === 0 ? {} : { edit_date: seconds(state.clock.now()) }),
  ...(message.origin === null ? {} : { forward_origin: message.origin }),
  ...(message.album === null ? {} : { media_group_id: message.album }),
  ...thread(message),
  ...answered(state, message, deep),
  ...content(message),
  ...(message.keyboard === null ? {} : { reply_markup: { inline_keyboard: message.keyboard } }),
  ...(message.service ?? {}),
});
