import * as z from 'zod';
import { Closed, succeeds, unlessClosed } from '../chat/delivery-steps.ts';
import { type Member, memberIn, nameIn } from './incoming.ts';
import { markupOf, type Rows } from './keyboard.ts';
import {
  type ChatTarget,
  captionOf,
  longest,
  type MessageContent,
  readStyles,
  spotOf,
  textOf,
  type VideoMessage,
  written,
} from './message-content.ts';
import type { Send } from './send.ts';
import { Refused, type UploadFile } from './telegram-api.ts';

const posted = z.object({ message_id: z.number(), ephemeral_message_id: z.number().optional() });
const file = z.object({ file_id: z.string() }).optional();
const sentVideo = posted.extend({ video: file, animation: file });
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
    write: async (spot: ChatTarget, content: MessageContent): Promise<number> =>
      posted.parse(await send('sendMessage', { ...spotOf(spot), ...textOf(content) }, 'text')).message_id,
    /** Asks for a text reply. In a group, only those it mentions and the author of the message it replies to are asked. */
    ask: async (spot: ChatTarget, content: Omit<MessageContent, 'rows'>): Promise<void> => {
      const { reply_markup: _rows, ...body } = textOf({ ...content, rows: [] });
      const reply = { force_reply: true, selective: true };
      await send('sendMessage', { ...spotOf(spot), ...body, reply_markup: reply }, 'text');
    },
    /**
     * Changes a message: its text, or its caption once it shows a picture. With `bare`, a message with a picture is removed
     * instead, and this throws `Closed`.
     */
    edit: async (chat: number, message: number, content: MessageContent, bare = false): Promise<void> => {
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
      content: MessageContent,
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
      return succeeds(change('setMessageReaction', { chat_id: chat, message_id: message, reaction }));
    },
    /** Changes to a message that only one member of a group sees. */
    hidden: (chat: number, user: number, id: number) => {
      const at = { chat_id: chat, receiver_user_id: user, ephemeral_message_id: id };
      return {
        edit: (content: MessageContent): Promise<void> =>
          change('editEphemeralMessageText', { ...at, ...textOf(content) }),
        editRows: (rows: Rows): Promise<void> =>
          change('editEphemeralMessageReplyMarkup', { ...at, reply_markup: markupOf(rows) }),
        remove: (): Promise<void> => change('deleteEphemeralMessage', at),
      };
    },
    remove: (chat: number, message: number): Promise<void> =>
      change('deleteMessage', { chat_id: chat, message_id: message }),
    /** Posts a clip. Returns the message id and the file id, which can be used to send it again. */
    video: async (
      spot: ChatTarget,
      message: VideoMessage,
    ): Promise<{ message: number; file: string | null }> => {
      const payload = {
        ...spotOf(spot),
        [message.gif ? 'animation' : 'video']: message.video,
        thumbnail: message.thumbnail,
        width: message.width,
        height: message.height,
        duration: Math.max(1, Math.round(message.seconds)),
        supports_streaming: message.gif ? undefined : true,
        has_spoiler: message.spoiler ? true : undefined,
        ...captionOf(message.caption),
        reply_markup: markupOf(message.caption.rows),
      };
      const sent = sentVideo.parse(
        await send(
          message.gif ? 'sendAnimation' : 'sendVideo',
          payload,
          'once',
          typeof message.video !== 'string',
        ),
      );
      return { message: sent.message_id, file: (message.gif ? sent.animation : sent.video)?.file_id ?? null };
    },
    /** Posts 2 to 10 videos as one album, which has no buttons. Returns the message ids. */
    album: async (spot: ChatTarget, videos: readonly Omit<VideoMessage, 'gif'>[]): Promise<number[]> => {
      const files: Record<string, UploadFile> = {};
      const media = videos.map((video, index) => {
        const attach = (name: string, upload: UploadFile): string => {
          files[`${name}${index}`] = upload;
          return `attach://${name}${index}`;
        };
        return {
          type: 'video',
          media: typeof video.video === 'string' ? video.video : attach('video', video.video),
          ...(video.thumbnail && { thumbnail: attach('thumbnail', video.thumbnail) }),
          ...{ width: video.width, height: video.height, supports_streaming: true },
          duration: Math.max(1, Math.round(video.seconds)),
          ...(video.spoiler && { has_spoiler: true }),
          ...captionOf(video.caption),
        };
      });
      const sent = await send('sendMediaGroup', { ...spotOf(spot), media, ...files }, 'once', true);
      return z
        .array(posted)
        .parse(sent)
        .map(({ message_id }) => message_id);
    },
    /** Posts a file as it is, which stickers and transparent pictures need. Returns the message id. */
    file: async (spot: ChatTarget, document: UploadFile, content: MessageContent): Promise<number> => {
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
      const plain = text === undefined ? undefined : readStyles(text, 200).text;
      // What takes longer to read than a passing note stays until it's closed.
      const show_alert = plain !== undefined && plain.length > 60 ? true : undefined;
      const payload = { callback_query_id: query, text: plain, show_alert, url };
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
      const asking = send('getChatMember', { chat_id: chat, user_id: user }, 'repeatable');
      const found = await unlessClosed(asking, null);
      return nameIn(found);
    },
    /** Returns the user's rights in a group. */
    member: async (chat: number, user: number): Promise<Member> => {
      return memberIn(await send('getChatMember', { chat_id: chat, user_id: user }, 'repeatable'));
    },
  };
};

export type TelegramSender = ReturnType<typeof openSender>;
