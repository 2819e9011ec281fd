import type { FailureRecord } from '../../src/core/failure.ts';
import { failureText } from '../../src/text/failure-text.ts';
import type { Messages } from '../../src/text/messages.ts';
import type { Writing } from '../../src/text/writing.ts';

// Markdown and mentions in users' own text must show as typed.
const special = /[\\*_~`|>#[\]()@<:-]/g;

/** How values in messages are written on Discord. Each reader sees times in their own time zone. */
export const writing: Writing = {
  literally: (text) => text.replaceAll(special, (sign) => `\\${sign}`),
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
export const countdown = (milliseconds: number): string => `<t:${Math.round(milliseconds / 1_000)}:R>`;
