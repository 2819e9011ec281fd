import { ChannelType, type Interaction } from 'discord.js';
import * as z from 'zod';

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
type ChannelFacts = { readonly parent: string | null; readonly adult: boolean | null };

const factsOf = new WeakMap<Interaction, ChannelFacts>();

/** What an interaction's raw data says of its channel, with the interaction's id; null when it has none. */
export const channelFactsIn = (data: unknown): (ChannelFacts & { readonly interaction: string }) | null => {
  const { data: read } = raw.safeParse(data);
  if (read === undefined) return null;
  const { type, parent_id: parent = null, nsfw = false } = read.channel;
  // The parent of an ordinary channel is only a category.
  return threads.includes(type)
    ? { interaction: read.id, parent, adult: null }
    : { interaction: read.id, parent: null, adult: nsfw };
};

/** Stores for an interaction what discord.js leaves out. */
export const keepChannelFacts = (interaction: Interaction, { parent, adult }: ChannelFacts): void => {
  factsOf.set(interaction, { parent, adult });
};

/** What is known of an interaction's channel beyond what discord.js gives. */
export const channelFactsOf = (interaction: Interaction): ChannelFacts =>
  factsOf.get(interaction) ?? { parent: null, adult: null };
