import type { ClipWords, GalleryWords } from '../gallery-language.ts';

export const gallery: GalleryWords = {
  title: 'Galerie',
  lead: 'Clips, die hier jemand für alle freigegeben hat. Öffne einen, sieh, wie er entstand, und probier es mit deinem Foto.',
  order: 'Reihenfolge',
  orders: { newest: 'Neueste', best: 'Beste' },
  effect: 'Effekt',
  allEffects: 'Alle Effekte',
  show: 'Zeigen',
  community: (community) => `Nur aus ${community}`,
  allCommunities: 'Alle Communitys zeigen',
  empty: 'Hier hat noch niemand etwas geteilt.',
  next: 'Mehr Clips',
  first: 'Zurück zum Anfang',
  stop: 'Vorschau anhalten',
  play: 'Vorschau abspielen',
  feed: 'Neuen Clips im Feedreader folgen',
  picture: (effect, prompt) =>
    prompt === '' ? `Ein Clip mit „${effect}“` : `Ein Clip mit „${effect}“: ${prompt}`,
};

export const clip: ClipWords = {
  title: (effect) => `Gemacht mit „${effect}“`,
  like: 'Rezept für mein Foto nehmen',
  download: 'Herunterladen',
  page: 'Seite des Clips',
  own: 'Ändern oder teilen',
  recipe: 'So ist er entstanden',
  sameEffect: (effect) => `Mehr mit „${effect}“`,
  sameCommunity: 'Mehr aus dieser Community',
  report: {
    title: 'Diesen Clip melden',
    lead: 'Gehört das nicht hierher? Sag es denen, die diesen Dienst betreiben. Deine Worte lesen nur sie.',
    reason: 'Was stimmt damit nicht?',
    submit: 'Meldung senden',
    thanks: 'Danke. Wer diesen Dienst betreibt, sieht es sich an.',
  },
};
