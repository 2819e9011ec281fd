import type { JobStatus } from '../../src/core/job.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import { clipText as clipWords, type Markup } from '../../src/text/clip-lines.ts';
import type { Messages } from '../../src/text/messages.ts';
import * as replyWords from '../../src/text/reply-text.ts';
import { countdown, withCode, writing } from './discord-markup.ts';

const most = 2_000;

/** A text cut to Discord's limit, with room for what else the message says. */
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
