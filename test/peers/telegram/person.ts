import { canary } from '../../captured/captured.ts';
import type { Upload } from '../discord/body.ts';
import { record } from './body.ts';
import { detect } from './entities.ts';
import { fileOf, knownFile, mediaToWire, photoOf } from './files.ts';
import { addMessage } from './messages.ts';
import { captionOf, keyboardOf } from './rules.ts';
import type { State } from './state.ts';
import type { Updates } from './updates.ts';
import { messageToWire, userToWire } from './wire.ts';
import type { Chat, InlineQuery, Kind, Media, Message, Query, Serve, User } from './world.ts';

/** A file a person sends, with how large Telegram says it is and how its download will go. */
export type Photo = Upload & { readonly serve?: Serve; readonly size?: number };

export type Where = {
  /** Their chat with the bot unless told. */
  readonly chat?: Chat;
  readonly topic?: number;
  readonly replyTo?: Message;
  /** Only the bot sees what they write, as with commands that are declared so. */
  readonly ephemeral?: boolean;
  /** In whose name they write: that of the group, or of a channel. */
  readonly as?: 'group' | 'channel';
  /** Who wrote first what they forward: somebody, somebody who hides it, or a channel. */
  readonly forwards?: User | 'hidden' | 'channel';
  /** What they quote from another chat. */
  readonly quotes?: Message;
};

const originOf = (from: User | 'hidden' | 'channel'): Record<string, unknown> => {
  if (from === 'hidden') return { type: 'hidden_user', date: 1, sender_user_name: 'Somebody' };
  if (from === 'channel')
    return {
      type: 'channel',
      date: 1,
      message_id: 7,
      chat: { id: channelId, type: 'channel', title: 'News' },
    };
  return { type: 'user', date: 1, sender_user: userToWire(from) };
};

const quoted = ({ from, media }: Message): Record<string, unknown> => ({
  origin: from === null ? originOf('hidden') : originOf(from),
  ...(media === null ? {} : mediaToWire(media)),
});

const channelId = -1_009_000_000_001;

export type Sending = Omit<Where, 'as'> & {
  readonly caption?: string;
  readonly as?: Kind;
  readonly name?: Where['as'];
  readonly spoiler?: boolean;
  /** The album that it belongs to. */
  readonly album?: string;
};

/** Whether the bot hears of a message: in groups with privacy only of what is meant for it. */
const hears = (state: State, message: Message): boolean => {
  const { chat, text, entities, replyTo } = message;
  if (!chat.botIn) return false;
  if (chat.user !== null || !chat.privacy || chat.botAdmin || message.service !== null) return true;
  if (replyTo?.from === null || message.inlineId !== null || message.onlyFor !== null) return true;
  const own = `@${state.bot.username}`;
  return entities.some(({ type, offset, length }) => {
    const said = text.slice(offset, offset + length);
    if (type === 'mention') return said === own;
    return type === 'bot_command' && offset === 0 && (!said.includes('@') || said.endsWith(own));
  });
};

/** Tells the bot of a message, if it may hear of it. */
export const tellMessage = (state: State, updates: Updates, message: Message): Message => {
  const kind = message.chat.type === 'channel' ? 'channel_post' : 'message';
  if (hears(state, message)) updates.tell(kind, messageToWire(state, message));
  return message;
};

const memberUpdate = (state: State, user: User, chat: Chat, before: string, after: string) => {
  const bot = { id: state.bot.id, is_bot: true, first_name: 'Photoplay', username: state.bot.username };
  return {
    chat: { id: chat.id, type: chat.type },
    from: userToWire(user),
    date: Math.floor(state.clock.now() / 1_000),
    old_chat_member: { status: before, user: bot },
    new_chat_member: { status: after, user: bot, until_date: 0 },
  };
};

/** Tells the bot that somebody blocked it, or threw it out of a group. */
export const tellMembership = (
  state: State,
  updates: Updates,
  user: User,
  chat: Chat,
  [before, after]: readonly [string, string],
): void => void updates.tell('my_chat_member', memberUpdate(state, user, chat, before, after));

/** Somebody who uses the bot. */
export const openPerson = (state: State, updates: Updates, user: User, home: Chat) => {
  const placed = (where: Where) => {
    const chat = where.chat ?? home;
    if (chat === home) user.started = true;
    else chat.members.add(user);
    const ephemeral = where.ephemeral === true;
    return {
      chat,
      more: {
        from: user,
        as: where.as === undefined ? null : where.as === 'group' ? chat.id : channelId,
        topic: where.topic ?? where.replyTo?.topic ?? null,
        replyTo: where.replyTo ?? null,
        onlyFor: ephemeral ? user : null,
        ephemeralId: ephemeral ? state.next() : null,
        origin: where.forwards === undefined ? null : originOf(where.forwards),
        service: where.quotes === undefined ? null : { external_reply: quoted(where.quotes) },
      },
    };
  };
  const write = (
    content: string,
    media: Media | null,
    where: Where,
    album: string | null = null,
  ): Message => {
    if (!content.startsWith('/')) canary('words', content);
    const { chat, more } = placed(where);
    const body = { text: content, entities: detect(content), media };
    return tellMessage(state, updates, addMessage(state, chat, body, { ...more, album }));
  };
  const mediaFrom = (photo: Photo, as: Kind): Promise<Media> | Media => {
    const { serve = 'plain', size } = photo;
    if (as === 'photo') return photoOf(state, photo, false, serve);
    return fileOf(state, as, photo, { serve, ...(size === undefined ? {} : { size }) });
  };

  const text = (words: string, where: Where = {}): Message => write(words, null, where);
  const pressed = (query: Query, data: string): Record<string, unknown> => {
    const { message } = query;
    const gone = { message_id: message.id, date: 0, chat: { id: message.chat.id, type: message.chat.type } };
    const shown =
      message.inlineId === null
        ? { message: message.deleted ? gone : messageToWire(state, message) }
        : { inline_message_id: message.inlineId };
    return { id: query.id, from: userToWire(user), chat_instance: String(message.chat.id), data, ...shown };
  };

  return {
    user,
    /** Their chat with the bot. */
    home,
    /** Opens the chat with the bot, by a link with a payload perhaps. */
    start: (payload = ''): Message => text(`/start ${payload}`.trim()),
    text,
    /** Sends a photo or, told so, any other kind of file. */
    send: async (
      photo: Photo,
      { album, caption = '', as = 'photo', name, spoiler = false, ...where }: Sending = {},
    ): Promise<Message> => {
      const media = { ...(await mediaFrom(photo, as)), spoiler };
      return write(caption, media, { ...where, ...(name === undefined ? {} : { as: name }) }, album);
    },
    /** Sends several together; the caption stands under the first. */
    album: async (
      photos: readonly Photo[],
      { album = String(state.next()), caption = '', as = 'photo', name, ...where }: Sending = {},
    ): Promise<Message[]> => {
      const place = { ...where, ...(name === undefined ? {} : { as: name }) };
      const media = await Promise.all(photos.map((photo) => mediaFrom(photo, as)));
      return media.map((one, index) => write(index === 0 ? caption : '', one, place, album));
    },
    /** Sends something without words or a file, such as a place. */
    share: (fields: Readonly<Record<string, unknown>>): Message =>
      tellMessage(
        state,
        updates,
        addMessage(state, home, { text: '', entities: [], media: null }, { from: user, service: fields }),
      ),
    reply: (to: Message, words: string): Message => text(words, { chat: to.chat, replyTo: to }),
    /** Changes the words of a message of theirs. */
    edit: (message: Message, words: string): void => {
      Object.assign(message, { text: words, entities: detect(words) });
      message.edits.push({ at: state.clock.now(), text: words });
      const kind = message.chat.type === 'channel' ? 'edited_channel_post' : 'edited_message';
      if (hears(state, message)) updates.tell(kind, messageToWire(state, message));
    },
    /** Presses a button by its data, real or made up. Gives what becomes of it. */
    press: (message: Message, data: string): Query => {
      const query: Query = { id: String(state.next()), user, message, at: state.clock.now(), answer: null };
      state.queries.set(query.id, query);
      updates.tell('callback_query', pressed(query, data));
      return query;
    },
    /** Types the bot's name and a query anywhere. */
    inline: (words: string, offset = ''): InlineQuery => {
      const query: InlineQuery = { id: String(state.next()), user, at: state.clock.now(), answer: null };
      state.inlineQueries.set(query.id, query);
      const from = userToWire(user);
      updates.tell('inline_query', { id: query.id, from, query: words, offset, chat_type: 'private' });
      return query;
    },
    /** Sends one of an inline query's results into a chat. */
    choose: (query: InlineQuery, result: Readonly<Record<string, unknown>>, where: Where = {}): Message => {
      const { chat, more } = placed(where);
      const words = record(result, 'input_message_content');
      const sent = String(words?.['message_text']);
      const body =
        words === null
          ? { ...captionOf(result), media: knownFile(state, String(result['video_file_id']), 'video') }
          : { text: sent, entities: detect(sent), media: null };
      const keyboard = keyboardOf(result);
      const inlineId = `inline-${state.next()}`;
      const message = addMessage(state, chat, body, { ...more, keyboard, inlineId });
      updates.tell('chosen_inline_result', {
        result_id: String(result['id']),
        from: userToWire(user),
        query: '',
        ...(record(result, 'reply_markup') === null ? {} : { inline_message_id: inlineId }),
      });
      return query.user === user ? tellMessage(state, updates, message) : message;
    },
    blocks: (): void => {
      user.blocked = true;
      tellMembership(state, updates, user, home, ['member', 'kicked']);
    },
    unblocks: (): void => {
      user.blocked = false;
      tellMembership(state, updates, user, home, ['kicked', 'member']);
    },
    /** What of the bot's they can see in a chat, their own with it unless told. */
    sees: (chat: Chat = home): Message[] =>
      state.messages.filter(
        (message) =>
          message.chat === chat &&
          !message.deleted &&
          (message.from === null || message.inlineId !== null) &&
          (message.onlyFor === null || message.onlyFor === user),
      ),
  };
};

export type Person = ReturnType<typeof openPerson>;
