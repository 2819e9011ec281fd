import type { ClipWords, GalleryWords } from '../gallery-language.ts';

export const gallery: GalleryWords = {
  title: 'Gallery',
  lead: 'Clips that people here chose to show to everybody. Open one to see how it was made and try it on a photo of yours.',
  order: 'Order',
  orders: { newest: 'Newest', best: 'Best' },
  effect: 'Effect',
  allEffects: 'All effects',
  show: 'Show',
  community: (community) => `From ${community} only`,
  allCommunities: 'Show all communities',
  empty: 'Nobody has shared anything here yet.',
  next: 'More clips',
  first: 'Back to the beginning',
  stop: 'Stop previews',
  play: 'Play previews',
  feed: 'Follow new clips in a feed reader',
  picture: (effect, prompt) =>
    prompt === '' ? `A clip made with ${effect}` : `A clip made with ${effect}: ${prompt}`,
};

export const clip: ClipWords = {
  title: (effect) => `Made with ${effect}`,
  like: 'Use this recipe on my photo',
  download: 'Download',
  page: 'Its page',
  own: 'Change or share it',
  recipe: 'How it was made',
  sameEffect: (effect) => `More with ${effect}`,
  sameCommunity: 'More from this community',
  report: {
    title: 'Report this clip',
    lead: 'If this should not be shown, tell those who run this service. They see your words, nobody else does.',
    reason: 'What is wrong with it?',
    submit: 'Send the report',
    thanks: 'Thank you. Those who run this service will look at it.',
  },
};
