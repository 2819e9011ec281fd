import type { Rules } from '../../core/rules.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { allowances, effectsOff } from '../rules.ts';
import { names } from './names.ts';

const { list, counted, number } = grammar('es');

const listed = (allowed: readonly string[]): string => (allowed.length === 0 ? 'todos' : list(allowed));

const called = (effect: string): string => effectName({ names }, effect);
const adults: Readonly<Record<string, string>> = { prompts: 'textos', everything: 'todo' };

/** What a community allows, a line for each rule. */
export const rulesInWords = (rules: Rules): string => {
  const off = list(effectsOff(rules).map(called));
  const { choices } = names;
  const days =
    rules.days === null ? 'hasta que se borran' : counted(rules.days, { one: 'día', other: 'días' });
  return [
    'Lo que permite esta comunidad:',
    `Clips nuevos: ${choices[rules.visibility]} si nadie dice otra cosa; como mucho, ${choices[rules.widest]}`,
    `Efectos: todos${off === '' ? '' : ` menos ${off}`}`,
    `Modelos: ${listed(rules.models)}`,
    `Canales: ${listed(rules.channels)}`,
    `Roles: ${listed(rules.roles)}`,
    `Tapados hasta hacer clic: ${rules.cover === 'always' ? 'siempre' : 'cuando se pide'}`,
    `Los clips se guardan: ${days}`,
    `Créditos al día: ${rules.credits === null ? 'los que diga quien opera el servicio' : number(rules.credits)}`,
    `Se pregunta antes de empezar: ${rules.askAbove === null ? 'nunca' : `si cuesta más de ${counted(rules.askAbove, { one: 'crédito', other: 'créditos' })}`}`,
    `Créditos al día para cada miembro: ${list(allowances(rules, 'todos', number)) || 'los que diga quien opera el servicio'}`,
    `Se pregunta antes de empezar: ${rules.askAbove === null ? 'nunca' : `lo que cuesta más de ${rules.askAbove} créditos`}`,
    `Solo en canales con restricción de edad: ${list(rules.adultsOnly.map((name) => adults[name] ?? called(name))) || 'nada'}`,
  ].join('\n');
};
