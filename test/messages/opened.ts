import { openMessages } from '../../src/text/message-catalogue.ts';

const catalogue = openMessages(({ language, key, error }) => {
  throw new Error(`${language}: ${key}`, { cause: error });
});

export const { languages } = catalogue;

/** The messages as they are shipped; a broken one fails the test that says it. */
export const messagesFor = (locale: string, surface = 'web') => catalogue.messagesFor(locale, surface);

export const english = messagesFor('en');
