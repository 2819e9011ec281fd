import { ChannelType, type Interaction } from 'discord.js';
import { z } from 'zod';

const raw = z.object({
  id: z.string(),
  channel: z.object({ type: z.int(), parent_id: z.string().nullish() }).optional(),
});

const threads: readonly ChannelType[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

const parents = new WeakMap<Interaction, string>();

/** The channel or forum that a thread belongs to, as an interaction's raw data tells; null elsewhere. */
export const parentIn = (data: unknown): { readonly interaction: string; readonly parent: string } | null => {
  const { success, data: read } = raw.safeParse(data);
  const parent = success ? (read.channel?.parent_id ?? null) : null;
  // The parent of an ordinary channel is only a heading over it.
  if (!success || parent === null || !threads.includes(read.channel?.type ?? -1)) return null;
  return { interaction: read.id, parent };
};

/** Keeps with an interaction what its library leaves out. */
export const keepParent = (interaction: Interaction, parent: string): void => {
  parents.set(interaction, parent);
};

export const parentOf = (interaction: Interaction): string | null => parents.get(interaction) ?? null;
