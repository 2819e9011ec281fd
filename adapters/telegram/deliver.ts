import { z } from 'zod';
import type { Delivered } from '../../src/core/platform.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import { aside, type Place } from './address.ts';
import { replyText } from './card.ts';
import type { Desk } from './desk.ts';
import { postClip } from './film.ts';
import { actionRows } from './keyboard.ts';
import type { Content, Mark } from './post.ts';
import { Closed, Unsure } from './send.ts';

/** Parts of an answer that were begun, by clip; `message` once Telegram said that it is there. */
const memo = z.record(z.string(), z.object({ message: z.number().nullable() }));
type Memo = z.infer<typeof memo>;

/** Calls the asker by a mark on the first sign, where the answered message is somebody else's. */
const calling = (there: Place): readonly Mark[] =>
  there.mention
    ? [
        {
          type: 'text_mention',
          offset: 0,
          length: 1,
          user: { id: there.user, is_bot: false, first_name: '?' },
        },
      ]
    : [];

const captionOf = (desk: Desk, there: Place, reply: Reply, entry: ClipFile): Content => {
  const messages = desk.messages(there.locale);
  const first = entry === reply.clips[0];
  const said = first
    ? reply
    : { ...reply, text: { key: 'clip', values: { effect: '' } } as const, advice: [] };
  const text = replyText(messages, { ...said, clips: [entry] }, there.locale, 'caption');
  return { text, marks: calling(there), rows: actionRows(first ? reply.actions : [], messages) };
};

/** What one try at a delivery came to. */
type Tried = { readonly unsure: readonly ClipFile[]; readonly closed: boolean };

/**
 * Posts every clip that was not begun before. Each is written down before and after, so that what may have arrived is
 * never sent again.
 */
const postAll = async (desk: Desk, there: Place, reply: Reply, key: string): Promise<Tried> => {
  const begun: Memo = memo.catch({}).parse(await desk.memo.read(key));
  const unsure: ClipFile[] = [];
  for (const entry of reply.clips) {
    const { id } = entry.clip;
    const before = begun[id];
    if (before !== undefined) {
      if (before.message === null) unsure.push(entry);
      continue;
    }
    await desk.memo.write(key, { ...begun, [id]: { message: null } });
    try {
      const message = await postClip(desk, there, entry, captionOf(desk, there, reply, entry));
      begun[id] = { message };
    } catch (error) {
      if (error instanceof Unsure) {
        begun[id] = { message: null };
        unsure.push(entry);
      } else {
        // It certainly did not arrive, so that it may be tried again.
        await desk.memo.write(key, begun);
        if (error instanceof Closed) return { unsure, closed: true };
        throw error;
      }
    }
    await desk.memo.write(key, begun);
  }
  return { unsure, closed: false };
};

/** Whether something could be written: false where the way is closed. */
export const open = (writing: Promise<unknown>): Promise<boolean> =>
  writing.then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof Closed)) throw error;
      return false;
    },
  );

/** Says that nobody can tell, and how to have it all the same. */
const tellUnsure = async (
  desk: Desk,
  there: Place,
  way: Place,
  unsure: readonly ClipFile[],
): Promise<void> => {
  const messages = desk.messages(there.locale);
  const actions = unsure.map(({ clip }) => ({ command: 'clip', id: clip.id }));
  const content: Content = { text: messages.format('chat.unsure'), rows: actionRows(actions, messages) };
  const own = there.card !== null && !there.several && way === there;
  const shown = own && (await open(desk.cards.show(there, content, true)));
  // Should this be lost as well, the clip is in the list of clips.
  if (!shown) await desk.post.write(way, content).catch(() => {});
};

/** Tells in words how a job ended, on its card where it has one of its own. */
const tellWords = async (
  desk: Desk,
  there: Place,
  way: Place,
  reply: Reply,
  key: string,
): Promise<boolean> => {
  const messages = desk.messages(there.locale);
  const content: Content = {
    text: replyText(messages, reply, there.locale),
    rows: actionRows(reply.actions, messages),
  };
  if (there.card !== null && !there.several && way === there)
    return open(desk.cards.show(there, content, true));
  if ((await desk.memo.read(key)) !== null) return true;
  await desk.memo.write(key, { words: { message: null } });
  const told = await open(
    desk.post.write(way, content).catch((error: unknown) => {
      // Words that may have arrived are not said twice.
      if (!(error instanceof Unsure)) throw error;
    }),
  );
  if (!told) await desk.memo.write(key, null);
  return told;
};

/** Brings an answer the best way that is open. Never throws for what may have arrived. */
export const deliver = async (desk: Desk, there: Place, reply: Reply, key: string): Promise<Delivered> => {
  // What is private never goes where others read.
  const alone = there.group ? aside(there) : null;
  const ways = [...(there.group && reply.ephemeral ? [] : [there]), ...(alone === null ? [] : [alone])];
  for (const way of ways) {
    const by = way.group ? 'posted' : 'direct';
    if (reply.clips.length === 0) {
      if (await tellWords(desk, there, way, reply, key)) return 'edited';
      continue;
    }
    const { unsure, closed } = await postAll(desk, way, reply, key);
    if (closed) continue;
    if (unsure.length === 0) return by;
    await tellUnsure(desk, there, way, unsure);
    return 'edited';
  }
  return 'kept';
};
