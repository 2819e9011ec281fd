import { grammar } from '../grammar.ts';
import { licenceInWords } from '../licence.ts';
import type { Translation } from '../translation.ts';
import { chat } from './chat.ts';
import { failures } from './failures.ts';
import { advice, visibilities, warnings } from './notes.ts';
import { replies } from './replies.ts';
import { web } from './web.ts';
import { words } from './words.ts';

const { counted, number, seconds, duration, percent } = grammar('pt-BR');

const credits = (count: number): string => counted(count, { one: 'crédito', other: 'créditos' });

export const pt: Translation = {
  ...words,
  replies,
  failures,
  warnings,
  advice,
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
    paused: 'em pausa por quem opera o serviço; continua quando houver liberação',
    place: (place) => (place === 1 ? 'próximo da fila' : `${place}º na fila`),
    ready: (when) => `pronto ${when}`,
    seconds,
    seed: (seed) => `seed ${seed}`,
    noSeed: 'sem seed repetível',
    here: 'filmado aqui',
    goesTo: (whom) => `sua foto vai para ${whom}`,
    price: (most) => `até ${credits(most)}`,
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
  chat,
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
    delete: 'Excluir de vez',
    'delete-ask': 'Excluir',
    'delete-keep': 'Manter',
    confirm: 'Sim',
    'confirm-draft': 'Primeiro um rascunho',
    'confirm-draft-hidden': 'Primeiro um rascunho',
    'confirm-no': 'Não',
    retry: 'Tentar de novo',
    'retry-other': 'Outro modelo',
    'retry-local': 'Filmar aqui, grátis',
    cancel: 'Cancelar',
    clip: 'Ver',
    clips: 'Mais',
  },
  web,
};
