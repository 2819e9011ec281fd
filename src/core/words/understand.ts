import type { Camera } from '../order.ts';
import type { Overlay } from '../shot.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { japanese } from './ja.ts';
import { portuguese } from './pt.ts';
import type { Meaning, WordList } from './word-list.ts';

/** One wish as it was written, and the effect it asks for. */
export type Named = { readonly effect: string; readonly words: string };

/** What a prompt asks of the local engine. */
export type PromptMeaning = {
  readonly camera: Camera | null;
  /** How fast things move; 1 if the prompt doesn't say. */
  readonly pace: number;
  readonly loop: boolean;
  readonly overlays: readonly Overlay['kind'][];
  /** Effects by name, each with the words that ask for it. */
  readonly effects: readonly Named[];
  /** Wishes that no effect can do, as they were written. */
  readonly leftOut: readonly string[];
};

const every = (pattern: RegExp): RegExp => new RegExp(pattern.source, `${pattern.flags}g`);

/** A word list with the patterns of all words it knows, built once: building them is most of the work. */
type Language = WordList & { readonly known: readonly RegExp[] };

const languages: readonly Language[] = [english, german, spanish, portuguese, japanese].map((list) => ({
  ...list,
  known: [...list.meanings.map(([pattern]) => pattern), list.filler].map(every),
}));

const letters = /[\p{L}\p{N}]/u;

const rest = (clause: string, { known }: Language): string =>
  known.reduce((left, pattern) => left.replace(pattern, ' '), clause);

const found = (clause: string, { meanings }: WordList): readonly Meaning[] =>
  meanings.flatMap(([pattern, meaning]) => (pattern.test(clause) ? [meaning] : []));

/** How well a language explains a prompt. Letters that are left over lower the score. */
const fitOf = (prompt: string, list: Language): number => {
  const unknown = [...rest(prompt, list)].filter((sign) => letters.test(sign)).length;
  return found(prompt, list).length * 4 + (list.beyond.test(prompt) ? 4 : 0) - unknown / 6;
};

const languageOf = (prompt: string): Language =>
  languages
    .map((list) => ({ list, fit: fitOf(prompt, list) }))
    .reduce((best, one) => (one.fit > best.fit ? one : best)).list;

/** Splits a prompt into wishes, each as it was written. */
const clausesOf = (prompt: string, { between }: WordList): readonly string[] =>
  prompt
    .split(new RegExp(between.source, `${between.flags.replace('i', '')}i`))
    .map((part) => part.trim())
    .filter((part) => letters.test(part));

/** Effects that a prompt names in any language: models read them all. */
export const effectsNamed = (prompt: string): readonly string[] => {
  const whole = prompt.toLowerCase();
  const meanings = languages.flatMap((list) => found(whole, list));
  return [...new Set(meanings.flatMap((meaning) => ('effect' in meaning ? [meaning.effect] : [])))];
};

/** Reads the motion words of a prompt in any supported language. Pure. */
export const understand = (prompt: string): PromptMeaning => {
  const list = languageOf(prompt.toLowerCase());
  const whole = prompt.toLowerCase();
  const cameras: Camera[] = [];
  const overlays = new Set<Overlay['kind']>();
  const effects = new Map<string, string>();
  const leftOut: string[] = [];
  const meant = { pace: 1, loop: false };
  for (const words of clausesOf(prompt, list)) {
    const clause = words.toLowerCase();
    const meanings = found(clause, list);
    const wanted = meanings.filter((meaning) => !('pace' in meaning));
    for (const meaning of meanings) {
      if ('overlay' in meaning) overlays.add(meaning.overlay);
      if ('effect' in meaning && !effects.has(meaning.effect)) effects.set(meaning.effect, words);
      if ('pace' in meaning && meant.pace === 1) meant.pace = meaning.pace;
      if ('loop' in meaning) meant.loop = true;
    }
    const camera = wanted.find((meaning) => 'camera' in meaning);
    if (camera !== undefined && 'camera' in camera) cameras.push(camera.camera);
    const open = wanted.length === 0 && letters.test(rest(clause, list));
    if (list.beyond.test(clause) || open) leftOut.push(words);
  }
  // A camera word may be apart from its direction: "pan, to the left".
  const spread = found(whole, list).find((meaning) => 'camera' in meaning);
  return {
    camera: cameras[0] ?? (spread !== undefined && 'camera' in spread ? spread.camera : null),
    ...meant,
    overlays: [...overlays],
    effects: [...effects].map(([effect, words]) => ({ effect, words })),
    leftOut,
  };
};
