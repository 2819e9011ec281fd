import type { Rules } from '../../core/rules.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { names } from './names.ts';

const { list, counted, number } = grammar('de');

const listed = (allowed: readonly string[]): string => (allowed.length === 0 ? 'alle' : list(allowed));

/** What a community allows, a line for each rule. */
export const rulesInWords = (rules: Rules): string => {
  const named = (on: boolean): string =>
    list(
      Object.keys(rules.effects)
        .filter((name) => rules.effects[name] === on)
        .map((name) => effectName({ names }, name)),
    );
  const { choices } = names;
  const days =
    rules.days === null ? 'bis sie gelöscht werden' : counted(rules.days, { one: 'Tag', other: 'Tage' });
  return [
    'Was diese Community erlaubt:',
    `Neue Clips: ${choices[rules.visibility]}, wenn niemand etwas sagt; höchstens ${choices[rules.widest]}`,
    `Effekte aus: ${named(false) || 'keine'}; Kuss und Umarmung nur, wenn erlaubt (erlaubt: ${named(true) || 'noch nichts'})`,
    `Modelle: ${listed(rules.models)}`,
    `Kanäle: ${listed(rules.channels)}`,
    `Rollen: ${listed(rules.roles)}`,
    `Bis zum Anklicken verdeckt: ${rules.cover === 'always' ? 'immer' : 'auf Wunsch'}`,
    `Clips bleiben: ${days}`,
    `Credits am Tag: ${rules.credits === null ? 'wie der Betreiber sagt' : number(rules.credits)}`,
  ].join('\n');
};
