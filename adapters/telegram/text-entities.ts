import { joinedDetails, type Style, styledParts } from '../../src/text/styles.ts';

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
  const kept = characters.slice(0, most - 1).join('');
  const inside = entities.filter(({ offset }) => offset < kept.length);
  const cut = inside.map((one) => ({ ...one, length: Math.min(one.length, kept.length - one.offset) }));
  return { text: `${kept}…`, entities: cut };
};
