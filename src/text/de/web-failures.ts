import type { Language } from '../language.ts';

/** What the web page refuses before anything is asked. */
export const webFailures = {
  bad_request: () => 'Diese Anfrage war nicht zu verstehen. Geh zurück und versuch es noch einmal.',
  request_too_big: () => 'Das ist mehr, als auf einmal geht. Schick weniger.',
  too_many_requests: ({ seconds = 60 }) =>
    `Das war zu viel auf einmal von deiner Adresse. Versuch es in ${seconds} Sekunden noch einmal.`,
  foreign_request: () =>
    'Das kam von einer anderen Seite, deshalb ist nichts passiert. Öffne diese Seite selbst und versuch es noch einmal.',
  bad_range: () => 'Diesen Teil der Datei gibt es nicht. Lade die Seite neu.',
  link_expired: () =>
    'Dieser Link ist abgelaufen. Frag den Clip dort noch einmal an, wo du ihn bekommen hast: „clips“ zeigt deine.',
  playground_off: () =>
    'Clips lassen sich auf dieser Seite nicht machen. Wer den Dienst betreibt, kann es mit WEB_ACCESS_KEY einschalten.',
  wrong_key: () => 'Das ist nicht der Zugangsschlüssel. Prüf ihn und versuch es noch einmal.',
} satisfies Partial<Language['failures']>;
