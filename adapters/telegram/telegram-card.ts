import type { FailureRecord } from '../../src/core/failure.ts';
import type { JobStatus } from '../../src/core/job.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import { amountsIn } from '../../src/text/amounts.ts';
import { failureText } from '../../src/text/failure-text.ts';
import type { Messages } from '../../src/text/messages.ts';
import * as replyWords from '../../src/text/reply-text.ts';

/** Maximum length of a message and of a video caption, in characters. */
const longest = { text: 4_096, caption: 1_024 };

const cut = (text: string, most: number): string => {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
};

const as = (text: string): string => text;

const formats = new Map<string, Intl.RelativeTimeFormat>();

/** Caches formatters by locale: creating one takes as long as about a hundred replies. */
const formatFor = (locale: string): Intl.RelativeTimeFormat => {
  const format = formats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  formats.set(locale, format);
  return format;
};

const soon = (locale: string, milliseconds: number): string => {
  const seconds = Math.max(5, Math.round((milliseconds - Date.now()) / 5_000) * 5);
  const format = formatFor(locale);
  return seconds < 90 ? format.format(seconds, 'second') : format.format(Math.round(seconds / 60), 'minute');
};

/** A valid locale; falls back to 'en' because clients can send any string. */
const known = (locale: string): string => {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
};

// No markup: user text, including brackets, is shown as is.
const plain = (locale: string): replyWords.Markup => ({
  strong: as,
  small: as,
  quoted: as,
  literally: as,
  moment: amountsIn(known(locale)).moment,
  when: (milliseconds) => soon(known(locale), milliseconds),
});

export const cardText = (messages: Messages, status: JobStatus, locale: string): string =>
  replyWords.cardText({ messages, markup: plain(locale) }, status);

export const clipText = (messages: Messages, entry: Pick<ClipFile, 'clip'>): string =>
  replyWords.clipText({ messages, markup: plain('en') }, entry);

/** The full text of a reply. */
export const replyText = (
  messages: Messages,
  reply: Reply,
  locale: string,
  most: keyof typeof longest = 'text',
): string => cut(replyWords.replyText({ messages, markup: plain(locale) }, reply), longest[most]);

/** The text of a shared card: how many jobs are done, then the status of the others. */
export const severalText = (messages: Messages, jobs: readonly JobStatus[], locale: string): string => {
  const ready = jobs.filter(({ outcome }) => outcome === 'succeeded').length;
  const lines = jobs.flatMap((job, index) =>
    job.state === 'done' ? [] : [`${index + 1}. ${cardText(messages, job, locale)}`],
  );
  return cut(
    [messages.format('chat.several', { done: ready, count: jobs.length }), ...lines].join('\n'),
    longest.text,
  );
};

/** The text for a failure: what happened and what to do next. */
export const troubleText = (messages: Messages, failure: FailureRecord): string =>
  `❌ ${failureText(messages, failure)}`;
