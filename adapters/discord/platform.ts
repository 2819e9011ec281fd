import type { Delivered, Platform } from '../../src/core/platform.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import type { Workspace } from '../../src/core/storage.ts';
import { type Place, placeOf } from './address.ts';
import { cardText, clipText, replyText } from './card.ts';
import { type Outgoing, textOnly } from './outgoing.ts';
import { Closed, type Post } from './post.ts';
import type { Speech } from './words.ts';

export type Desk = {
  readonly post: Post;
  speech(locale: string): Speech;
  /** A folder for work in progress. */
  workspace(): Promise<Workspace>;
  /** The clip, or a copy of it in a folder, of no more than so many bytes; null when only an unwatchable one would be. */
  fit(clip: ClipFile, bytes: number, folder: string): Promise<string | null>;
  /** An address where the clip can be watched, or null when we have none. */
  link(clip: ClipFile): string | null;
};

type Way = readonly [Delivered, (message: Outgoing) => Promise<void>];

// What everybody may upload anywhere; more is only known of the place where the asker stands.
const commonLimit = 10 * 2 ** 20;

const open = async (way: Way, message: Outgoing): Promise<boolean> => {
  try {
    await way[1](message);
    return true;
  } catch (error) {
    if (error instanceof Closed) return false;
    throw error;
  }
};

/** The ways an answer may go, best first. What is private never goes into a channel that others read. */
const waysFor = (desk: Desk, there: Place, reply: Reply, key: string, speech: Speech): readonly Way[] => {
  const edit: Way = ['edited', (message) => desk.post.edit(there, message, speech)];
  const post: Way = ['posted', (message) => desk.post.post(there.channel, message, speech, key)];
  const direct: Way = ['direct', (message) => desk.post.direct(there.user, message, speech, key)];
  if (there.ephemeral) return [edit, direct];
  if (reply.ephemeral && !there.direct) return [direct];
  return there.present ? [post, edit, direct] : [edit, direct];
};

const uploadsFor = async (
  desk: Desk,
  there: Place,
  reply: Reply,
  speech: Speech,
  limit: number,
  folder: string,
) => {
  const links: string[] = [];
  const uploads = [];
  for (const [index, entry] of reply.clips.entries()) {
    const path = await desk.fit(entry, limit, folder);
    const link = path === null ? desk.link(entry) : null;
    if (path !== null)
      uploads.push({
        path,
        name: `photoplay-${entry.clip.recipe.order.effect}-${index + 1}.mp4`,
        description: clipText(speech, entry).slice(0, 1_000),
        spoiler: there.spoiler,
      });
    else if (link !== null) links.push(link);
  }
  return { uploads, links };
};

/** Delivers over REST alone: a worker without a gateway can do it, and doing it again changes nothing. */
export const discordPlatform = (desk: Desk): Platform => ({
  name: 'discord',
  deliver: async (address, reply, key) => {
    const there = placeOf(address);
    const speech = desk.speech(there.locale);
    const limit = there.present && !there.ephemeral ? Math.min(there.limit, commonLimit) : there.limit;
    await using workspace = await desk.workspace();
    const { uploads, links } = await uploadsFor(
      desk,
      there,
      reply,
      speech,
      Math.min(limit, 100 * 2 ** 20),
      workspace.folder,
    );
    const mention = there.ephemeral || there.direct ? '' : `<@${there.user}> `;
    const content = `${mention}${[replyText(speech, reply), ...links].join('\n')}`;
    const message = { content, actions: reply.actions, uploads, mentions: there.user };
    for (const way of waysFor(desk, there, reply, key, speech)) {
      if (!(await open(way, message))) continue;
      // The result is a message of its own: the card has done its work.
      if (way[0] !== 'edited') await desk.post.removeCard(there).catch(() => {});
      return way[0];
    }
    return 'kept';
  },
  update: async (address, status) => {
    const there = placeOf(address);
    const speech = desk.speech(there.locale);
    const cancelled = status.outcome === 'cancelled';
    const message = cancelled
      ? textOnly(speech.replies.cancelled({ wasRunning: 0 }))
      : textOnly(cardText(speech, status), [{ command: 'cancel', id: status.id }]);
    await open(['edited', (text) => desk.post.edit(there, text, speech)], message);
  },
});
