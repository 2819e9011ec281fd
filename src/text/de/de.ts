import { grammar } from '../grammar.ts';
import { licenceInWords } from '../licence.ts';
import type { Translation } from '../translation.ts';
import { chat } from './chat.ts';
import { failures } from './failures.ts';
import { advice, visibilities, warnings } from './notes.ts';
import { replies } from './replies.ts';
import { web } from './web.ts';
import { words } from './words.ts';

const { counted, number, seconds, duration, percent } = grammar('de');

const credits = (count: number): string => counted(count, { one: 'Credit', other: 'Credits' });

export const de: Translation = {
  ...words,
  replies,
  failures,
  warnings,
  advice,
  states: {
    queued: 'wartet',
    generating: 'filmt',
    finishing: 'prüft und packt',
    delivering: 'unterwegs',
    done: 'fertig',
  },
  visibilities,
  stability: (score) => `Stabilität ${percent(score)}`,
  marks: { 'animated-locally': 'lokal animiert', 'ai-generated': 'KI-generiert' },
  card: {
    paused: 'vom Betreiber angehalten; geht weiter, sobald er es sagt',
    place: (place) => (place === 1 ? 'als Nächstes dran' : `Platz ${place} in der Reihe`),
    ready: (when) => `fertig ${when}`,
    seconds,
    seed: (seed) => `Seed ${seed}`,
    noSeed: 'kein wiederholbarer Seed',
    here: 'hier gefilmt',
    goesTo: (whom) => `dein Foto geht an ${whom}`,
    price: (most) => `bis zu ${credits(most)}`,
    took: (time) => `hat ${duration(time)} gedauert`,
    licence: (licence) =>
      licenceInWords(licence, {
        yours: 'der Clip gehört dir',
        terms: (company) => `nach den Bedingungen von ${company}`,
        model: (free) => `Modell unter ${free}`,
      }),
    percent,
    number,
  },
  terminal: {
    usage: {
      command: '<Befehl>',
      options: '[Optionen]',
      photos: '<Foto> [zweites-Foto]',
      more: 'photoplay <Befehl> --help zeigt die Optionen dazu.',
    },
    took: (time) => `in ${seconds(time)}`,
    place: (place) => `Platz ${place} in der Reihe`,
    about: (time) => `noch etwa ${duration(time)}`,
    note: (text) => `Hinweis: ${text}`,
    tip: (text) => `Tipp: ${text}`,
    next: (flag) => `weiter: ${flag}`,
    photos: (count) => counted(count, { one: 'Foto', other: 'Fotos' }),
    done: (done, all) => `${done} von ${all} Fotos fertig`,
    animated: (done, all) => `${done} von ${all} Fotos animiert.`,
  },
  menus: { animate: 'Dieses Foto animieren' },
  forms: { edit: 'Bearbeiten', prompt: 'Was sich bewegen soll' },
  chat,
  actions: {
    reroll: 'Neu würfeln',
    'reroll-take': 'Neue Version',
    remix: 'Remix',
    edit: 'Bearbeiten',
    extend: 'Verlängern',
    refine: 'Ausarbeiten',
    recipe: 'Rezept',
    rate: 'Bewerten',
    'rate-up': 'Gefällt mir',
    'rate-down': 'Gefällt mir nicht',
    motion: 'Bewegung',
    'motion-less': 'Bewegung −',
    'motion-more': 'Bewegung +',
    share: 'Teilen',
    'share-private': 'Privat machen',
    delete: 'Endgültig löschen',
    'delete-ask': 'Löschen',
    'delete-keep': 'Behalten',
    confirm: 'Ja',
    'confirm-draft': 'Erst ein Entwurf',
    'confirm-draft-hidden': 'Erst ein Entwurf',
    'confirm-no': 'Nein',
    retry: 'Noch einmal',
    'retry-other': 'Anderes Modell',
    'retry-local': 'Hier filmen, gratis',
    cancel: 'Abbrechen',
    clip: 'Zeigen',
    clips: 'Mehr',
  },
  web,
};
