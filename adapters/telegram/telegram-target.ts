import * as z from 'zod';
import type { Options } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import { hasPrivateChat, requesterKinds } from '../../src/core/permission.ts';
import type { Target } from '../../src/core/target.ts';
import { otherPhotos } from '../chat/attachments.ts';

/** How a clip is posted: options of this platform, besides those of the command. */
export const postOptions = {
  spoiler: { type: 'flag', sign: '🙈' },
  gif: { type: 'flag', sign: '🎞' },
} as const satisfies Options;

/** Options that captions may say: here the other photos of an album can be what a clip ends with, or its references. */
export const captionOptions = {
  ...postOptions,
  last: { type: 'flag' },
  reference: { type: 'flag' },
} as const satisfies Options;

/** Splits the options for posting, and what other photos are for, from those of the command. */
export const splitPost = (options: Readonly<Record<string, unknown>>) => {
  const { spoiler, gif, last: _, reference: __, ...values } = options;
  return {
    values,
    others: otherPhotos.find((name) => isOn(options[name])) ?? null,
    post: { spoiler: isOn(spoiler), gif: isOn(gif) },
  };
};
const isOn = (value: unknown): boolean =>
  value !== undefined && value !== '' && !/^(off|no|false)$/i.test(String(value));

const targetShape = z.object({
  platform: z.literal('telegram'),
  chat: z.number(),
  /** The forum topic id. */
  thread: z.number().nullable(),
  user: z.number(),
  /** The kind of requester: only a person has a private chat. */
  requester: z.enum(requesterKinds).default('person'),
  /** The id of the message that the clip replies to (the photo). */
  photo: z.number().nullable(),
  /** The message of the request itself, on which reactions show how far it is; null for presses. */
  asked: z.object({ chat: z.number(), message: z.number() }).nullable().default(null),
  /** The message id of the card, if any, and when it was written (ms since the epoch). */
  card: z.number().nullable(),
  since: z.number(),
  /** Whether the chat is a group. */
  group: z.boolean(),
  /** It's for everyone in this chat, so nowhere else will do. */
  openly: z.boolean().default(false),
  /** Whether the photo is another user's, so a plain reply would notify the wrong person. */
  mention: z.boolean(),
  spoiler: z.boolean(),
  /** Whether a silent clip is sent as a GIF. */
  gif: z.boolean().default(false),
  /** Whether several jobs share the card. */
  several: z.boolean(),
  locale: z.string(),
});

/** Where a reply on Telegram goes. */
export type TelegramTarget = z.infer<typeof targetShape>;

/** Parses a stored target. */
export const targetOf = (stored: Target): TelegramTarget => targetShape.parse(stored);

export const toTarget = (target: TelegramTarget): Target => ({ ...target });

/** The requester's private chat with the bot; null if they have none. */
export const privateTarget = (target: TelegramTarget): TelegramTarget | null =>
  // Groups and channels have negative ids; everyone there would read the message.
  hasPrivateChat(target.requester) && target.user > 0
    ? {
        ...target,
        chat: target.user,
        thread: null,
        photo: target.chat === target.user ? target.photo : null,
        group: false,
        mention: false,
      }
    : null;

/** The requester's private chat with the bot. Throws `Failure` `no_private_place`. */
export const requirePrivateTarget = (target: TelegramTarget): TelegramTarget => {
  const way = privateTarget(target);
  if (way === null) throw new Failure('no_private_place');
  return way;
};
