import { z } from 'zod';
import type { Target } from '../../src/core/target.ts';

/** Bytes that everybody may upload anywhere; more is only known of the place where somebody asks. */
export const commonLimit = 10 * 2 ** 20;

const targetShape = z.object({
  platform: z.literal('discord'),
  application: z.string(),
  /** Answers by this token until it is a quarter of an hour old. */
  token: z.string(),
  since: z.number(),
  user: z.string(),
  channel: z.string(),
  /** The card, once there is one. */
  card: z.string().nullable(),
  /** The card was posted anew after somebody had deleted the first: no token reaches it. */
  posted: z.boolean().default(false),
  /** Only the asker may see what is answered here. */
  ephemeral: z.boolean(),
  /** A conversation with the asker alone, where nothing has to be hidden. */
  direct: z.boolean(),
  /** Whether the bot itself is in that place, and not only installed by the asker. */
  present: z.boolean(),
  /** The largest upload there, in bytes. */
  limit: z.number(),
  spoiler: z.boolean(),
  /** Only adults come there. */
  adult: z.boolean().default(false),
  locale: z.string(),
});

/** Where an answer on Discord goes. */
export type DiscordTarget = z.infer<typeof targetShape>;

/** Reads an address of ours back from the store. */
export const targetOf = (address: Target): DiscordTarget => targetShape.parse(address);

export const toTarget = (target: DiscordTarget): Target => ({ ...target });

const minute = 60_000;
const tokenMilliseconds = 14.5 * minute;
// From here on a card that only its token reaches says no more than its last words.
const updatedMilliseconds = 13.5 * minute;

/** Whether the token will still do for an edit that may take half a minute. */
export const tokenLives = (target: DiscordTarget, now: number): boolean =>
  now - target.since < tokenMilliseconds;

/** When the card can no longer be changed; null where the bot itself reaches it. */
export const cardUntil = ({ ephemeral, present, since }: DiscordTarget): number | null =>
  present && !ephemeral ? null : since + 15 * minute;

/** Whether there is time for more than the last words. */
export const outlives = (target: DiscordTarget, now: number): boolean =>
  cardUntil(target) === null || now - target.since < updatedMilliseconds;
