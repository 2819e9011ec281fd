import { openMessages } from '../../src/text/message-catalogue.ts';

/** The messages as they are shipped; a broken one fails the test that says it. */
export const { languages, messagesFor } = openMessages(({ language, key, error }) => {
  throw new Error(`${language}: ${key}`, { cause: error });
});

export const english = messagesFor('en');
