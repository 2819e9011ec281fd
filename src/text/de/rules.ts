import type { Rules } from '../../core/rules.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { allowances, effectsOff } from '../rules.ts';
import { names } from './names.ts';

const { list, counted, number } = grammar('de');

const listed = (allowed: readonly string[]): string => (allowed.length === 0 ? 'alle' : list(allowed));

const called = (effect: string): string => effectName({ names }, effect);
const adults: Readonly<Record<string, string>> = { prompts: 'Prompts', everything: 'alles' };

/** What a community allows, a line for each rule. */
export const rulesInWords = (rules: Rules): string => {
  const off = list(effectsOff(rules).map(called));
  const { choices } = names;
  const days =
    rules.days === null ? 'bis sie gelöscht werden' : counted(rules.days, { one: 'Tag', other: 'Tage' });
  return [
    'Was diese Community erlaubt:',
    `Neue Clips: ${choices[rules.visibility]}, wenn niemand etwas sagt; höchstens ${choices[rules.widest]}`,
    `Effekte: alle${off === '' ? '' : ` außer ${off}`}`,
    `Modelle: ${listed(rules.models)}`,
    `Kanäle: ${listed(rules.channels)}`,
    `Rollen: ${listed(rules.roles)}`,
    `Bis zum Anklicken verdeckt: ${rules.cover === 'always' ? 'immer' : 'auf Wunsch'}`,
    `Clips bleiben: ${days}`,
    `Credits am Tag: ${rules.credits === null ? 'wie der Betreiber sagt' : number(rules.credits)}`,
    `Vor dem Start gefragt wird: ${rules.askAbove === null ? 'nie' : `wenn es mehr als ${counted(rules.askAbove, { one: 'Credit', other: 'Credits' })} kostet`}`,
    `Credits am Tag für jedes Mitglied: ${list(allowances(rules, 'alle', number)) || 'wie der Betreiber sagt'}`,
    `Vor dem Beginnen wird gefragt: ${rules.askAbove === null ? 'nie' : `was mehr als ${rules.askAbove} Credits kostet`}`,
    `Nur in Kanälen mit Altersbeschränkung: ${list(rules.adultsOnly.map((name) => adults[name] ?? called(name))) || 'nichts'}`,
  ].join('\n');
};
