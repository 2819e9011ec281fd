import type { Delivered, Platform } from '../../src/core/platform.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Messages } from '../../src/text/messages.ts';
import { addressOf, type Place, placeOf } from './address.ts';
import { cardText } from './card.ts';
import { type Desk, messageFor } from './desk.ts';
import { covered, type Outgoing, textOnly } from './outgoing.ts';
import { Closed, Gone, TooLarge } from './post.ts';

type Way = readonly [Delivered, (message: Outgoing) => Promise<unknown>];

const mebibyte = 2 ** 20;
// What everybody may upload anywhere; more is only known of the place where the asker stands.
const commonLimit = 10 * mebibyte;
// Larger requests were seen refused whatever had been announced.
const largest = 100 * mebibyte;

/** Sizes to try, largest first: what was announced is not always what is taken. */
const limitsFor = (there: Place): readonly number[] => {
  const own = there.present && !there.ephemeral ? commonLimit : largest;
  const first = Math.min(there.limit, own);
  return [first, ...[commonLimit, 0.8 * commonLimit, 0.5 * commonLimit].filter((limit) => limit < first)];
};

/** Takes the first way that is open; null when none is. */
const takeWay = async (ways: readonly Way[], message: Outgoing): Promise<Delivered | null> => {
  for (const [delivered, go] of ways) {
    try {
      await go(message);
      return delivered;
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
    }
  }
  return null;
};

/** The ways an answer may go, best first. What is private never goes into a channel that others read. */
const waysFor = (desk: Desk, there: Place, reply: Reply, key: string, messages: Messages): readonly Way[] => {
  const edit: Way = ['edited', (message) => desk.post.edit(there, message, messages)];
  const post: Way = ['posted', (message) => desk.post.post(there.channel, message, messages, key)];
  const direct: Way = [
    'direct',
    (message) => desk.post.direct(there.user, there.adult ? covered(message) : message, messages, key),
  ];
  if (there.ephemeral) return [edit, direct];
  if (reply.ephemeral && !there.direct) return [direct];
  return there.present ? [post, edit, direct] : [edit, direct];
};

const deliver = async (desk: Desk, there: Place, reply: Reply, key: string): Promise<Delivered> => {
  const messages = desk.messages(there.locale);
  const ways = waysFor(desk, there, reply, key, messages);
  const mention = there.ephemeral || there.direct ? '' : `<@${there.user}> `;
  for (const limit of limitsFor(there)) {
    await using workspace = await desk.workspace();
    const message = await messageFor(desk, there, reply, limit, workspace.folder);
    const told = { ...message, content: `${mention}${message.content}`, mentions: there.user };
    try {
      return (await takeWay(ways, told)) ?? 'kept';
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
    }
  }
  return 'kept';
};

/** Brings the card up to date; false when somebody has deleted it. */
const changeCard = async (
  desk: Desk,
  there: Place,
  message: Outgoing,
  messages: Messages,
): Promise<boolean> => {
  let gone = false;
  for (const change of [desk.post.edit, desk.post.editPosted]) {
    try {
      await change(there, message, messages);
      return true;
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
      gone = error instanceof Gone;
    }
  }
  return !gone;
};

/** The card once more, for all to see as the first was; null where the bot may not write. */
const postAnew = async (
  desk: Desk,
  there: Place,
  message: Outgoing,
  messages: Messages,
): Promise<string | null> => {
  if (there.card === null || there.ephemeral || !there.present) return null;
  try {
    // One for each that was deleted, however often and by whomever this is tried.
    return await desk.post.post(there.channel, message, messages, `card-${there.card}`);
  } catch (error) {
    if (error instanceof Closed) return null;
    throw error;
  }
};

/** Delivers over REST alone: a worker without a gateway can do it, and doing it again changes nothing. */
export const discordPlatform = (desk: Desk): Platform => ({
  name: 'discord',
  deliver: async (address, reply, key) => {
    const there = placeOf(address);
    const delivered = await deliver(desk, there, reply, key);
    // The result is a message of its own: the card has done its work.
    if (delivered === 'posted' || delivered === 'direct') await desk.post.removeCard(there).catch(() => {});
    return delivered;
  },
  update: async (address, status, move) => {
    const there = placeOf(address);
    const messages = desk.messages(there.locale);
    const cancelled = status.outcome === 'cancelled';
    const message = cancelled
      ? textOnly(messages.format('replies.cancelled'))
      : textOnly(cardText(messages, status), [{ command: 'cancel', id: status.id }]);
    if ((await changeCard(desk, there, message, messages)) || status.outcome !== null) return;
    const card = await postAnew(desk, there, message, messages);
    if (card === null) return;
    const moved = { ...there, card, posted: true };
    // What has ended meanwhile needs no card.
    if (!(await move(addressOf(moved)))) await desk.post.removeCard(moved);
  },
});
