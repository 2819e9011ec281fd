import type { Delivered, Delivery } from '../../src/core/platform.ts';
import type { Reply } from '../../src/core/reply.ts';
import { fenced } from '../chat/fenced.ts';
import { Closed, type DeliveryStep, firstDelivered, sendPart, shrinking, TooLarge } from '../chat/ways.ts';
import type { DiscordDeps } from './discord-deps.ts';
import { commonLimit, type DiscordTarget } from './discord-target.ts';
import { covered, messageFor, type Outgoing } from './outgoing.ts';

const mebibyte = 2 ** 20;
// Larger requests were seen refused whatever had been announced.
const largest = 100 * mebibyte;

const limitOf = (target: DiscordTarget): number =>
  Math.min(target.limit, target.present && !target.ephemeral ? commonLimit : largest);

/** How long Discord certainly knows a nonce again, in milliseconds. */
const nonceMilliseconds = 120_000;

type Sending = {
  readonly deps: DiscordDeps;
  readonly target: DiscordTarget;
  readonly reply: Reply;
  readonly delivery: Delivery;
};

/** Makes a message with files that fit and sends it, smaller where it is refused as too large. */
const sendFitted = (
  { deps, target, reply }: Sending,
  send: (message: Outgoing) => Promise<string>,
): Promise<string> =>
  shrinking(limitOf(target), async (limit) => {
    await using workspace = await deps.workspace();
    const message = await messageFor(deps, target, reply, limit, workspace.folder);
    const mention = target.ephemeral || target.direct ? '' : `<@${target.user}> `;
    return await send({ ...message, content: `${mention}${message.content}`, mentions: target.user });
  });

const isLost = (error: unknown): boolean => error instanceof Closed || error instanceof TooLarge;

const send = (
  sending: Sending,
  part: Delivered,
  request: (message: Outgoing) => Promise<string>,
): Promise<void> =>
  sendPart(sending.delivery, part, isLost, (around) =>
    sendFitted(sending, (message) => around(() => request(message))),
  );

/** The message that an earlier try may have posted, after Discord has forgotten its nonce; null where none is found. */
const earlier = async (sending: Sending, part: Delivered, channel: string): Promise<string | null> => {
  const { delivery, deps, reply, target } = sending;
  const { at = 0 } = (await delivery.begun())[part] ?? { at: Date.now() };
  if (Date.now() - at < nonceMilliseconds) return null;
  const ids = [...reply.clips.map(({ clip }) => clip.id), ...(reply.job === null ? [] : [reply.job.id])];
  return deps.sender.seek(channel, target, ids);
};

const postPart = async (
  sending: Sending,
  part: Delivered,
  channel: string,
  cover: boolean,
): Promise<void> => {
  const { delivery, deps, target } = sending;
  const found = await earlier(sending, part, channel);
  if (found !== null) return delivery.arrived(part, found);
  const messages = deps.messages(target.locale);
  await send(sending, part, (message) =>
    deps.sender.post(channel, cover ? covered(message) : message, messages, delivery.key),
  );
};

/** The ways an answer may go, best first. What is private never goes into a channel that others read. */
const waysFor = (sending: Sending): readonly DeliveryStep[] => {
  const { delivery, deps, reply, target } = sending;
  const edit: DeliveryStep = {
    by: 'edited',
    send: () =>
      send(sending, 'edited', async (message) => {
        await deps.sender.edit(target, message, deps.messages(target.locale));
        return target.card ?? '@original';
      }),
  };
  const posted: DeliveryStep = {
    by: 'posted',
    send: () => postPart(sending, 'posted', target.channel, false),
  };
  const direct: DeliveryStep = {
    by: 'direct',
    send: async () => {
      const channel = await fenced(delivery, () => deps.sender.directChannel(target.user));
      await postPart(sending, 'direct', channel, target.adult);
    },
  };
  if (target.ephemeral) return [edit, direct];
  if (reply.ephemeral && !target.direct) return [direct];
  return target.present ? [posted, edit, direct] : [edit, direct];
};

/** Brings an answer the best way that is open. What an earlier try has brought, or may have, is not brought another way. */
export const deliver = async (sending: Sending): Promise<Delivered> => {
  const ways = waysFor(sending);
  const begun = await sending.delivery.begun();
  const arrived = ways.find(({ by }) => (begun[by]?.message ?? null) !== null);
  if (arrived !== undefined) return arrived.by;
  const first = ways.filter(({ by }) => by in begun);
  const others = ways.filter(({ by }) => !(by in begun));
  return (await firstDelivered([...first, ...others])) ?? 'kept';
};
