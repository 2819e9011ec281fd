import { effectIsOn, everyone, type Rules } from '../core/rules.ts';

/** Effects nobody may use in a community. */
export const effectsOff = (rules: Rules): string[] =>
  [...new Set([...Object.keys(rules.effects), 'kiss', 'hug'])].filter((name) => !effectIsOn(rules, name));

/** What each role may spend a day, `everybody` by its word in a language. */
export const allowances = (
  { roleCredits }: Rules,
  everybody: string,
  number: (value: number) => string,
): string[] =>
  Object.entries(roleCredits).map(
    ([role, credits]) => `${role === everyone ? everybody : `<@&${role}>`} ${number(credits)}`,
  );
