import type { BoundCommand, Catalogue } from '../../src/core/command.ts';
import type { Speech } from './words.ts';

const most = 25;

// Accents, dashes and capitals are seldom typed.
const plain = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('-', ' ').toLowerCase().trim();

/** Names of a catalogue that fit what has been typed, with what they mean in the person's own language. */
export const suggestions = (
  command: Pick<BoundCommand, 'options'>,
  option: string,
  typed: string,
  known: Readonly<Record<Catalogue, readonly string[]>>,
  speech: Speech,
): { name: string; value: string }[] => {
  const declared = command.options[option];
  if (declared?.type !== 'choice') return [];
  const names = typeof declared.choices === 'string' ? known[declared.choices] : declared.choices;
  const shown = names.map((value) => {
    const words = declared.choices === 'effects' ? speech.effects[value] : undefined;
    const called = (words === undefined ? speech.names.choices : speech.names.effects)[value] ?? value;
    return { value, name: (words === undefined ? called : `${called}: ${words}`).slice(0, 100) };
  });
  const wanted = plain(typed);
  const fits = shown.filter(({ value, name }) => plain(`${value} ${name}`).includes(wanted));
  // What begins with the typed letters is what was meant.
  const first = fits.filter(({ value, name }) => [value, name].some((one) => plain(one).startsWith(wanted)));
  return [...first, ...fits.filter((entry) => !first.includes(entry))].slice(0, most);
};
