import type { Sentences } from '../core/text.ts';
import type { Messages } from './messages.ts';
import type { Writing } from './writing.ts';

/** Who may see a clip now. */
export const sharedText = (
  { format }: Messages,
  { visibility, link, stays }: Sentences['shared'],
  writing: Writing,
): string =>
  [
    format('replies.shared', { visibility }),
    ...(link === null
      ? []
      : [format('replies.shared.link', { until: writing.moment(new Date(link.until)) }), link.url]),
    ...(stays === 0 ? [] : [format('replies.shared.stays', { stays })]),
  ].join('\n');

/** The question before a clip is published: who will see what. */
export const publishText = ({ format }: Messages, community: boolean): string =>
  [
    format('replies.publish-asked'),
    format(community ? 'replies.publish-asked.shows-community' : 'replies.publish-asked.shows'),
    format('replies.publish-asked.hides'),
  ].join('\n');
