import { orderNeedsSpoiler } from '../../src/core/clip.ts';
import type { Delivered, Platform, SentParts } from '../../src/core/platform.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Messages } from '../../src/text/messages.ts';
import { cardContent, openPictured, previewOn, type Said, undeliveredContent } from '../chat/card-content.ts';
import { Closed, fenced, unlessClosed } from '../chat/delivery-steps.ts';
import { deliverOnDiscord } from './discord-deliver.ts';
import { type DiscordDeps, Gone } from './discord-send.ts';
import { cardUntil, type DiscordTarget, outlives, targetOf, toTarget } from './discord-target.ts';
import { cardText, replyText } from './discord-text.ts';
import { type Outgoing, textOnly } from './outgoing.ts';

const outgoing = ({ text, actions }: Said): Outgoing => textOnly(text, actions);

/** Updates the card. Returns false when somebody has deleted it. */
const changeCard = async (
  deps: DiscordDeps,
  target: DiscordTarget,
  message: Outgoing,
  messages: Messages,
): Promise<boolean> => {
  let gone = false;
  for (const change of [deps.sender.edit, deps.sender.editPosted]) {
    try {
      await change(target, message, messages);
      return true;
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
      gone = error instanceof Gone;
    }
  }
  return !gone;
};

/** Posts the card again, visible to everyone like the first one. Returns null when the bot can't post there. */
const postAnew = async (
  deps: DiscordDeps,
  target: DiscordTarget,
  message: Outgoing,
  messages: Messages,
): Promise<string | null> => {
  if (target.card === null || target.ephemeral || !target.present) return null;
  // One new card per deleted card, no matter how often or in which process this is tried.
  const key = `card-${target.card}`;
  return unlessClosed(deps.sender.post(target.channel, message, messages, key), null);
};

/** Says on the card where to find an answer that couldn't be delivered, if the card can still be edited. */
const tellUndeliveredOnCard = async (
  deps: DiscordDeps,
  target: DiscordTarget,
  reply: Reply,
): Promise<void> => {
  const messages = deps.messages(target.locale);
  const content = undeliveredContent(messages, reply, (undelivered) => replyText(messages, undelivered));
  await changeCard(deps, target, { ...outgoing(content), clearsAttachments: true }, messages);
};

/** Returns 1 if the message remains, 0 if it's gone. */
const remainingAfter = async (erasing: Promise<void>): Promise<number> => {
  try {
    await erasing;
    return 0;
  } catch (error) {
    if (error instanceof Gone) return 0;
    if (error instanceof Closed) return 1;
    throw error;
  }
};

/**
 * Deletes an answer and its card. Returns how many messages with the answer remain. A separate card isn't counted: it shows
 * no clip, and where the bot can't reach it, it is usually gone already.
 */
const erase = async (
  { sender }: Pick<DiscordDeps, 'sender'>,
  target: DiscordTarget,
  delivered: Delivered | null,
  parts: SentParts,
): Promise<number> => {
  const { card, channel, ephemeral, user } = target;
  // Nobody else has seen an ephemeral card, and Discord removes it by itself.
  const left = card !== null && !ephemeral ? await remainingAfter(sender.removeCard(target)) : 0;
  const message = delivered === null ? null : (parts[delivered]?.message ?? null);
  if (message === null || ephemeral) return 0;
  const channelId = delivered === 'direct' ? await sender.directChannel(user) : channel;
  // Results of many clips have further messages.
  const others = Object.entries(parts).flatMap(([part, sent]) =>
    part.startsWith(`${delivered}-`) && sent.message !== null ? [sent.message] : [],
  );
  let remaining = message === card ? left : await remainingAfter(sender.erase(channelId, String(message)));
  for (const other of others) remaining += await remainingAfter(sender.erase(channelId, String(other)));
  return remaining;
};

/** Delivers over REST only, so a worker without a gateway can do it. Delivering again changes nothing. */
export const discordPlatform = (deps: DiscordDeps, pictured = openPictured()): Platform => ({
  name: 'discord',
  deliver: async (stored, reply, delivery) => {
    const target = targetOf(stored);
    const delivered = await deliverOnDiscord({ deps, target, reply, delivery });
    if (delivered === 'edited') return delivered;
    // The result is a separate message, so the card is no longer needed.
    const after = () =>
      delivered === 'kept' ? tellUndeliveredOnCard(deps, target, reply) : deps.sender.removeCard(target);
    // The result has arrived. A card that stays only looks untidy.
    await fenced(delivery, after).catch(() => {});
    return delivered;
  },
  update: async (stored, status, fence, move) => {
    const target = targetOf(stored);
    // What the card says last must not be overwritten.
    if (status.outcome === null && !status.finalUpdate && !outlives(target, Date.now())) return;
    const isPrivate = target.ephemeral || target.direct;
    // It turned out to be private after its card was shown.
    if (status.visibility === 'private' && !isPrivate && status.outcome === null) return;
    const messages = deps.messages(target.locale);
    const content = outgoing(cardContent(messages, status, (now) => cardText(messages, now)));
    const preview = previewOn(status, isPrivate);
    const shows = preview !== null && pictured.isNew(target.card ?? target.token);
    const message: Outgoing = {
      ...content,
      ...(shows && { preview: { jpeg: preview.jpeg, spoiler: orderNeedsSpoiler(preview, target) } }),
      ...(status.outcome !== null && { clearsAttachments: true }),
    };
    await fenced(fence, async () => {
      if ((await changeCard(deps, target, message, messages)) || status.outcome !== null) return;
      const card = await postAnew(deps, target, message, messages);
      if (card === null) return;
      const moved = { ...target, card, posted: true };
      // A job that has ended in the meantime needs no card.
      if (!(await move(toTarget(moved)))) await deps.sender.removeCard(moved);
    });
  },
  erase: (stored, delivered, parts) => erase(deps, targetOf(stored), delivered, parts),
  channelOf: (stored, nobodys) => {
    const target = targetOf(stored);
    if (!target.present || target.direct || !target.posts) return null;
    // Without the token, which belongs to the message whose button was pressed.
    const open = { ...target, token: '', card: null, posted: true, ephemeral: false, openly: true };
    return toTarget(nobodys ? { ...open, user: '' } : open);
  },
  cardUntil: (stored) => cardUntil(targetOf(stored)),
});
