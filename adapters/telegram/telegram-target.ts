import { z } from 'zod';
import { Failure } from '../../src/core/failure.ts';
import { hasPrivatePlace, requesterKinds } from '../../src/core/requester.ts';
import type { Target } from '../../src/core/target.ts';

const place = z.object({
  platform: z.literal('telegram'),
  chat: z.number(),
  /** The topic of a forum. */
  thread: z.number().nullable(),
  user: z.number(),
  /** What the user is: only a person can be written to alone. */
  requester: z.enum(requesterKinds).default('person'),
  /** The message that the clip answers: the photo. */
  photo: z.number().nullable(),
  /** The card, once there is one, and since when. */
  card: z.number().nullable(),
  since: z.number(),
  /** Whether others read what is written there. */
  group: z.boolean(),
  /** Whether the photo is somebody else's, so that answering it would call the wrong person. */
  mention: z.boolean(),
  spoiler: z.boolean(),
  /** Whether several jobs share the card. */
  several: z.boolean(),
  locale: z.string(),
});

/** Where an answer on Telegram goes. */
export type TelegramTarget = z.infer<typeof place>;

/** Reads an address of ours back from the store. */
export const targetOf = (address: Target): TelegramTarget => place.parse(address);

export const toTarget = (target: TelegramTarget): Target => ({ ...target });

/** Where the asker is alone with the bot, instead; null for those who are alone nowhere. */
export const privateTarget = (target: TelegramTarget): TelegramTarget | null =>
  // The numbers of groups and channels are below nought: what is sent there everybody reads.
  hasPrivatePlace(target.requester) && target.user > 0
    ? {
        ...target,
        chat: target.user,
        thread: null,
        photo: target.chat === target.user ? target.photo : null,
        group: false,
        mention: false,
      }
    : null;

/** Where the asker is alone with the bot. Throws Failure `no_private_place`. */
export const wantPrivateTarget = (target: TelegramTarget): TelegramTarget => {
  const way = privateTarget(target);
  if (way === null) throw new Failure('no_private_place');
  return way;
};
