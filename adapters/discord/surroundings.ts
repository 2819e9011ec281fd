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

/**
 * `parent`: the channel or forum that a thread belongs to, otherwise null. `adult`: the channel is age-restricted; null
 * for a thread, which inherits it without saying so.
 */
export type Surroundings = { readonly parent: string | null; readonly adult: boolean | null };

const kept = new WeakMap<Interaction, Surroundings>();

/** The surroundings in an interaction's raw data, with the interaction's id; null when it has none. */
export const surroundingsIn = (data: unknown): (Surroundings & { readonly interaction: string }) | null => {
  const { data: read } = raw.safeParse(data);
  if (read === undefined) return null;
  const { type, parent_id: parent = null, nsfw = false } = read.channel;
  // The parent of an ordinary channel is only a category.
  return threads.includes(type)
    ? { interaction: read.id, parent, adult: null }
    : { interaction: read.id, parent: null, adult: nsfw };
};

/** Stores for an interaction what discord.js leaves out. */
export const keepSurroundings = (interaction: Interaction, { parent, adult }: Surroundings): void => {
  kept.set(interaction, { parent, adult });
};

export const surroundingsOf = (interaction: Interaction): Surroundings =>
  kept.get(interaction) ?? { parent: null, adult: null };
