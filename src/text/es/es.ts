import { grammar } from '../grammar.ts';
import { licenceInWords } from '../licence.ts';
import type { Translation } from '../translation.ts';
import { chat } from './chat.ts';
import { failures } from './failures.ts';
import { advice, visibilities, warnings } from './notes.ts';
import { replies } from './replies.ts';
import { web } from './web.ts';
import { words } from './words.ts';

const { counted, number, seconds, duration, percent } = grammar('es');

const credits = (count: number): string => counted(count, { one: 'crédito', other: 'créditos' });

export const es: Translation = {
  ...words,
  replies,
  failures,
  warnings,
  advice,
  states: {
    queued: 'en espera',
    generating: 'filmando',
    finishing: 'revisando y empaquetando',
    delivering: 'en camino',
    done: 'listo',
  },
  visibilities,
  stability: (score) => `estabilidad ${percent(score)}`,
  marks: { 'animated-locally': 'animado localmente', 'ai-generated': 'generado con IA' },
  card: {
    paused: 'en pausa por quien opera el servicio; seguirá cuando lo diga',
    place: (place) => (place === 1 ? 'siguiente en la fila' : `n.º ${place} en la fila`),
    ready: (when) => `listo ${when}`,
    seconds,
    seed: (seed) => `semilla ${seed}`,
    noSeed: 'sin semilla repetible',
    here: 'filmado aquí',
    goesTo: (whom) => `tu foto va a ${whom}`,
    price: (most) => `hasta ${credits(most)}`,
    took: (time) => `tardó ${duration(time)}`,
    licence: (licence) =>
      licenceInWords(licence, {
        yours: 'el clip es tuyo',
        terms: (company) => `según las condiciones de ${company}`,
        model: (free) => `modelo ${free}`,
      }),
    percent,
    number,
  },
  terminal: {
    usage: {
      command: '<comando>',
      options: '[opciones]',
      photos: '<foto> [segunda-foto]',
      more: 'photoplay <comando> --help muestra sus opciones.',
    },
    took: (time) => `tardó ${seconds(time)}`,
    place: (place) => `n.º ${place} en la fila`,
    about: (time) => `faltan unos ${duration(time)}`,
    note: (text) => `nota: ${text}`,
    tip: (text) => `consejo: ${text}`,
    next: (flag) => `más: ${flag}`,
    photos: (count) => counted(count, { one: 'foto', other: 'fotos' }),
    done: (done, all) => `${done} de ${all} fotos listas`,
    animated: (done, all) => `${done} de ${all} fotos animadas.`,
  },
  menus: { animate: 'Animar esta foto' },
  forms: { edit: 'Editar', prompt: 'Qué debe moverse' },
  chat,
  actions: {
    reroll: 'Otra vez',
    'reroll-take': 'Nueva versión',
    remix: 'Remix',
    edit: 'Editar',
    extend: 'Alargar',
    refine: 'Refinar',
    recipe: 'Receta',
    rate: 'Valorar',
    'rate-up': 'Me gusta',
    'rate-down': 'No me gusta',
    motion: 'Movimiento',
    'motion-less': 'Movimiento −',
    'motion-more': 'Movimiento +',
    share: 'Compartir',
    'share-private': 'Hacer privado',
    delete: 'Eliminar del todo',
    'delete-ask': 'Eliminar',
    'delete-keep': 'Conservar',
    confirm: 'Sí',
    'confirm-draft': 'Primero un borrador',
    'confirm-draft-hidden': 'Primero un borrador',
    'confirm-no': 'No',
    retry: 'Reintentar',
    'retry-other': 'Otro modelo',
    'retry-local': 'Filmar aquí, gratis',
    cancel: 'Cancelar',
    clip: 'Ver',
    clips: 'Más',
  },
  web,
};
