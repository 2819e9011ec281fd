import { joinedDetails, type Style, styledParts } from '../../src/text/styles.ts';
import { markupOf, type Rows } from './keyboard.ts';
import type { UploadFile } from './telegram-api.ts';
import type { TelegramTarget } from './telegram-target.ts';

/** A text entity. Offsets and lengths are in UTF-16 code units. */
export type Entity = { readonly type: string; readonly offset: number; readonly length: number } & (
  | { readonly type: 'bold' | 'code' | 'blockquote' | 'expandable_blockquote' }
  | { readonly type: 'text_link'; readonly url: string }
  | {
      readonly type: 'text_mention';
      readonly user: { readonly id: number; readonly is_bot: false; readonly first_name: string };
    }
);

const typeOf = {
  bold: 'bold',
  code: 'code',
  quote: 'blockquote',
  details: 'expandable_blockquote',
} as const satisfies Record<Style, Entity['type']>;

/**
 * Converts a styled text to what Telegram shows, cut to `most` characters. Telegram parses nothing in it, so what people
 * wrote can't become markup.
 */
export const readStyles = (
  source: string,
  most: number,
): { readonly text: string; readonly entities: readonly Entity[] } => {
  let text = '';
  const open = new Map<Style, number>();
  const entities: Entity[] = [];
  for (const part of styledParts(joinedDetails(source))) {
    if (typeof part === 'string') text += part;
    else if (part.opens) open.set(part.style, text.length);
    else {
      const offset = open.get(part.style) ?? text.length;
      open.delete(part.style);
      if (text.length > offset)
        entities.push({ type: typeOf[part.style], offset, length: text.length - offset });
    }
  }
  const characters = [...text];
  if (characters.length <= most) return { text, entities };
  const beginning = characters.slice(0, most - 1).join('');
  const inside = entities.filter(({ offset }) => offset < beginning.length);
  const cut = inside.map((one) => ({ ...one, length: Math.min(one.length, beginning.length - one.offset) }));
  return { text: `${beginning}…`, entities: cut };
};

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
