import { problems } from './problem.ts';
import type { Entity } from './world.ts';

const kinds: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  blockquote: 'blockquote',
};

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

const decoded = (entity: string, name: string): string => {
  if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
  if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
  return named[name] ?? entity;
};

const refuse = (what: string): never => {
  throw problems.careless(`can't parse entities: ${what}`);
};

type Open = { readonly tag: string; readonly offset: number; readonly url: string | undefined };
type Parsed = { readonly text: string; readonly entities: readonly Entity[] };

/** Reads Telegram's kind of HTML as strictly as Telegram. */
const parseHtml = (source: string): Parsed => {
  let text = '';
  const open: Open[] = [];
  const entities: Entity[] = [];
  const tokens = source.matchAll(/<(\/?)([^\s>]*)([^>]*)>|<|&(#\d+|#x[\da-f]+|\w+);|[^<&]+|&/gi);
  for (const { 0: token, 1: slash, 2: name = '', 3: attributes = '', 4: entity } of tokens) {
    if (entity !== undefined) text += decoded(token, entity);
    else if (!token.startsWith('<')) text += token;
    else if (slash === '/') {
      const last = open.pop();
      if (last?.tag !== name.toLowerCase())
        refuse(`Unmatched end tag, expected "</${last?.tag}>", found "${token}"`);
      else
        entities.push({
          type: kinds[last.tag] ?? last.tag,
          offset: last.offset,
          length: text.length - last.offset,
          ...(last.url === undefined ? {} : { url: last.url }),
        });
    } else {
      const tag = name.toLowerCase();
      if (kinds[tag] === undefined) refuse(`Unsupported start tag "${name}"`);
      const url = /href="([^"]*)"/.exec(attributes)?.[1];
      open.push({ tag, offset: text.length, url });
    }
  }
  const [unclosed] = open;
  if (unclosed !== undefined) refuse(`Can't find end tag corresponding to start tag "${unclosed.tag}"`);
  return { text, entities };
};

const found = (text: string, pattern: RegExp, type: string): Entity[] =>
  [...text.matchAll(pattern)].map(({ index, 1: before = '', 2: body = '' }) => ({
    type,
    offset: index + before.length,
    length: body.length,
  }));

/** What Telegram finds in plain text by itself. */
export const detect = (text: string): Entity[] =>
  [
    ...found(text, /(^|[^\w/])(\/[a-zA-Z\d_]{1,64}(?:@\w{3,})?)(?![\w/])/g, 'bot_command'),
    ...found(text, /(^|[^\w/@])(@\w{4,})/g, 'mention'),
    ...found(text, /(^|\s)(https?:\/\/[^\s]+)/g, 'url'),
  ].sort((left, right) => left.offset - right.offset);

/** Text as it shows, and what is marked in it. Throws Problem for what cannot be parsed. */
export const parseText = (source: string, mode: string | null): Parsed => {
  if (mode !== null && mode !== '' && !['html', 'markdown', 'markdownv2'].includes(mode.toLowerCase()))
    throw problems.careless('unsupported parse_mode');
  if (mode?.toLowerCase().startsWith('markdown')) throw problems.careless('this peer reads HTML only');
  const { text, entities } =
    mode?.toLowerCase() === 'html' ? parseHtml(source) : { text: source, entities: [] };
  const lead = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const shifted = entities.map((entity) => ({ ...entity, offset: Math.max(0, entity.offset - lead) }));
  return { text: trimmed, entities: [...shifted, ...detect(trimmed)] };
};
