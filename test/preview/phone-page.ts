import type { Button, Entity, Message } from '../peers/telegram/world.ts';

/** A message as it is drawn. */
export type Bubble = {
  readonly own: boolean;
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly picture: string | null;
  readonly reply: string | null;
  readonly reaction: string | null;
  readonly keyboard: readonly (readonly Button[])[];
};

/** One screen of the page, by the name its picture is saved under. */
export type Screen = { readonly name: string; readonly title: string; readonly bubbles: readonly Bubble[] };

/** A message as it is at this moment. */
export const bubbleOf = async (
  message: Message,
  frame: (bytes: Buffer, id: string) => Promise<string>,
): Promise<Bubble> => {
  const { entities, from, keyboard, media, reaction, replyTo, text } = message;
  const moves = media?.kind === 'video' || media?.kind === 'animation';
  const picture =
    media === null
      ? null
      : moves
        ? await frame(media.file.bytes, media.file.unique)
        : photo(media.file.bytes);
  const reply = replyTo === null ? null : replyTo.text || 'Photo';
  return { own: from !== null, text, entities, picture, reply, reaction, keyboard: keyboard ?? [] };
};

const photo = (bytes: Buffer): string => `data:image/jpeg;base64,${bytes.toString('base64')}`;

const literal = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const tags: Readonly<Record<string, string>> = {
  ...{ bold: 'b', code: 'code', expandable_blockquote: 'blockquote', blockquote: 'blockquote' },
  ...{ bot_command: 'a', url: 'a', mention: 'a', text_mention: 'a', text_link: 'a' },
};

/** A text with its entities as HTML. */
const marked = (text: string, entities: readonly Entity[]): string => {
  const edges = entities.flatMap(({ type, offset, length }) => {
    const tag = tags[type] ?? 'span';
    return [
      { at: offset, end: false, size: length, html: `<${tag}>` },
      { at: offset + length, end: true, size: -length, html: `</${tag}>` },
    ];
  });
  // Outer ones open first and close last.
  edges.sort(
    (one, other) => one.at - other.at || Number(other.end) - Number(one.end) || other.size - one.size,
  );
  let from = 0;
  let html = '';
  for (const { at, html: tag } of edges) {
    html += literal(text.slice(from, at)) + tag;
    from = at;
  }
  return (html + literal(text.slice(from)))
    .replaceAll('</blockquote>\n', '</blockquote>')
    .replaceAll('\n<blockquote>', '<blockquote>');
};

const drawButton = ({ text, style, url, copy_text: copy }: Button): string =>
  `<span class="${style ?? ''}">${literal(text)}${url === undefined ? '' : '<i>↗</i>'}${copy === undefined ? '' : '<i>⧉</i>'}</span>`;

const draw = ({ entities, keyboard, own, picture, reaction, reply, text }: Bubble): string => `
  <article class="${own ? 'own' : ''}">
    <div class="bubble">
      ${reply === null ? '' : `<q>${literal(reply.slice(0, 60))}</q>`}
      ${picture === null ? '' : `<img src="${picture}">`}
      ${text === '' ? '' : `<div class="text">${marked(text, entities)}</div>`}
      ${reaction === null ? '' : `<em>${reaction}</em>`}
    </div>
    ${keyboard.map((row) => `<nav>${row.map(drawButton).join('')}</nav>`).join('')}
  </article>`;

const look = `
  body { margin: 0; background: #8fb18a; font: 16px/1.3 Roboto, "Noto Sans", "Noto Sans CJK JP", "Liberation Sans", sans-serif, Emoji; }
  section { width: 390px; padding: 8px 0 16px; background: #a9c49f; }
  h1 { font-size: 13px; color: #fff; text-align: center; margin: 4px; }
  article { width: 300px; margin: 8px 10px; } article.own { margin-left: auto; width: 240px; }
  .bubble { background: #fff; border-radius: 14px; overflow: hidden; padding: 6px 10px; }
  .own .bubble { background: #eeffde; }
  .bubble img { display: block; width: calc(100% + 20px); margin: -6px -10px 6px; }
  .text { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
  q { quotes: none; display: block; border-left: 3px solid #3390ec; padding-left: 6px; color: #3390ec; font-size: 14px; margin-bottom: 4px; }
  blockquote { display: block; margin: 4px 0; padding: 4px 8px; border-left: 3px solid #3390ec; background: #3390ec1a; border-radius: 4px; font-size: 15px; }
  code { font: 14px monospace; color: #b0413e; } a { color: #3390ec; }
  em { display: inline-block; font-style: normal; background: #3390ec2a; border-radius: 12px; padding: 2px 8px; margin-top: 4px; }
  nav { display: flex; gap: 3px; margin-top: 3px; }
  nav span { flex: 1; min-width: 0; text-align: center; background: #4d6b4699; color: #fff; border-radius: 8px; padding: 9px 2px; font-size: 14px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; position: relative; }
  nav span.danger { background: #c0392b; } nav i { position: absolute; right: 4px; top: 1px; font: 10px sans-serif; }`;

/** The page that shows every screen as a phone would. */
export const phonePage = (screens: readonly Screen[]): string => `<!doctype html><meta charset="utf-8">
  <title>Photoplay on Telegram</title><style>${look}</style>
  ${screens
    .map(
      ({ name, title, bubbles }) =>
        `<section id="${name}"><h1>${title}</h1>${bubbles.map(draw).join('')}</section>`,
    )
    .join('')}`;
