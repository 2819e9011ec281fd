import type { Warning } from '../../core/engine.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { licenceInWords } from '../licence.ts';
import type { Translation } from '../translation.ts';
import { failures } from './failures.ts';
import { names } from './names.ts';
import { recipeInWords } from './recipe.ts';
import { rulesInWords } from './rules.ts';
import { words } from './words.ts';

const { counted, plural, number, seconds, duration, percent, dollars, time } = grammar('pt-BR');

const called = (effect: string): string => effectName({ names }, effect);
const of = (budget: number | null): string => (budget === null ? '' : ` de ${dollars(budget)}`);
const credits = (count: number): string => counted(count, { one: 'crédito', other: 'créditos' });
const versions = (count: number): string => counted(count, { one: 'versão', other: 'versões' });

const replaced =
  (what: string) =>
  ({ asked, used }: Warning): string =>
    `Aqui não dá para usar ${what} ${asked}; foi usado ${used}.`;

const visibilities: Translation['visibilities'] = {
  private: 'privado: só você vê',
  community: 'visível para esta comunidade',
  public: 'público',
};

const warnings: Translation['warnings'] = {
  ratio: replaced('a proporção'),
  seconds: replaced('a duração'),
  resolution: replaced('a resolução'),
  camera: replaced('o movimento de câmera'),
  seed: () => 'Este modelo não tem uma seed que se repita.',
  engine: ({ asked, used }) => `${asked} não estava disponível; quem filmou foi ${used}.`,
  prompt: () => 'Este modelo não aceita texto.',
  join: () => 'O clipe anterior foi excluído nesse meio-tempo, então esta é só a parte nova.',
  depth: () => 'Não deu para usar o modelo de profundidade; a profundidade foi estimada.',
  motion: ({ used }) => `A imagem se move ${used} da largura; acima de 15% pode parecer esticada.`,
};

export const pt: Translation = {
  ...words,
  replies: {
    accepted: ({ effect, seed, takes, credits: most = 0, left = 0 }) =>
      `Animando com “${called(effect)}”, ${takes === 1 ? `seed ${seed}` : `${versions(takes)} a partir da seed ${seed}`}.` +
      (most > 0
        ? ` Custa no máximo ${credits(most)}; ${plural(left, { one: 'restará', other: 'restarão' })} ${number(left)}.`
        : ''),
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
    clips: ({ count }) =>
      `${plural(count, { one: 'Seu clipe mais recente', other: `Seus ${number(count)} clipes mais recentes` })}.`,
    no_clips: () => 'Você ainda não tem clipes. Anime uma foto e o primeiro aparece aqui.',
    clip: ({ effect }) => `Um clipe com “${called(effect)}”.`,
    shared: ({ visibility }) => `Agora este clipe é ${visibilities[visibility]}.`,
    deleted: ({ clips }) =>
      `${clips === 1 ? 'O clipe foi excluído' : `As ${versions(clips)} foram excluídas`}. Cópias já publicadas em outros lugares continuam lá.`,
    recipe: ({ clip }) => recipeInWords(clip, warnings),
    rated: ({ liked }) =>
      liked
        ? 'Anotado: você gostou deste clipe.'
        : 'Anotado: você não gostou deste clipe. Refaça com outra seed para ter outro.',
    effects: ({ count }) => `${counted(count, { one: 'efeito', other: 'efeitos' })} para escolher.`,
    queue: ({ count }) =>
      `Você tem ${counted(count, { one: 'pedido em andamento', other: 'pedidos em andamento' })}.`,
    queue_empty: () => 'Você não tem nada na fila nem em andamento.',
    credits: ({ left, daily, refill, pool, costs }) =>
      [
        `Você tem ${credits(left)}${daily > 0 ? `; recarga até ${number(daily)} em ${time(refill)}` : ''}.`,
        ...(pool === null
          ? []
          : [
              `Esta comunidade tem ${number(pool.left)}; recarga até ${number(pool.daily)} em ${time(refill)}.`,
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
    settings: ({ rules }) => rulesInWords(rules),
    help: () =>
      'Envie uma foto e escolha um efeito, ou escreva o que deve se mover, como “slow zoom” ou “pan left”. ' +
      'Você recebe um clipe curto que só você vê até compartilhar.',
  },
  failures,
  warnings,
  advice: {
    small: 'A foto é pequena, então o clipe pode ficar um pouco sem nitidez.',
    blurred: 'A foto não está nítida; uma mais nítida fica melhor em movimento.',
    flat_contrast: 'A foto tem pouco contraste; fica difícil ver a profundidade.',
    hard_contrast: 'A foto tem contraste demais.',
    clipped: 'Há áreas grandes totalmente pretas ou brancas, sem nada para mover.',
    cluttered: 'A foto tem muita coisa; um fundo mais calmo se move melhor.',
    noisy: 'A foto está granulada; reduzir um pouco o ruído ajuda.',
    narrow: 'A foto é muito comprida e estreita; os lados podem ser cortados.',
  },
  states: {
    queued: 'na fila',
    generating: 'filmando',
    finishing: 'conferindo e embalando',
    delivering: 'a caminho',
    done: 'pronto',
  },
  visibilities,
  stability: (score) => `estabilidade ${percent(score)}`,
  marks: { 'animated-locally': 'animado localmente', 'ai-generated': 'gerado por IA' },
  card: {
    place: (place) => (place === 1 ? 'próximo da fila' : `${place}º na fila`),
    ready: (when) => `pronto ${when}`,
    seconds,
    seed: (seed) => `seed ${seed}`,
    noSeed: 'sem seed repetível',
    took: (time) => `levou ${duration(time)}`,
    licence: (licence) =>
      licenceInWords(licence, {
        yours: 'o clipe é seu',
        terms: (company) => `conforme os termos de ${company}`,
        model: (free) => `modelo ${free}`,
      }),
    percent,
    number,
  },
  terminal: {
    usage: {
      command: '<comando>',
      options: '[opções]',
      photos: '<foto> [segunda-foto]',
      more: 'photoplay <comando> --help mostra as opções.',
    },
    took: (time) => `levou ${seconds(time)}`,
    place: (place) => `${place}º na fila`,
    about: (time) => `cerca de ${duration(time)}`,
    note: (text) => `nota: ${text}`,
    tip: (text) => `dica: ${text}`,
    next: (flag) => `mais: ${flag}`,
    photos: (count) => counted(count, { one: 'foto', other: 'fotos' }),
    done: (done, all) => `${done} de ${all} fotos prontas`,
    animated: (done, all) => `${done} de ${all} fotos animadas.`,
  },
  menus: { animate: 'Animar esta foto' },
  forms: { edit: 'Editar', prompt: 'O que deve se mover' },
  actions: {
    reroll: 'Refazer',
    'reroll-take': 'Nova versão',
    remix: 'Remix',
    edit: 'Editar',
    extend: 'Estender',
    refine: 'Refinar',
    recipe: 'Receita',
    rate: 'Avaliar',
    'rate-up': 'Gostei',
    'rate-down': 'Não gostei',
    motion: 'Movimento',
    'motion-less': 'Movimento −',
    'motion-more': 'Movimento +',
    share: 'Compartilhar',
    'share-private': 'Tornar privado',
    delete: 'Excluir',
    cancel: 'Cancelar',
    clip: 'Ver',
    clips: 'Mais',
  },
};
