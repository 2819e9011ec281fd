import type { FailureRecord } from '../../src/core/failure.ts';
import { failureText } from '../../src/text/failure-text.ts';
import type { Messages } from '../../src/text/messages.ts';
import type { Writing } from '../../src/text/writing.ts';

// Markdown and mentions in people's own words must show as they were typed.
const special = /[\\*_~`|>#[\]()@<:-]/g;

/** How Discord writes what messages name: everybody reads points in time by their own clock. */
export const writing: Writing = {
  literally: (text) => text.replaceAll(special, (sign) => `\\${sign}`),
  moment: (date) => `<t:${date.getTime() / 1_000}:f>`,
};

/** What a failure is told as: what happened and what to do next. */
export const troubleText = (messages: Messages, failure: FailureRecord): string =>
  `❌ ${failureText(messages, failure, writing)}`;

/** A point in time that counts down by itself where it is read. */
export const countdown = (milliseconds: number): string => `<t:${Math.round(milliseconds / 1_000)}:R>`;
