import { grammar } from '../grammar.ts';
import type { Language } from '../language.ts';
import { licenceInWords } from '../licence.ts';
import { chat } from './chat.ts';
import { counted } from './counted.ts';
import { failures } from './failures.ts';
import { advice, visibilities, warnings } from './notes.ts';
import { replies } from './replies.ts';
import { web } from './web.ts';

const { number } = grammar('en');

const duration = (seconds: number): string =>
  seconds < 60
    ? `${Math.max(1, Math.round(seconds))} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
export const en = {
  replies,
  failures,
  warnings,
  advice,
  states: {
    queued: 'waiting',
    generating: 'filming',
    finishing: 'checking and packing',
    delivering: 'on its way',
    done: 'done',
  },
  visibilities,
  stability: (score) => `stability ${Math.round(score * 100)} %`,
  marks: { 'animated-locally': 'animated locally', 'ai-generated': 'AI-generated' },
  card: {
    paused: 'paused by the operator; it goes on when they say so',
    place: (place) => (place === 1 ? 'next in line' : `#${place} in line`),
    ready: (when) => `ready ${when}`,
    seconds: (seconds) => `${Number(seconds.toFixed(1))} s`,
    seed: (seed) => `seed ${seed}`,
    noSeed: 'no repeatable seed',
    here: 'filmed here',
    goesTo: (whom) => `your photo goes to ${whom}`,
    price: (credits) => `up to ${counted(credits, 'credit')}`,
    took: (seconds) => `took ${duration(seconds)}`,
    licence: (licence) =>
      licenceInWords(licence, {
        yours: 'the clip is yours',
        terms: (company) => `under the terms of ${company}`,
        model: (free) => `${free} model`,
      }),
    percent: (fraction) => `${Math.round(fraction * 100)} %`,
    number,
  },
  terminal: {
    usage: {
      command: '<command>',
      options: '[options]',
      photos: '<photo> [second-photo]',
      more: 'photoplay <command> --help tells its options.',
    },
    took: (seconds) => `took ${seconds.toFixed(1)} s`,
    place: (place) => `#${place} in line`,
    about: (seconds) => `about ${seconds} s`,
    note: (text) => `note: ${text}`,
    tip: (text) => `tip: ${text}`,
    next: (flag) => `more: ${flag}`,
    photos: (count) => counted(count, 'photo'),
    done: (done, all) => `${done} of ${all} photos done`,
    animated: (done, all) => `${done} of ${all} photos animated.`,
  },
  menus: { animate: 'Animate this photo' },
  forms: { edit: 'Edit', prompt: 'What should move' },
  chat,
  actions: {
    reroll: 'Reroll',
    'reroll-take': 'New take',
    remix: 'Remix',
    edit: 'Edit',
    extend: 'Extend',
    refine: 'Refine',
    recipe: 'Recipe',
    rate: 'Rate',
    'rate-up': 'Like',
    'rate-down': 'Dislike',
    motion: 'Motion',
    'motion-less': 'Motion −',
    'motion-more': 'Motion +',
    share: 'Share',
    'share-private': 'Make private',
    delete: 'Delete for good',
    'delete-ask': 'Delete',
    'delete-keep': 'Keep',
    confirm: 'Yes',
    'confirm-draft': 'Draft first',
    'confirm-draft-hidden': 'Draft first',
    'confirm-no': 'No',
    retry: 'Try again',
    'retry-other': 'Another model',
    'retry-local': 'Film it here, free',
    cancel: 'Cancel',
    clip: 'Show',
    clips: 'More',
  },
  web,
} satisfies Language;
