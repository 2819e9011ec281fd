import type { Sentences } from '../core/text.ts';
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
    messages.format('replies.shared', { visibility }),
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
