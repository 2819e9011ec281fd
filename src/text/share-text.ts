import type { Sentences } from '../core/text.ts';
import type { Compared } from '../core/variants.ts';
import type { Messages } from './messages.ts';
import { effectName } from './names.ts';
import type { Writing } from './writing.ts';

/** A line for messages that couldn't be deleted, if there are any. */
export const staysLine = ({ format }: Messages, stays: number): readonly string[] =>
  stays === 0 ? [] : [format('replies.shared.stays', { stays })];

/** What was deleted, and what still shows it. */
export const deletedText = (messages: Messages, { clips, stays, shown }: Sentences['deleted']): string =>
  [
    messages.format('replies.deleted', { clips }),
    ...staysLine(messages, stays),
    ...(shown === 0 ? [] : [messages.format('replies.deleted.shown', { count: shown })]),
  ].join('\n');

/** Who may see a clip now. */
export const sharedText = (
  messages: Messages,
  { visibility, link, stays }: Sentences['shared'],
  writing: Writing,
): string =>
  [
    ...(visibility === 'private' && link !== null ? [] : [messages.format('replies.shared', { visibility })]),
    ...(link === null
      ? []
      : [messages.format('replies.shared.link', { until: writing.moment(new Date(link.until)) }), link.url]),
    ...staysLine(messages, stays),
  ].join('\n');

/** The question before a clip is published: who will see what. */
export const publishText = ({ format }: Messages, community: boolean): string =>
  [
    format('replies.ask-publish'),
    format(community ? 'replies.ask-publish.shows-community' : 'replies.ask-publish.shows'),
    format('replies.ask-publish.hides'),
  ].join('\n');

/** What an operator removed. */
export const tookDownText = (
  messages: Messages,
  { effect, clips, notified, stays }: Sentences['took_down'],
): string => {
  const key = notified ? 'replies.took-down' : 'replies.took-down.untold';
  const removed = messages.format(key, { effect: effectName(messages, effect), clips });
  return [removed, ...staysLine(messages, stays)].join('\n');
};

/** The name of a clip in a comparison. */
const nameOf = (messages: Messages, { number, effect, model, seed }: Compared): string => {
  const parts = [effect === null ? null : effectName(messages, effect), model].filter(
    (part) => part !== null,
  );
  const name = parts.length === 0 ? messages.format('card.seed', { seed: String(seed) }) : parts.join(' · ');
  return `${number} ${name}`;
};

export const votedText = (messages: Messages, { chosen, results }: Sentences['voted']): string =>
  messages.format('replies.voted', {
    name: nameOf(messages, chosen),
    results: results
      .map((one) =>
        messages.format('replies.voted.result', { name: nameOf(messages, one), votes: one.votes }),
      )
      .join('\n'),
  });
