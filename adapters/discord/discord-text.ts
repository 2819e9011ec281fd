import type { FailureRecord } from '../../src/core/failure.ts';
import type { JobStatus } from '../../src/core/job.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import { clipText as clipWords, type Markup } from '../../src/text/clip-lines.ts';
import { failureText } from '../../src/text/failure-text.ts';
import type { Messages } from '../../src/text/messages.ts';
import * as replyWords from '../../src/text/reply-text.ts';
import type { Writing } from '../../src/text/writing.ts';

// Markdown and mentions in users' own text must show as typed.
const special = /[\\*_~`|>#[\]()@<:-]/g;

const literally = (text: string): string => text.replaceAll(special, (sign) => `\\${sign}`);

/** How values in messages are written on Discord. Each reader sees times in their own time zone. */
const writing: Writing = {
  literally,
  // Nobody is notified: our messages notify nobody they mention.
  person: (owner) =>
    /^discord:\d+$/.test(owner) ? `<@${owner.slice('discord:'.length)}>` : literally(owner),
  moment: (date) => `<t:${Math.floor(date.getTime() / 1_000)}:f>`,
};

const codeSpan = /(?<!\\)`[^`\n]*(?<!\\)`/g;

/** A text whose values are shown as typed in code too, where Discord shows backslashes. */
export const withCode = (text: string): string =>
  text.replace(codeSpan, (span) => span.replaceAll(/\\(?=[^\p{L}\p{N}\s])/gu, ''));

/** The text of a failure: what happened and what to do next. */
export const troubleText = (messages: Messages, failure: FailureRecord): string =>
  withCode(`❌ ${failureText(messages, failure, writing)}`);

/** A timestamp that Discord shows as a live countdown. Takes milliseconds since 1970. */
const countdown = (milliseconds: number): string => `<t:${Math.round(milliseconds / 1_000)}:R>`;

const most = 2_000;

/** A text cut to Discord's limit, with room for the rest of the message. */
export const cut = (text: string, room = 0): string =>
  text.length <= most - room ? text : `${text.slice(0, Math.max(0, most - room - 1))}…`;

const markup: Markup = {
  strong: (text) => `**${text}**`,
  small: (text) => `-# ${text}`,
  quoted: (text) => `\`\`\`\n${text.replaceAll('`', 'ˋ')}\n\`\`\``,
  ...writing,
  when: countdown,
};

/** The text of a job's card: its state, when it should be ready, and what it makes. */
export const cardText = (messages: Messages, status: JobStatus): string =>
  replyWords.cardText({ messages, markup }, status);

/** One line on what a clip is and how it was made. */
export const clipText = (messages: Messages, entry: Pick<ClipFile, 'clip' | 'number'>): string =>
  clipWords({ messages, markup }, entry);

/** Tips about the photo, for its owner only. */
export const adviceText = (messages: Messages, reply: Reply): string =>
  replyWords.adviceLines({ messages, markup }, reply).join('\n');

/** The full text of a reply, cut to Discord's limit of 2,000 characters. */
export const replyText = (messages: Messages, reply: Reply): string =>
  cut(withCode(replyWords.replyText({ messages, markup }, reply)));
