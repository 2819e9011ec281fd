import type { Rules } from '../../core/rules.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { allowances, effectsOff } from '../rules.ts';
import { names } from './names.ts';

const { list, counted, number } = grammar('pt-BR');

const listed = (allowed: readonly string[]): string => (allowed.length === 0 ? 'todos' : list(allowed));

const called = (effect: string): string => effectName({ names }, effect);
const adults: Readonly<Record<string, string>> = { prompts: 'textos', everything: 'tudo' };

/** What a community allows, a line for each rule. */
export const rulesInWords = (rules: Rules): string => {
  const off = list(effectsOff(rules).map(called));
  const { choices } = names;
  const days =
    rules.days === null ? 'até serem excluídos' : counted(rules.days, { one: 'dia', other: 'dias' });
  return [
    'O que esta comunidade permite:',
    `Clipes novos: ${choices[rules.visibility]} se ninguém disser outra coisa; no máximo, ${choices[rules.widest]}`,
    `Efeitos: todos${off === '' ? '' : `, menos ${off}`}`,
    `Modelos: ${listed(rules.models)}`,
    `Canais: ${listed(rules.channels)}`,
    `Cargos: ${listed(rules.roles)}`,
    `Cobertos até o clique: ${rules.cover === 'always' ? 'sempre' : 'quando pedido'}`,
    `Os clipes ficam guardados: ${days}`,
    `Créditos por dia: ${rules.credits === null ? 'o que disser quem opera o serviço' : number(rules.credits)}`,
    `Pergunta antes de começar: ${rules.askAbove === null ? 'nunca' : `quando custa mais de ${counted(rules.askAbove, { one: 'crédito', other: 'créditos' })}`}`,
    `Créditos por dia para cada membro: ${list(allowances(rules, 'todos', number)) || 'o que disser quem opera o serviço'}`,
    `Pergunta-se antes de começar: ${rules.askAbove === null ? 'nunca' : `o que custa mais de ${rules.askAbove} créditos`}`,
    `Só em canais com restrição de idade: ${list(rules.adultsOnly.map((name) => adults[name] ?? called(name))) || 'nada'}`,
  ].join('\n');
};
