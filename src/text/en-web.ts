import type { WebWords } from './web-language.ts';

export const web: WebWords = {
  sections: { play: 'Create', clips: 'My clips', gallery: 'Gallery' },
  skip: 'Skip to the content',
  menu: 'Photoplay',
  language: 'Language',
  footer: 'Runs on this server. Photos are yours and clips are private until you share them.',
  trouble: {
    title: 'That did not work',
    notFound: 'There is nothing here',
    home: 'Go to the start page',
  },
  key: {
    key: 'Access key',
    title: 'Who is there?',
    lead: 'Making clips here needs the access key. Whoever runs this service can give it to you.',
    label: 'Access key',
    submit: 'Come in',
  },
};
