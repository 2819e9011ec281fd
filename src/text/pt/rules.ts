import type { Rules } from '../../core/rules.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { names } from './names.ts';

const { list, counted, number } = grammar('pt-BR');

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
    rules.days === null ? 'até serem excluídos' : counted(rules.days, { one: 'dia', other: 'dias' });
  return [
    'O que esta comunidade permite:',
    `Clipes novos: ${choices[rules.visibility]} se ninguém disser outra coisa; no máximo, ${choices[rules.widest]}`,
    `Efeitos desligados: ${named(false) || 'nenhum'}; beijo e abraço só quando permitidos (permitidos: ${named(true) || 'nada ainda'})`,
    `Modelos: ${listed(rules.models)}`,
    `Canais: ${listed(rules.channels)}`,
    `Cargos: ${listed(rules.roles)}`,
    `Cobertos até o clique: ${rules.cover === 'always' ? 'sempre' : 'quando pedido'}`,
    `Os clipes ficam guardados: ${days}`,
    `Créditos por dia: ${rules.credits === null ? 'o que disser quem opera o serviço' : number(rules.credits)}`,
  ].join('\n');
};
