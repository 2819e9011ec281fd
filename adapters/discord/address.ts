import { z } from 'zod';
import type { Address } from '../../src/core/address.ts';

const place = z.object({
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
export type Place = z.infer<typeof place>;

/** Reads an address of ours back from the store. */
export const placeOf = (address: Address): Place => place.parse(address);

export const addressOf = (there: Place): Address => ({ ...there });

const tokenMilliseconds = 14.5 * 60_000;

/** Whether the token will still do for an edit that may take half a minute. */
export const tokenLives = (there: Place, now: number): boolean => now - there.since < tokenMilliseconds;
