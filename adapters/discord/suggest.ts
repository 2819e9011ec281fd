import { type BoundCommand, choicesOf, type Known } from '../../src/core/command.ts';
import type { Messages } from '../../src/text/messages.ts';
import { aboutEffect, choiceName, effectName } from '../../src/text/names.ts';

const most = 25;

// Users rarely type accents, dashes and capitals.
const plain = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('-', ' ').toLowerCase().trim();

/** An option's choices that match the typed text, with their names or descriptions in the user's language. */
export const suggestions = (
  command: Pick<BoundCommand, 'options'>,
  option: string,
  typed: string,
  known: Known,
  messages: Messages,
): { name: string; value: string }[] => {
  const declared = command.options[option];
  if (declared?.type !== 'choice') return [];
  const shown = choicesOf(declared, known).map((value) => {
    if (declared.choices !== 'effects') return { value, name: choiceName(messages, value).slice(0, 100) };
    const name = `${effectName(messages, value)}: ${aboutEffect(messages, value)}`;
    return { value, name: name.slice(0, 100) };
  });
  const wanted = plain(typed);
  const fits = shown.filter(({ value, name }) => plain(`${value} ${name}`).includes(wanted));
  // A choice that starts with the typed text is the likeliest.
  const first = fits.filter(({ value, name }) => [value, name].some((one) => plain(one).startsWith(wanted)));
  return [...first, ...fits.filter((entry) => !first.includes(entry))].slice(0, most);
};
