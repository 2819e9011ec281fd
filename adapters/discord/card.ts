import type { JobStatus } from '../../src/core/job.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import * as telling from '../../src/text/telling.ts';
import { atOwnTime, countdown, literally, type Speech } from './words.ts';

const most = 2_000;

const cut = (text: string): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

const markup: telling.Markup = {
  strong: (text) => `**${text}**`,
  small: (text) => `-# ${text}`,
  quoted: (text) => `\`\`\`\n${text.replaceAll('`', 'ˋ')}\n\`\`\``,
  literally,
  told: atOwnTime,
  when: countdown,
};

/** The card of a job: where it stands, when it should be ready, and what it is. */
export const cardText = (speech: Speech, status: JobStatus): string =>
  telling.cardText({ speech, markup }, status);

/** What a clip is and how it was made, in one line. */
export const clipText = (speech: Speech, entry: Pick<ClipFile, 'clip'>): string =>
  telling.clipText({ speech, markup }, entry);

/** Everything a reply says in words. */
export const replyText = (speech: Speech, reply: Reply): string =>
  cut(telling.replyText({ speech, markup }, reply));
