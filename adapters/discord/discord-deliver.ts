import type { Delivered, Delivery } from '../../src/core/platform.ts';
import type { Reply } from '../../src/core/reply.ts';
import {
  Closed,
  type DeliveryStep,
  fenced,
  firstDelivered,
  sendPart,
  shrinking,
  TooLarge,
  unlessClosed,
} from '../chat/delivery-steps.ts';
import type { DiscordDeps } from './discord-send.ts';
import { commonLimit, type DiscordTarget, targetOf } from './discord-target.ts';
import { asSpoiler, inMessages, messageFor, type Outgoing } from './outgoing.ts';

const mebibyte = 2 ** 20;
// Discord was seen to refuse larger requests, whatever limit it had announced.
const largest = 100 * mebibyte;

const limitOf = (target: DiscordTarget): number =>
  Math.min(target.limit, target.present && !target.ephemeral ? commonLimit : largest);

/** How long Discord certainly recognizes a repeated nonce, in milliseconds. */
const nonceMilliseconds = 120_000;

type Sending = {
  readonly deps: DiscordDeps;
  readonly target: DiscordTarget;
  readonly reply: Reply;
  readonly delivery: Delivery;
};

/**
 * Builds a message with files that fit and sends it, with smaller files if it's refused as too large. `after` follows its
 * text.
 */
const sendFitted = (
  { deps, target, reply }: Sending,
  after: string,
  send: (message: Outgoing) => Promise<string>,
): Promise<string> =>
  shrinking(limitOf(target), async (limit) => {
    await using workspace = await deps.workspace();
    const nobody = target.ephemeral || target.direct || target.user === '';
    const mention = nobody ? '' : `<@${target.user}> `;
    const room = mention.length + after.length;
    const message = await messageFor(deps, target, reply, limit, workspace.folder, room);
    return await send({
      ...message,
      content: `${mention}${message.content}${after}`,
      mentions: nobody ? null : target.user,
    });
  });

const isLost = (error: unknown): boolean => error instanceof Closed || error instanceof TooLarge;

const sendRecorded = (
  sending: Sending,
  part: string,
  request: (message: Outgoing) => Promise<string>,
  after = '',
): Promise<void> =>
  sendPart(sending.delivery, part, isLost, (recorded) =>
    sendFitted(sending, after, (message) => recorded(() => request(message))),
  );

/** Finds the message an earlier attempt may have posted, once Discord may have forgotten its nonce; null if none. */
const earlier = async (sending: Sending, part: Delivered, channel: string): Promise<string | null> => {
  const { delivery, deps, reply, target } = sending;
  const { at = 0 } = (await delivery.startedParts())[part] ?? { at: Date.now() };
  if (Date.now() - at < nonceMilliseconds) return null;
  const ids = [...reply.clips.map(({ clip }) => clip.id), ...(reply.job === null ? [] : [reply.job.id])];
  return deps.sender.seek(channel, target, ids);
};

/** The message in this channel with the clip that the new one was made from; null if there is none. */
const earlierMessage = ({ madeFrom }: Reply, channel: string): string | null => {
  if (madeFrom?.message?.target.platform !== 'discord') return null;
  const { channel: there, ephemeral } = targetOf(madeFrom.message.target);
  return there === channel && !ephemeral ? String(madeFrom.message.id) : null;
};

/** A link to the clip that the new one was made from, for the same server; null if it can be replied to, or nobody could open it. */
const earlierLink = ({ madeFrom }: Reply, { channel, guild }: DiscordTarget): string | null => {
  if (madeFrom?.message?.target.platform !== 'discord' || guild === null || !madeFrom.message.shown)
    return null;
  const there = targetOf(madeFrom.message.target);
  if (there.guild !== guild || there.channel === channel || there.ephemeral) return null;
  return `https://discord.com/channels/${guild}/${there.channel}/${madeFrom.message.id}`;
};

const postPart = async (
  sending: Sending,
  part: Delivered,
  channel: string,
  spoiler: boolean,
): Promise<void> => {
  const { delivery, deps, target } = sending;
  const found = await earlier(sending, part, channel);
  if (found !== null) return delivery.arrived(part, found);
  const messages = deps.messages(target.locale);
  const answers = earlierMessage(sending.reply, channel);
  const url = part === 'posted' ? earlierLink(sending.reply, target) : null;
  const link = url === null ? '' : `\n-# ${messages.format('card.made-from', { url })}`;
  const post = (message: Outgoing): Promise<string> =>
    deps.sender.post(channel, spoiler ? asSpoiler(message) : message, messages, delivery.key, answers);
  await sendRecorded(sending, part, post, link);
};

/** The ways to deliver an answer, best first. A private answer never goes to a channel that others read. */
const waysFor = (sending: Sending): readonly DeliveryStep[] => {
  const { delivery, deps, reply, target } = sending;
  const edit: DeliveryStep = {
    by: 'edited',
    attempt: () =>
      sendRecorded(sending, 'edited', async (message) => {
        // Whatever the card showed of the clip goes.
        await deps.sender.edit(target, { ...message, clearsAttachments: true }, deps.messages(target.locale));
        return target.card ?? '@original';
      }),
  };
  const posted: DeliveryStep = {
    by: 'posted',
    attempt: () => postPart(sending, 'posted', target.channel, false),
  };
  const direct: DeliveryStep = {
    by: 'direct',
    attempt: async () => {
      const channel = await fenced(delivery, () => deps.sender.directChannel(target.user));
      await postPart(sending, 'direct', channel, target.adult);
    },
  };
  if (target.openly) return [posted];
  if (target.ephemeral) return [edit, direct];
  if (reply.ephemeral && !target.direct) return [direct];
  return target.present ? [posted, edit, direct] : [edit, direct];
};

/** Sends further clips of a result after its first message, each once. Those that can't be sent wait in `clips`. */
const sendMore = async (sending: Sending, by: Delivered, part: string): Promise<void> => {
  const { delivery, deps, target } = sending;
  if (part in (await delivery.startedParts())) return;
  const messages = deps.messages(target.locale);
  const key = `${delivery.key}${part.slice(by.length)}`;
  const channel =
    by === 'direct' ? await fenced(delivery, () => deps.sender.directChannel(target.user)) : target.channel;
  const sent = sendRecorded(sending, part, (message) =>
    by === 'edited'
      ? deps.sender.follow(target, message, messages)
      : deps.sender.post(
          channel,
          target.adult && by === 'direct' ? asSpoiler(message) : message,
          messages,
          key,
        ),
  );
  await unlessClosed(sent, undefined);
};

/** Delivers by the best open way. What an earlier attempt delivered, or may have, isn't delivered another way. */
export const deliverOnDiscord = async (whole: Sending): Promise<Delivered> => {
  // Tips are for the owner only, who has read them.
  const [first, ...others] = inMessages({ ...whole.reply, advice: [] });
  const sending = { ...whole, reply: first };
  const by = await deliverFirst(sending);
  if (by === 'kept') return by;
  for (const [index, reply] of others.entries())
    await sendMore({ ...sending, reply }, by, `${by}-${index + 2}`);
  return by;
};

const deliverFirst = async (sending: Sending): Promise<Delivered> => {
  const ways = waysFor(sending);
  const begun = await sending.delivery.startedParts();
  const arrived = ways.find(({ by }) => (begun[by]?.message ?? null) !== null);
  if (arrived !== undefined) return arrived.by;
  const before = ways.filter(({ by }) => by in begun);
  const others = ways.filter(({ by }) => !(by in begun));
  return (await firstDelivered([...before, ...others])) ?? 'kept';
};
