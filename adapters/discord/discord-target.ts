import * as z from 'zod';
import type { Target } from '../../src/core/target.ts';

/** The upload limit in bytes that holds everywhere. A higher one is known only for the interaction's channel. */
export const commonLimit = 10 * 2 ** 20;

const targetShape = z.object({
  platform: z.literal('discord'),
  application: z.string(),
  /** The interaction token, valid for 15 minutes. */
  token: z.string(),
  since: z.number(),
  user: z.string(),
  channel: z.string(),
  /** The server of the channel. */
  guild: z.string().nullable().default(null),
  /** The card's message id, once there is one. */
  card: z.string().nullable(),
  /** The card was posted again after somebody deleted the first one, so the token can't edit it. */
  posted: z.boolean().default(false),
  /** Only the user may see the answer here. */
  ephemeral: z.boolean(),
  /** A DM with the user, where nothing has to be hidden. */
  direct: z.boolean(),
  /** Whether the bot itself is in that channel, and not only installed by the user. */
  present: z.boolean(),
  /** Whether the bot may post clips in that channel. */
  posts: z.boolean().default(true),
  /** It's for everyone in this channel, so nowhere else will do. */
  openly: z.boolean().default(false),
  /** The upload limit there, in bytes. */
  limit: z.number(),
  spoiler: z.boolean(),
  /** Whether the channel is age-restricted. */
  adult: z.boolean().default(false),
  locale: z.string(),
});

/** Where to send an answer on Discord. */
export type DiscordTarget = z.infer<typeof targetShape>;

/** Parses a stored target. */
export const targetOf = (stored: Target): DiscordTarget => targetShape.parse(stored);

export const toTarget = (target: DiscordTarget): Target => ({ ...target });

const minute = 60_000;
const tokenMilliseconds = 14.5 * minute;
// After this, a card that only its token can edit gets nothing but its last words.
const updatedMilliseconds = 13.5 * minute;

/** Whether the token stays valid for an edit that may take half a minute. */
export const tokenLives = (target: DiscordTarget, now: number): boolean =>
  now - target.since < tokenMilliseconds;

/** When the card can no longer be edited, in milliseconds since 1970; null when the bot itself can edit it. */
export const cardUntil = ({ ephemeral, present, since }: DiscordTarget): number | null =>
  present && !ephemeral ? null : since + 15 * minute;

/** Whether there is time for updates before the card's last words. */
export const outlives = (target: DiscordTarget, now: number): boolean =>
  cardUntil(target) === null || now - target.since < updatedMilliseconds;
