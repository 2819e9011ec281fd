import { ChannelType, GatewayDispatchEvents, type Interaction } from 'discord.js';
import { z } from 'zod';

const raw = z.object({
  t: z.literal(GatewayDispatchEvents.InteractionCreate),
  d: z.object({
    id: z.string(),
    channel: z.object({ type: z.int(), parent_id: z.string() }),
  }),
});

const threads: readonly ChannelType[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

const parents = new WeakMap<Interaction, string>();

/** The channel or forum that a thread belongs to, as the gateway tells it with an interaction; null elsewhere. */
export const parentIn = (
  packet: unknown,
): { readonly interaction: string; readonly parent: string } | null => {
  const { data } = raw.safeParse(packet);
  // The parent of an ordinary channel is only a heading over it.
  if (data === undefined || !threads.includes(data.d.channel.type)) return null;
  return { interaction: data.d.id, parent: data.d.channel.parent_id };
};

/** Keeps with an interaction what its library leaves out. */
export const keepParent = (interaction: Interaction, parent: string): void => {
  parents.set(interaction, parent);
};

export const parentOf = (interaction: Interaction): string | null => parents.get(interaction) ?? null;
