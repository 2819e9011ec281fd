import type { FailureRecord } from '../../src/core/failure.ts';
import type { JobStatus } from '../../src/core/job.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import { amountsIn } from '../../src/text/amounts.ts';
import { clipText as clipWords, type Markup } from '../../src/text/clip-lines.ts';
import { failureText } from '../../src/text/failure-text.ts';
import type { Messages } from '../../src/text/messages.ts';
import * as replyWords from '../../src/text/reply-text.ts';
import { styled, unstyled } from '../../src/text/styles.ts';
import { recipeCaption } from './keyboard.ts';

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

// Styles become entities when a message is sent, so what people wrote is shown as it is.
const markup = (locale: string): Markup => ({
  strong: (text) => styled('bold', text),
  small: (text) => styled('details', text),
  quoted: (text) => styled('quote', text),
  literally: unstyled,
  // What is in code style is copied at a tap.
  person: (owner) => styled('code', owner.replace(/^telegram:/, '')),
  moment: amountsIn(known(locale)).moment,
  when: (milliseconds) => soon(known(locale), milliseconds),
});

export const cardText = (messages: Messages, status: JobStatus, locale: string): string =>
  replyWords.cardText({ messages, markup: markup(locale) }, status);

export const clipText = (messages: Messages, entry: Pick<ClipFile, 'clip' | 'number'>): string =>
  unstyled(clipWords({ messages, markup: markup('en') }, entry));

/** The full text of a reply. */
export const replyText = (messages: Messages, reply: Reply, locale: string): string => {
  const full = replyWords.replyText({ messages, markup: markup(locale) }, reply);
  return reply.text.key === 'recipe'
    ? `${full}\n${styled('code', recipeCaption(reply.text.values.clip))}`
    : full;
};

/** The text of a shared card: how many jobs are done, then the status of the others. */
export const severalText = (messages: Messages, jobs: readonly JobStatus[], locale: string): string => {
  const ready = jobs.filter(({ outcome }) => outcome === 'succeeded').length;
  const lines = jobs.flatMap((job, index) =>
    job.state === 'done' ? [] : [`${index + 1}. ${cardText(messages, job, locale)}`],
  );
  return [messages.format('chat.several', { done: ready, count: jobs.length }), ...lines].join('\n');
};

/** The text for a failure: what happened and what to do next. */
export const troubleText = (messages: Messages, failure: FailureRecord): string =>
  `❌ ${failureText(messages, failure)}`;
