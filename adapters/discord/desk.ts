import { isCovered } from '../../src/core/cover.ts';
import type { MarkedFile } from '../../src/core/provenance.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import type { Workspace } from '../../src/core/storage.ts';
import type { Messages } from '../../src/text/messages.ts';
import type { Place } from './address.ts';
import { clipText, replyText } from './card.ts';
import type { Tally } from './figures.ts';
import type { Outgoing, Upload } from './outgoing.ts';
import type { Post } from './post.ts';

/** What sending an answer needs. */
export type Desk = {
  readonly post: Post;
  readonly tally: Tally;
  messages(locale: string): Messages;
  /** A folder for work in progress. */
  workspace(): Promise<Workspace>;
  /** The clip, or a copy of it in a folder, of no more than so many bytes; null when only an unwatchable one would be. */
  fit(clip: ClipFile, bytes: number, folder: string): Promise<MarkedFile | null>;
  /** An address where the clip can be watched, or null when we have none. */
  link(clip: ClipFile): string | null;
};

// All files of a message together, with room for its words.
const requestLimit = 24 * 2 ** 20;
const longestDescription = 1_000;

const uploadOf = (
  messages: Messages,
  there: Place,
  entry: ClipFile,
  path: MarkedFile,
  number: number,
): Upload => ({
  path,
  name: `photoplay-${entry.clip.recipe.order.effect}-${number}.mp4`,
  description: clipText(messages, entry).slice(0, longestDescription),
  spoiler: isCovered(entry.clip, there),
});

/** A reply as a message with its clips, each of no more than `limit` bytes; copies are made in `folder`. */
export const messageFor = async (
  desk: Desk,
  there: Place,
  reply: Reply,
  limit: number,
  folder: string,
): Promise<Outgoing> => {
  const messages = desk.messages(there.locale);
  // A list of clips names them; only what was made or asked for is shown.
  const shown = reply.text.key === 'clips' ? [] : reply.clips;
  const each = shown.length > 1 ? Math.min(limit, requestLimit / shown.length) : limit;
  const uploads: Upload[] = [];
  const links: string[] = [];
  for (const [index, entry] of shown.entries()) {
    const path = each === 0 ? null : await desk.fit(entry, each, folder);
    if (path !== null) uploads.push(uploadOf(messages, there, entry, path, index + 1));
    else links.push(desk.link(entry) ?? messages.format('card.too-large'));
  }
  const content = [replyText(messages, reply), ...new Set(links)].join('\n');
  return { content, actions: reply.actions, uploads, mentions: null };
};
