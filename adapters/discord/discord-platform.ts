import type { JobStatus } from '../../src/core/job.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Messages } from '../../src/text/messages.ts';
import { fenced } from '../chat/fenced.ts';
import { Closed } from '../chat/ways.ts';
import { cardText, replyText } from './discord-card.ts';
import { deliver } from './discord-deliver.ts';
import type { DiscordDeps } from './discord-deps.ts';
import { Gone } from './discord-send.ts';
import { addressOf, cardUntil, outlives, type Place, placeOf } from './discord-target.ts';
import { type Outgoing, textOnly } from './outgoing.ts';

const show = (clips: readonly string[]) => clips.slice(0, 5).map((id) => ({ command: 'clip', id }));

/** What a card says: how its job stands, that it says no more, or where its clips are. */
const cardFor = (messages: Messages, status: JobStatus): Outgoing => {
  const { clips, id, lastWords, outcome, state } = status;
  if (outcome === 'cancelled') return textOnly(messages.format('replies.cancelled'));
  if (state === 'done') return textOnly(messages.format('card.kept'), show(clips));
  const text = lastWords
    ? cardText(messages, { ...status, place: null, fraction: 0, readyAt: null })
    : cardText(messages, status);
  const words = lastWords ? [text, messages.format('card.last-words')] : [text];
  return textOnly(words.join('\n'), [{ command: 'cancel', id }]);
};

/** Brings the card up to date; false when somebody has deleted it. */
const changeCard = async (
  deps: DiscordDeps,
  there: Place,
  message: Outgoing,
  messages: Messages,
): Promise<boolean> => {
  let gone = false;
  for (const change of [deps.post.edit, deps.post.editPosted]) {
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
  deps: DiscordDeps,
  there: Place,
  message: Outgoing,
  messages: Messages,
): Promise<string | null> => {
  if (there.card === null || there.ephemeral || !there.present) return null;
  try {
    // One for each that was deleted, however often and by whomever this is tried.
    return await deps.post.post(there.channel, message, messages, `card-${there.card}`);
  } catch (error) {
    if (error instanceof Closed) return null;
    throw error;
  }
};

/** After an answer that nothing could bring, its card says where it is, if that can still be changed. */
const tellKept = (deps: DiscordDeps, there: Place, reply: Reply): Promise<boolean> => {
  const messages = deps.messages(there.locale);
  const clips = reply.clips.map(({ clip }) => clip.id);
  const message =
    clips.length > 0
      ? textOnly(messages.format('card.kept'), show(clips))
      : textOnly(replyText(messages, reply), reply.actions);
  return changeCard(deps, there, message, messages);
};

/** Delivers over REST alone: a worker without a gateway can do it, and doing it again changes nothing. */
export const discordPlatform = (deps: DiscordDeps): Platform => ({
  name: 'discord',
  deliver: async (address, reply, delivery) => {
    const there = placeOf(address);
    const delivered = await deliver({ deps, there, reply, delivery });
    if (delivered === 'edited') return delivered;
    // The result is a message of its own: the card has done its work.
    const after = () =>
      delivered === 'kept' ? tellKept(deps, there, reply) : deps.post.removeCard(there).then(() => true);
    await fenced(delivery, after).catch(() => {});
    return delivered;
  },
  update: async (address, status, fence, move) => {
    const there = placeOf(address);
    // What is said last must not be said over.
    if (status.outcome === null && !status.lastWords && !outlives(there, Date.now())) return;
    const messages = deps.messages(there.locale);
    const message = cardFor(messages, status);
    await fenced(fence, async () => {
      if ((await changeCard(deps, there, message, messages)) || status.outcome !== null) return;
      const card = await postAnew(deps, there, message, messages);
      if (card === null) return;
      const moved = { ...there, card, posted: true };
      // What has ended meanwhile needs no card.
      if (!(await move(addressOf(moved)))) await deps.post.removeCard(moved);
    });
  },
  cardUntil: (address) => cardUntil(placeOf(address)),
});
