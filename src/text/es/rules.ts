import type { Rules } from '../../core/rules.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { names } from './names.ts';

const { list, counted, number } = grammar('es');

const listed = (allowed: readonly string[]): string => (allowed.length === 0 ? 'todos' : list(allowed));

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
    rules.days === null ? 'hasta que se borran' : counted(rules.days, { one: 'día', other: 'días' });
  return [
    'Lo que permite esta comunidad:',
    `Clips nuevos: ${choices[rules.visibility]} si nadie dice otra cosa; como mucho, ${choices[rules.widest]}`,
    `Efectos desactivados: ${named(false) || 'ninguno'}; beso y abrazo solo si se permiten (permitidos: ${named(true) || 'todavía nada'})`,
    `Modelos: ${listed(rules.models)}`,
    `Canales: ${listed(rules.channels)}`,
    `Roles: ${listed(rules.roles)}`,
    `Tapados hasta hacer clic: ${rules.cover === 'always' ? 'siempre' : 'cuando se pide'}`,
    `Los clips se guardan: ${days}`,
    `Créditos al día: ${rules.credits === null ? 'los que diga quien opera el servicio' : number(rules.credits)}`,
  ].join('\n');
};
