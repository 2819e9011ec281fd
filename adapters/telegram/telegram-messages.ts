import { z } from 'zod';
import { Closed, open, unlessClosed } from '../chat/ways.ts';
import { markupOf, type Rows } from './keyboard.ts';
import type { Send } from './send.ts';
import { Refused, type Upload } from './telegram-api.ts';
import type { TelegramTarget } from './telegram-target.ts';
import { type Entity, readStyles } from './text-entities.ts';

/** A styled text with its buttons. `marks`: further entities, which begin before any style does. */
export type Content = { readonly text: string; readonly marks?: readonly Entity[]; readonly rows: Rows };

/** A text that begins with the name of somebody, who is notified. */
export const called = (name: string, user: number, text: string): Pick<Content, 'text' | 'marks'> => ({
  text: `${name} · ${text}`,
  marks: [
    {
      ...{ type: 'text_mention', offset: 0, length: name.length },
      user: { id: user, is_bot: false, first_name: name },
    },
  ],
});

/** Where a message is sent. `photo` is the id of the message it replies to. */
export type ChatTarget = Pick<TelegramTarget, 'chat' | 'thread' | 'photo'>;

export type VideoMessage = {
  readonly video: Upload | string;
  readonly thumbnail: Upload | null;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly spoiler: boolean;
  /** It moves by itself and has no sound. */
  readonly gif: boolean;
  readonly caption: Content;
};

const posted = z.object({ message_id: z.number(), ephemeral_message_id: z.number().optional() });
const file = z.object({ file_id: z.string() }).optional();
const filmed = posted.extend({ video: file, animation: file });
const member = z.object({
  status: z.string(),
  is_member: z.boolean().optional(),
  user: z.object({ first_name: z.string() }).optional(),
  can_delete_messages: z.boolean().optional(),
  is_anonymous: z.boolean().optional(),
});

/** Whether a user is in a group, and what they may do there. `anonymous` means that they post as the group. */
type Member = {
  readonly present: boolean;
  readonly manages: boolean;
  readonly moderates: boolean;
  readonly anonymous: boolean;
};

const spotOf = ({ chat, thread, photo }: ChatTarget) => ({
  chat_id: chat,
  message_thread_id: thread,
  reply_parameters:
    photo === null ? undefined : { message_id: photo, allow_sending_without_reply: true as const },
});

/** Maximum length of a message and of a video caption, in characters. */
const longest = { text: 4_096, caption: 1_024 };

const written = ({ text: source, marks = [] }: Pick<Content, 'text' | 'marks'>, most: number) => {
  const { text, entities } = readStyles(source, most);
  const all = [...marks, ...entities];
  return { text, entities: all.length === 0 ? undefined : all };
};

/** The parameters of a text message. */
export const textOf = (content: Content) => ({
  ...written(content, longest.text),
  link_preview_options: { is_disabled: true },
  reply_markup: markupOf(content.rows),
});

const captionOf = ({ rows, ...content }: Content) => {
  const { text: caption, entities } = written(content, longest.caption);
  return { caption, caption_entities: entities };
};

const isPictured = (error: unknown): boolean =>
  error instanceof Closed &&
  error.cause instanceof Refused &&
  /no text in the message/i.test(error.cause.message);

const unchanged = (error: unknown): boolean =>
  error instanceof Closed && error.cause instanceof Refused && /not modified/i.test(error.cause.message);

/** Sends and edits messages with the retry policy of `Send`. */
export const openSender = (send: Send) => {
  const change = async (method: string, payload: Record<string, unknown>): Promise<void> => {
    await send(method, payload, 'repeatable').catch((error: unknown) => {
      if (!unchanged(error)) throw error;
    });
  };
  return {
    /** Sends a message and returns its id. */
    write: async (spot: ChatTarget, content: Content): Promise<number> =>
      posted.parse(await send('sendMessage', { ...spotOf(spot), ...textOf(content) }, 'text')).message_id,
    /** Asks the author of the replied-to message for a text reply. */
    ask: async (spot: ChatTarget, content: Omit<Content, 'rows'>): Promise<void> => {
      const { reply_markup: _rows, ...body } = textOf({ ...content, rows: [] });
      const reply = { force_reply: true, selective: true };
      await send('sendMessage', { ...spotOf(spot), ...body, reply_markup: reply }, 'text');
    },
    /**
     * Changes a message: its text, or its caption once it shows a picture. With `bare`, a message with a picture is removed
     * instead, and this throws `Closed`.
     */
    edit: async (chat: number, message: number, content: Content, bare = false): Promise<void> => {
      const at = { chat_id: chat, message_id: message };
      await change('editMessageText', { ...at, ...textOf(content) }).catch(async (error: unknown) => {
        if (!isPictured(error)) throw error;
        if (bare) {
          await change('deleteMessage', at);
          throw error;
        }
        const reply_markup = markupOf(content.rows);
        return change('editMessageCaption', { ...at, ...captionOf(content), reply_markup });
      });
    },
    /** Puts a JPEG on a message, with its text as the caption. */
    picture: (
      chat: number,
      message: number,
      content: Content,
      { jpeg, spoiler }: { readonly jpeg: Uint8Array; readonly spoiler: boolean },
    ): Promise<void> =>
      change('editMessageMedia', {
        chat_id: chat,
        message_id: message,
        media: {
          ...{ type: 'photo', media: 'attach://frame', ...captionOf(content) },
          ...(spoiler && { has_spoiler: true }),
        },
        frame: { source: Buffer.from(jpeg), filename: 'preview.jpg' },
        reply_markup: markupOf(content.rows),
      }),
    editRows: (chat: number, message: number, rows: Rows): Promise<void> =>
      change('editMessageReplyMarkup', { chat_id: chat, message_id: message, reply_markup: markupOf(rows) }),
    /** Reacts to a message, or takes the reaction back. False where reactions aren't allowed. */
    react: (chat: number, message: number, emoji: '👀' | '👌' | null): Promise<boolean> => {
      const reaction = emoji === null ? [] : [{ type: 'emoji', emoji }];
      return open(change('setMessageReaction', { chat_id: chat, message_id: message, reaction }));
    },
    /** Changes to a message that only one member of a group sees. */
    hidden: (chat: number, user: number, id: number) => {
      const at = { chat_id: chat, receiver_user_id: user, ephemeral_message_id: id };
      return {
        edit: (content: Content): Promise<void> =>
          change('editEphemeralMessageText', { ...at, ...textOf(content) }),
        editRows: (rows: Rows): Promise<void> =>
          change('editEphemeralMessageReplyMarkup', { ...at, reply_markup: markupOf(rows) }),
        remove: (): Promise<void> => change('deleteEphemeralMessage', at),
      };
    },
    remove: (chat: number, message: number): Promise<void> =>
      change('deleteMessage', { chat_id: chat, message_id: message }),
    /** Posts a clip. Returns the message id and the file id, which can be used to send it again. */
    film: async (spot: ChatTarget, film: VideoMessage): Promise<{ message: number; file: string | null }> => {
      const payload = {
        ...spotOf(spot),
        [film.gif ? 'animation' : 'video']: film.video,
        thumbnail: film.thumbnail,
        width: film.width,
        height: film.height,
        duration: Math.max(1, Math.round(film.seconds)),
        supports_streaming: film.gif ? undefined : true,
        has_spoiler: film.spoiler ? true : undefined,
        ...captionOf(film.caption),
        reply_markup: markupOf(film.caption.rows),
      };
      const sent = filmed.parse(
        await send(film.gif ? 'sendAnimation' : 'sendVideo', payload, 'once', typeof film.video !== 'string'),
      );
      return { message: sent.message_id, file: (film.gif ? sent.animation : sent.video)?.file_id ?? null };
    },
    /** Posts 2 to 10 videos as one album, which has no buttons. Returns the message ids. */
    album: async (spot: ChatTarget, films: readonly Omit<VideoMessage, 'gif'>[]): Promise<number[]> => {
      const files: Record<string, Upload> = {};
      const media = films.map((film, index) => {
        const attach = (name: string, upload: Upload): string => {
          files[`${name}${index}`] = upload;
          return `attach://${name}${index}`;
        };
        return {
          type: 'video',
          media: typeof film.video === 'string' ? film.video : attach('video', film.video),
          ...(film.thumbnail && { thumbnail: attach('thumbnail', film.thumbnail) }),
          ...{ width: film.width, height: film.height, supports_streaming: true },
          duration: Math.max(1, Math.round(film.seconds)),
          ...(film.spoiler && { has_spoiler: true }),
          ...captionOf(film.caption),
        };
      });
      const sent = await send('sendMediaGroup', { ...spotOf(spot), media, ...files }, 'once', true);
      return z
        .array(posted)
        .parse(sent)
        .map(({ message_id }) => message_id);
    },
    /** Posts a file as it is, which stickers and transparent pictures need. Returns the message id. */
    file: async (spot: ChatTarget, document: Upload, content: Content): Promise<number> => {
      const { text: caption, entities } = written(content, longest.caption);
      const payload = {
        ...{ ...spotOf(spot), document, caption, caption_entities: entities },
        disable_content_type_detection: true,
        reply_markup: markupOf(content.rows),
      };
      return posted.parse(await send('sendDocument', payload, 'once', true)).message_id;
    },
    /** Shows the "sending video" status. Errors are ignored. */
    uploading: async ({ chat, thread }: ChatTarget): Promise<void> => {
      const payload = { chat_id: chat, message_thread_id: thread, action: 'upload_video' };
      await send('sendChatAction', payload, 'repeatable').catch(() => {});
    },
    /** Answers a callback query. Expired queries are ignored. */
    toast: async (query: string, text?: string, url?: string): Promise<void> => {
      const payload = {
        callback_query_id: query,
        text: text === undefined ? undefined : readStyles(text, 200).text,
        url,
      };
      await send('answerCallbackQuery', payload, 'repeatable').catch((error: unknown) => {
        if (!(error instanceof Closed)) throw error;
      });
    },
    /** Answers an inline query; the results are shown only to that user. */
    offer: async (search: string, found: Record<string, unknown>): Promise<void> => {
      const payload = { inline_query_id: search, is_personal: true, ...found };
      await send('answerInlineQuery', payload, 'repeatable').catch((error: unknown) => {
        if (!(error instanceof Closed)) throw error;
      });
    },
    /** The name that a member of a chat shows; null if Telegram doesn't say. */
    nameOf: async (chat: number, user: number): Promise<string | null> => {
      const asked = send('getChatMember', { chat_id: chat, user_id: user }, 'repeatable');
      const found = await unlessClosed(asked, null);
      return member.safeParse(found).data?.user?.first_name ?? null;
    },
    /** Returns the user's rights in a group. */
    member: async (chat: number, user: number): Promise<Member> => {
      const found = member.parse(await send('getChatMember', { chat_id: chat, user_id: user }, 'repeatable'));
      const manages = found.status === 'creator' || found.status === 'administrator';
      return {
        present: !['left', 'kicked'].includes(found.status) && found.is_member !== false,
        manages,
        moderates: found.status === 'creator' || found.can_delete_messages === true,
        anonymous: manages && found.is_anonymous !== false,
      };
    },
  };
};

export type TelegramSender = ReturnType<typeof openSender>;
