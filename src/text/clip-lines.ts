import type { Clip } from '../core/clip.ts';
import type { ClipFile } from '../core/reply.ts';
import { sideBySideIn } from '../core/variants.ts';
import { captionOf } from '../core/words/done-words.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';
import { choiceName, effectName } from './names.ts';
import type { Writing } from './writing.ts';

/** How a chat formats text. */
export type Markup = Writing & {
  strong(text: string): string;
  small(text: string): string;
  /** Lines that must be shown verbatim. */
  quoted(text: string): string;
  /** A future time, in milliseconds since 1970. */
  when(milliseconds: number): string;
};

const longestWords = 120;

/** The language and markup of a text. */
export type Voice = { readonly messages: Messages; readonly markup: Markup };

export const small = ({ markup }: Voice, parts: readonly string[]): string => markup.small(parts.join(' · '));

export const shortened = (words: string): string =>
  words.length <= longestWords ? words : `${words.slice(0, longestWords - 1)}…`;

const wordsOf = ({ markup, messages }: Voice, prompt: string): string[] =>
  prompt === '' ? [] : [messages.format('card.prompt', { words: markup.literally(shortened(prompt)) })];

/** What was requested and what rendered it, which is the same for all takes. The sentence above names the effect. */
const sharedParts = (voice: Voice, { recipe, seconds, width, height }: Clip): string[] => [
  ...wordsOf(voice, captionOf(recipe)),
  // That a clip is animated locally is said anyway.
  ...(recipe.engine === 'local' ? [] : [recipe.model]),
  amountsIn(voice.messages.locale).duration(seconds),
  `${width}×${height}`,
];

/** What takes of one job may differ in, besides what they share. */
const variantParts = ({ messages }: Voice, { recipe: { order } }: Clip): string[] => [
  choiceName(messages, order.ratio),
  effectName(messages, order.effect),
];

/** The details of a single take. */
export const takeParts = ({ format, locale }: Messages, { recipe, score, took }: Clip): string[] => {
  const repeatable = recipe.warnings.every(({ kind }) => kind !== 'seed');
  const seed = repeatable ? format('card.seed', { seed: String(recipe.order.seed) }) : format('card.no-seed');
  return [
    ...(recipe.order.joined === undefined ? [seed] : []),
    ...(score === null ? [] : [format('card.stability', { score })]),
    format('card.took', { duration: amountsIn(locale).duration(Math.max(1, Math.round(took))) }),
  ];
};

/** How a clip was made, and its licence, or those of several clips like it. */
export const originParts = (messages: Messages, { mark, licence, recipe }: Clip, count = 1): string[] => [
  messages.format(`card.mark.${mark}`),
  ...(licence === '' ? [] : [licenceText(messages, licence, count)]),
  ...(recipe.order.commercial === true ? [messages.format('card.commercial')] : []),
];

/** What a clip is and how it was made, in one line. */
export const clipText = (voice: Voice, { clip, number }: Pick<ClipFile, 'clip' | 'number'>): string =>
  [
    ...(number === undefined ? [] : [String(number)]),
    effectName(voice.messages, clip.recipe.order.effect),
    ...sharedParts(voice, clip),
    ...takeParts(voice.messages, clip),
    ...originParts(voice.messages, clip),
  ].join(' · ');

/** A clip in a list: enough to recognize it. */
export const listedText = (voice: Voice, { recipe, seconds, createdAt, visibility }: Clip): string => {
  const { markup, messages } = voice;
  return [
    effectName(messages, recipe.order.effect),
    ...wordsOf(voice, captionOf(recipe)),
    amountsIn(messages.locale).duration(seconds),
    markup.moment(createdAt),
    ...(visibility === 'private' ? ['🔒'] : []),
  ].join(' · ');
};

export const numbered = ({ markup }: Voice, index: number, text: string): string =>
  markup.small(`${markup.strong(String(index + 1))} ${text}`);

/** The takes of one job. Details they share appear once. */
export const takeLines = (voice: Voice, all: readonly ClipFile[]): string[] => {
  const { messages } = voice;
  // What shows several clips needs no line of its own beside them.
  const clips = all.length === 1 ? all : all.filter(({ clip }) => sideBySideIn(clip) === null);
  const [best] = clips;
  if (best === undefined) return [];
  const marks = originParts(messages, best.clip, clips.length);
  const first = sharedParts(voice, best.clip);
  if (clips.length === 1) {
    const number = best.number === undefined ? [] : [String(best.number)];
    return [small(voice, [...number, ...first]), small(voice, [...takeParts(messages, best.clip), ...marks])];
  }
  const parts = clips.map(({ clip }) => [...variantParts(voice, clip), ...sharedParts(voice, clip)]);
  const common = parts.reduce((some, own) => some.filter((part) => own.includes(part)));
  const own = clips.map(({ clip, number }, index) => {
    const differs = (parts[index] ?? []).filter((part) => !common.includes(part));
    return numbered(voice, (number ?? index + 1) - 1, [...differs, ...takeParts(messages, clip)].join(' · '));
  });
  return [
    small(
      voice,
      common.filter((part) => first.includes(part)),
    ),
    ...own,
    small(voice, marks),
  ];
};

/** Translates the licence notes of the models that made a clip, usually one. */
const licenceText = (messages: Messages, licence: string, clips: number): string =>
  licence
    .split(', ')
    .map((one) => noteText(messages, one, clips))
    .join(' · ');

const noteText = ({ format }: Messages, licence: string, clips: number): string => {
  if (licence === 'yours') return format('card.licence.yours', { clips });
  const [, company] = /^under the terms of (.+)$/.exec(licence) ?? [];
  if (company !== undefined) return format('card.licence.terms', { company });
  const [, free] = /^(\S+) model$/.exec(licence) ?? [];
  return free === undefined ? licence : format('card.licence.model', { licence: free });
};
