import { markupOf, type Rows } from './keyboard.ts';
import type { UploadFile } from './telegram-api.ts';
import type { TelegramTarget } from './telegram-target.ts';
import { type Entity, readStyles } from './text-entities.ts';

/** A styled text with its buttons. `marks`: further entities, which begin before any style does. */
export type MessageContent = {
  readonly text: string;
  readonly marks?: readonly Entity[];
  readonly rows: Rows;
};

/** A text that begins with the name of somebody, who is notified. */
export const called = (name: string, user: number, text: string): Pick<MessageContent, 'text' | 'marks'> => ({
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
  readonly video: UploadFile | string;
  readonly thumbnail: UploadFile | null;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly spoiler: boolean;
  /** It moves by itself and has no sound. */
  readonly gif: boolean;
  readonly caption: MessageContent;
};

/** The parameters that say where a message goes. */
export const spotOf = ({ chat, thread, photo }: ChatTarget) => ({
  chat_id: chat,
  message_thread_id: thread,
  reply_parameters:
    photo === null ? undefined : { message_id: photo, allow_sending_without_reply: true as const },
});

/** Maximum length of a message and of a video caption, in characters. */
export const longest = { text: 4_096, caption: 1_024 };

/** A text as Telegram takes it, with its entities. */
export const written = (
  { text: source, marks = [] }: Pick<MessageContent, 'text' | 'marks'>,
  most: number,
) => {
  const { text, entities } = readStyles(source, most);
  const all = [...marks, ...entities];
  return { text, entities: all.length === 0 ? undefined : all };
};

/** The parameters of a text message. */
export const textOf = (content: MessageContent) => ({
  ...written(content, longest.text),
  link_preview_options: { is_disabled: true },
  reply_markup: markupOf(content.rows),
});

/** The parameters of a caption. */
export const captionOf = ({ rows, ...content }: MessageContent) => {
  const { text: caption, entities } = written(content, longest.caption);
  return { caption, caption_entities: entities };
};
