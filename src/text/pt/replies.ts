import { grammar } from '../grammar.ts';
import { effectName, type Language } from '../language.ts';
import { failures, takedowns } from './failures.ts';
import { names } from './names.ts';
import { visibilities, warnings } from './notes.ts';
import { recipeInWords } from './recipe.ts';
import { rulesInWords } from './rules.ts';

const { counted, plural, number, dollars, time, list } = grammar('pt-BR');

const called = (effect: string): string => effectName({ names }, effect);
const of = (budget: number | null): string => (budget === null ? '' : ` de ${dollars(budget)}`);
const credits = (count: number): string => counted(count, { one: 'crédito', other: 'créditos' });
const versions = (count: number): string => counted(count, { one: 'versão', other: 'versões' });

export const replies: Language['replies'] = {
  accepted: ({ effect, seed, takes, credits: most = 0, left = 0 }) =>
    `Animando com “${called(effect)}”, ${takes === 1 ? `seed ${seed}` : `${versions(takes)} a partir da seed ${seed}`}.` +
    (most > 0
      ? ` Custa no máximo ${credits(most)}; ${plural(left, { one: 'restará', other: 'restarão' })} ${number(left)}.`
      : ''),
  consent_asked: ({ effect, credits: most }) =>
    `Um clipe com “${called(effect)}” mostra pessoas fazendo algo que talvez não queiram mostrar. Todas as pessoas que aparecem concordam?` +
    (most > 0 ? ` Custa até ${credits(most)}.` : ''),
  price_asked: ({ credits: most, left, draft }) =>
    `Isto custa até ${number(most)} dos seus ${credits(left)}. Vamos começar?` +
    (draft === null
      ? ''
      : ` Um rascunho antes ${draft === 0 ? 'não custa nada' : `custa ${number(draft)}`}.`),
  not_started: () => 'Nada foi feito nem cobrado.',
  already_accepted: ({ effect }) => `Isto já está sendo animado com “${called(effect)}”.`,
  finished: ({ effect, takes, credits: used, left }) =>
    (takes === 1
      ? `Seu clipe com “${called(effect)}” está pronto`
      : `Suas ${versions(takes)} com “${called(effect)}” estão prontas, a mais estável primeiro`) +
    (used > 0
      ? ` (${credits(used)} ${plural(used, { one: 'usado', other: 'usados' })}${left === undefined ? '' : `, ${plural(left, { one: 'resta', other: 'restam' })} ${number(left)}`}).`
      : '.'),
  failed: ({ failure, facts }) => `${failures[failure](facts)} Nada foi cobrado.`,
  cancelled: ({ wasRunning }) =>
    wasRunning
      ? 'Parando. O que não estiver pronto não será cobrado.'
      : 'Cancelado. O que não estava pronto não foi cobrado.',
  cancel_too_late: ({ outcome }) =>
    outcome === '' ? 'Tarde demais: o clipe já está a caminho.' : 'Tarde demais: esse pedido já terminou.',
  waited: ({ clips, failures: failed }) =>
    [
      ...(clips === 0
        ? []
        : [
            clips === 1
              ? 'Seu clipe está pronto. Não deu para enviar, então ele esperou aqui.'
              : `${number(clips)} dos seus clipes estão prontos. Não deu para enviar, então eles esperaram aqui.`,
          ]),
      ...failed.map(
        ({ kind, facts }) => `Um clipe não foi feito. ${failures[kind](facts)} Nada foi cobrado.`,
      ),
    ].join('\n'),
  clips: ({ count }) =>
    `${plural(count, { one: 'Seu clipe mais recente', other: `Seus ${number(count)} clipes mais recentes` })}.`,
  no_clips: () => 'Você ainda não tem clipes. Anime uma foto e o primeiro aparece aqui.',
  clip: ({ effect }) => `Um clipe com “${called(effect)}”.`,
  shared: ({ visibility }) => `Agora este clipe é ${visibilities[visibility]}.`,
  deleted: ({ clips }) =>
    `${clips === 1 ? 'O clipe foi excluído' : `As ${versions(clips)} foram excluídas`}. Cópias já publicadas em outros lugares continuam lá.`,
  delete_asked: ({ clips }) =>
    `Excluir ${clips === 1 ? 'este clipe' : `as ${versions(clips)}`} de vez? Não dá para desfazer.`,
  not_deleted: ({ clips }) =>
    clips === 1 ? 'O clipe continua aqui.' : `As ${versions(clips)} continuam aqui.`,
  recipe: ({ clip }) => recipeInWords(clip, warnings),
  rated: ({ liked }) =>
    liked
      ? 'Anotado: você gostou deste clipe.'
      : 'Anotado: você não gostou deste clipe. Refaça com outra seed para ter outro.',
  effects: ({ count }) => `${counted(count, { one: 'efeito', other: 'efeitos' })} para escolher.`,
  queue: ({ count }) =>
    `Você tem ${counted(count, { one: 'pedido em andamento', other: 'pedidos em andamento' })}.`,
  queue_empty: () => 'Você não tem nada na fila nem em andamento.',
  credits: ({ left, daily, refill, pool, role, costs }) =>
    [
      `Você tem ${credits(left)}${daily > 0 ? `; recarga até ${number(daily)} em ${time(refill)}` : ''}.`,
      ...(pool === null
        ? []
        : [
            `Esta comunidade tem ${number(pool.left)}; recarga até ${number(pool.daily)} em ${time(refill)}.`,
          ]),
      ...(role === null
        ? []
        : [
            `Seus cargos deixam você com ${number(role.left)} de ${number(role.daily)} por dia nesta comunidade; a contagem recomeça em ${time(refill)}.`,
          ]),
      ...(costs.length === 0
        ? []
        : [
            `Últimos clipes: ${costs
              .map(({ effect, held, spent }) =>
                held > 0 ? `${called(effect)} até ${held}` : `${called(effect)} ${spent}`,
              )
              .join(', ')}.`,
          ]),
      'Os clipes do motor local são grátis.',
    ].join('\n'),
  granted: ({ owner, credits: given, left }) =>
    `${owner} recebeu ${credits(given)} e agora tem ${number(left)}.`,
  spending: ({ on, allowed, day, month, budgetDaily, budgetMonthly }) =>
    `Os motores pagos estão ${on ? 'ligados' : allowed ? 'desligados' : 'desligados porque SPENDING está em off'}. Gasto ou comprometido: ` +
    `${dollars(day)}${of(budgetDaily)} hoje, ${dollars(month)}${of(budgetMonthly)} neste mês.`,
  paused: ({ names: paused }) =>
    paused.length === 0
      ? 'Nada está em pausa.'
      : `Em pausa até você retomar: ${list(paused.map((name) => (name === 'everything' ? 'tudo' : name)))}. O que já começou vai até o fim.`,
  retried: ({ job, owner, repeated }) =>
    repeated
      ? `Esse pedido já tinha sido refeito, como ${job}.`
      : `Nova tentativa para ${owner} como ${job}. Só é cobrada se der certo.`,
  refunded: ({ owner, credits: given, left }) =>
    `${owner} recebeu ${credits(given)} de volta e agora tem ${number(left)}.`,
  dismissed: ({ reports }) =>
    reports === 0
      ? 'Não havia nenhuma denúncia aberta sobre esse clipe.'
      : `${counted(reports, { one: 'denúncia encerrada', other: 'denúncias encerradas' })}.`,
  took_down: ({ effect, clips, told }) =>
    `${clips === 1 ? `O clipe com “${called(effect)}” e seus arquivos foram removidos` : `As ${versions(clips)} com “${called(effect)}” e seus arquivos foram removidos`}. ` +
    (told ? 'Quem é dono já sabe o motivo. ' : 'Quem é dono vai ler o motivo quando procurar. ') +
    'Cópias já publicadas em outros lugares continuam lá.',
  taken_down: ({ effect, reason }) =>
    `Quem opera este serviço removeu seu clipe com “${called(effect)}”: ${takedowns[reason]}`,
  settings: ({ rules }) => rulesInWords(rules),
  help: () =>
    'Envie uma foto e escolha um efeito, ou escreva o que deve se mover, como “slow zoom” ou “pan left”. ' +
    'Você recebe um clipe curto. Onde houver mais gente, ela também vê, a não ser que você peça um privado.',
};
