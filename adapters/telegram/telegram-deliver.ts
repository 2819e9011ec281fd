import type { Delivered, Delivery } from '../../src/core/platform.ts';
import { type ClipFile, numberedTakes, type Reply } from '../../src/core/reply.ts';
import { undeliveredContent } from '../chat/card-content.ts';
import { Closed, fenced, sendPart, succeeds, Unsure } from '../chat/delivery-steps.ts';
import { actionRows } from './keyboard.ts';
import { called, type MessageContent } from './message-content.ts';
import { once } from './telegram-ask.ts';
import { clipText, replyText } from './telegram-card.ts';
import type { TelegramDeps } from './telegram-deps.ts';
import { privateTarget, type TelegramTarget } from './telegram-target.ts';
import { albumsOf, fewClips, postAlbum, postClip } from './telegram-video.ts';

const captionOf = async (
  deps: TelegramDeps,
  target: TelegramTarget,
  reply: Reply,
  entry: ClipFile,
): Promise<MessageContent> => {
  const messages = deps.messages(target.locale);
  const first = entry === reply.clips[0];
  // Where others read, the card has told its owner the tips.
  const said = first
    ? { ...reply, advice: target.group ? [] : reply.advice }
    : {
        ...reply,
        text: { key: 'clip', values: { effect: entry.clip.recipe.order.effect } } as const,
        advice: [],
      };
  const text = replyText(messages, { ...said, clips: [entry] }, target.locale);
  const rows = actionRows(first ? reply.actions : [], messages);
  // Called by name when the replied-to message is another user's.
  const name = target.mention ? await deps.sender.nameOf(target.chat, target.user) : null;
  return name === null ? { text, rows } : { ...called(name, target.user, text), rows };
};

/** The result of one delivery attempt. */
type Tried = { readonly unsure: readonly ClipFile[]; readonly closed: boolean };

type Sending = {
  readonly deps: TelegramDeps;
  readonly target: TelegramTarget;
  readonly reply: Reply;
  readonly delivery: Delivery;
};

// Any error other than `Unsure` means that nothing was delivered.
const isLost = (error: unknown): boolean => !(error instanceof Unsure);

/** Posts clips as albums of up to ten, each once, then says what they are with the buttons about them. */
const postAlbums = async (sending: Sending, way: TelegramTarget): Promise<Tried> => {
  const { delivery, deps, target } = sending;
  const reply = numberedTakes(sending.reply);
  const begun = await delivery.startedParts();
  const unsure = reply.clips.filter(({ clip }) => begun[clip.id]?.message === null);
  const left = reply.clips.filter(({ clip }) => begun[clip.id] === undefined);
  const messages = deps.messages(target.locale);
  for (const some of albumsOf(left)) {
    const ids = some.map(({ clip }) => clip.id);
    const each = async (write: (id: string, index: number) => Promise<void>): Promise<void> => {
      for (const [index, id] of ids.entries()) await write(id, index);
    };
    const fence = { signal: delivery.signal, check: () => each((id) => delivery.begin(id)) };
    const albums = some.map((entry) => ({ entry, caption: { text: clipText(messages, entry), rows: [] } }));
    try {
      const sent =
        some.length === 1 ? null : await postAlbum(deps, way, albums, (request) => fenced(fence, request));
      if (sent === null) {
        // An album has no place for a single clip, nor for a link to one that is too large.
        const text = { key: 'clip', values: { effect: '' } } as const;
        const alone = await postAll({ ...sending, reply: { ...reply, text, clips: some, actions: [] } }, way);
        if (alone.closed) return { unsure, closed: true };
        unsure.push(...alone.unsure);
        continue;
      }
      await each((id, index) => delivery.arrived(id, way.group ? String(sent[index]) : (sent[index] ?? 0)));
    } catch (error) {
      if (isLost(error)) await each((id) => delivery.failed(id));
      if (error instanceof Closed) return { unsure, closed: true };
      if (!(error instanceof Unsure)) throw error;
      unsure.push(...some);
    }
  }
  const said = {
    text: replyText(messages, { ...reply, clips: [] }, target.locale),
    rows: actionRows(reply.actions, messages),
  };
  await say(sending, { ...way, card: null }, 'album', said);
  return { unsure, closed: false };
};

/** Posts every clip that wasn't started in an earlier attempt. */
const postAll = async (sending: Sending, way: TelegramTarget): Promise<Tried> => {
  const { delivery, deps, reply } = sending;
  const begun = await delivery.startedParts();
  const unsure: ClipFile[] = [];
  for (const entry of reply.clips) {
    const { id } = entry.clip;
    const before = begun[id];
    if (before !== undefined) {
      if (before.message === null) unsure.push(entry);
      continue;
    }
    try {
      const caption = await captionOf(deps, way, reply, entry);
      await sendPart(delivery, id, isLost, async (recorded) => {
        const message = await postClip(deps, way, entry, caption, recorded);
        // As text: a group's messages, which can be told from those in the private chat by that.
        return way.group ? String(message) : message;
      });
    } catch (error) {
      if (error instanceof Closed) return { unsure, closed: true };
      if (!(error instanceof Unsure)) throw error;
      unsure.push(entry);
    }
  }
  return { unsure, closed: false };
};

/** Sends a text once: on the job's own card, or else as a new message. False if the target is closed. */
const say = async (
  sending: Sending,
  way: TelegramTarget,
  part: string,
  content: MessageContent,
): Promise<boolean> => {
  const { delivery, deps, target } = sending;
  const own = target.card !== null && !target.several && way === target;
  if (own && (await succeeds(deps.cards.show(target, content, true)))) return true;
  if (part in (await delivery.startedParts())) return true;
  return succeeds(
    sendPart(delivery, part, isLost, (recorded) => recorded(() => deps.sender.write(way, content))).catch(
      (error: unknown) => {
        // Text that may have been delivered isn't sent twice.
        if (!(error instanceof Unsure)) throw error;
      },
    ),
  );
};

/** Reports that the delivery of some clips is uncertain, with buttons to get them. */
const tellUnsure = async (
  sending: Sending,
  way: TelegramTarget,
  unsure: readonly ClipFile[],
): Promise<void> => {
  const { deps, target } = sending;
  const messages = deps.messages(target.locale);
  const actions = unsure.map(({ clip }) => ({ command: 'clip', id: clip.id, argument: once }));
  await say(sending, way, 'unsure', {
    text: messages.format('chat.unconfirmed'),
    rows: actionRows(actions, messages),
  });
};

/** Reports the outcome of a job as text. */
const tellWords = (sending: Sending, way: TelegramTarget): Promise<boolean> => {
  const { deps, reply, target } = sending;
  const messages = deps.messages(target.locale);
  const rows = actionRows(reply.actions, messages);
  return say(sending, way, 'words', { text: replyText(messages, reply, target.locale), rows });
};

const sendResult = async (sending: Sending): Promise<Delivered> => {
  const { deps, reply, target } = sending;
  // Private replies never go to a group.
  const privateChat = target.group && !target.openly ? privateTarget(target) : null;
  const ways = [
    ...(target.group && reply.ephemeral ? [] : [target]),
    ...(privateChat === null ? [] : [privateChat]),
  ];
  for (const way of ways) {
    if (reply.clips.length === 0) {
      if (await tellWords(sending, way)) return 'edited';
      continue;
    }
    const many = reply.clips.length > fewClips && !way.gif;
    const { unsure, closed } = await (many ? postAlbums : postAll)(sending, way);
    if (closed) continue;
    if (unsure.length === 0) return way.group ? 'posted' : 'direct';
    await tellUnsure(sending, way, unsure);
    return 'edited';
  }
  if (target.card !== null && !target.several && reply.clips.length > 0) {
    const messages = deps.messages(target.locale);
    const { text, actions } = undeliveredContent(messages, reply, (undelivered) =>
      replyText(messages, undelivered, target.locale),
    );
    await succeeds(deps.cards.show(target, { text, rows: actionRows(actions, messages) }, true));
  }
  return 'kept';
};

/** Delivers a reply to the best available target. Never throws for content that may have been delivered. */
export const deliverOnTelegram = (
  deps: TelegramDeps,
  target: TelegramTarget,
  reply: Reply,
  delivery: Delivery,
): Promise<Delivered> => fenced(delivery, () => sendResult({ deps, target, reply, delivery }));
