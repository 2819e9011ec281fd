import { ChannelType, type Interaction } from 'discord.js';
import { z } from 'zod';

const raw = z.object({
  id: z.string(),
  channel: z.object({ type: z.int(), parent_id: z.string().nullish(), nsfw: z.boolean().optional() }),
});

const threads: readonly ChannelType[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

/** `parent`: the channel or forum that a thread belongs to, null elsewhere. `adult`: only adults come there. */
export type Surroundings = { readonly parent: string | null; readonly adult: boolean };

const kept = new WeakMap<Interaction, Surroundings>();

/** Where an interaction comes from, as its raw data tells, and whose it is; null when it says nothing. */
export const surroundingsIn = (data: unknown): (Surroundings & { readonly interaction: string }) | null => {
  const { data: read } = raw.safeParse(data);
  if (read === undefined) return null;
  const { type, parent_id: parent = null, nsfw: adult = false } = read.channel;
  // The parent of an ordinary channel is only a heading over it.
  return { interaction: read.id, parent: threads.includes(type) ? parent : null, adult };
};

/** Keeps with an interaction what its library leaves out. */
export const keepSurroundings = (interaction: Interaction, { parent, adult }: Surroundings): void => {
  kept.set(interaction, { parent, adult });
};

export const surroundingsOf = (interaction: Interaction): Surroundings =>
  kept.get(interaction) ?? { parent: null, adult: false };
