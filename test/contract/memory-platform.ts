import { cardContent } from '../../adapters/chat/card-content.ts';
import {
  Closed,
  fenced,
  firstDelivered,
  passFence,
  sendPart,
  unlessClosed,
} from '../../adapters/chat/delivery-steps.ts';
import type { Delivery, Platform } from '../../src/core/platform.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Target } from '../../src/core/target.ts';
import type { Markup } from '../../src/text/clip-lines.ts';
import type { Messages } from '../../src/text/messages.ts';
import { cardText, replyText } from '../../src/text/reply-text.ts';

/** A message in a room, with the paths of the clips in it. */
export type Posted = { readonly id: number; readonly text: string; readonly clips: readonly string[] };

/** Rooms of messages, and what may go wrong with them. A person's own room has their name. */
export const openRooms = () => {
  const rooms = new Map<string, Posted[]>();
  const state = { shut: false, losesAnswer: false, sent: 0 };
  const there = (room: string): Posted[] => {
    const messages = rooms.get(room) ?? [];
    rooms.set(room, messages);
    return messages;
  };
  const write = async (room: string, message: Posted): Promise<number> => {
    if (state.shut) throw new Closed('nobody may write here');
    const others = there(room).filter(({ id }) => id !== message.id);
    rooms.set(room, [...others, message]);
    if (!state.losesAnswer) return message.id;
    state.losesAnswer = false;
    throw new Error('the answer was lost');
  };
  return {
    state,
    there,
    post: (room: string, message: Omit<Posted, 'id'>) => {
      state.sent += 1;
      return write(room, { id: state.sent, ...message });
    },
    edit: write,
    remove: async (id: number): Promise<void> => {
      for (const [room, messages] of rooms)
        rooms.set(
          room,
          messages.filter((message) => message.id !== id),
        );
    },
  };
};
export type Rooms = ReturnType<typeof openRooms>;

const markup: Markup = {
  strong: (text) => text,
  small: (text) => text,
  quoted: (text) => text,
  literally: (text) => text,
  person: (owner) => owner,
  moment: (milliseconds) => new Date(milliseconds).toISOString(),
  when: (milliseconds) => new Date(milliseconds).toISOString(),
};

type Place = { readonly room: string; readonly user: string; readonly card: number | null };
const placeOf = ({ room, user, card }: Target): Place => ({
  room: String(room),
  user: String(user),
  card: typeof card === 'number' ? card : null,
});
const targetOf = (place: Place): Target => ({ platform: 'memory', ...place });

/** A chat platform that is only memory, made of what chats share: the least that one has to add. */
export const memoryPlatform = (rooms: Rooms, messages: Messages): Platform => {
  const voice = { messages, markup };
  const send = (room: string, reply: Reply, delivery: Delivery): Promise<void> =>
    sendPart(
      delivery,
      'result',
      (error) => error instanceof Closed,
      (around) => {
        const clips = reply.clips.map(({ path }) => path);
        const said = { text: replyText(voice, reply), clips };
        return around(() => passFence(null, () => rooms.post(room, said)));
      },
    );
  return {
    name: 'memory',
    deliver: async (target, reply, delivery) => {
      const { room, user, card } = placeOf(target);
      if ('result' in (await delivery.startedParts())) return room === user ? 'direct' : 'posted';
      const delivered = await firstDelivered([
        ...(room === user || reply.ephemeral
          ? []
          : [{ by: 'posted' as const, attempt: () => send(room, reply, delivery) }]),
        { by: 'direct', attempt: () => send(user, reply, delivery) },
      ]);
      if (delivered !== null && card !== null)
        await fenced(delivery, () => passFence(null, () => rooms.remove(card)));
      return delivered ?? 'kept';
    },
    update: (target, status, fence, move) =>
      fenced(fence, async () => {
        const place = placeOf(target);
        const { text } = cardContent(messages, status, (now) => cardText(voice, now));
        const said = { text, clips: [] };
        if (place.card !== null) {
          const card = { id: place.card, ...said };
          await unlessClosed(
            passFence(null, () => rooms.edit(place.room, card)),
            0,
          );
          return;
        }
        const card = await passFence(null, () => rooms.post(place.room, said));
        if (!(await move(targetOf({ ...place, card })))) await rooms.remove(card);
      }),
    erase: async (_target, _delivered, parts) => {
      for (const { message } of Object.values(parts))
        if (message !== null) await rooms.remove(Number(message));
      return 0;
    },
    channelOf: (target) => {
      const place = placeOf(target);
      return place.room === place.user ? null : targetOf({ ...place, card: null });
    },
    cardUntil: () => null,
  };
};
