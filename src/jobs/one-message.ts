import type { Clip } from '../core/clip.ts';
import { never } from '../core/fence.ts';
import { newId } from '../core/id.ts';
import type { Delivered, Delivery, SentPart, SentParts } from '../core/platform.ts';
import { type Reply, reply } from '../core/reply.ts';
import type { Target } from '../core/target.ts';
import { withTimeout } from '../core/with-timeout.ts';
import { findDelivery } from '../store/deliveries.ts';
import { platformOf, type Services } from './services.ts';

const seconds = 30;

/** Called with everything that has arrived so far. */
type Arrived = (parts: SentParts) => Promise<void>;

/** A delivery for a one-time message. Its state isn't stored, so a crash can lose the message but never repeat it. */
const oneTime = (key: string, onArrived: Arrived): Delivery & { readonly parts: SentParts } => {
  const parts: Record<string, SentPart> = {};
  return {
    key,
    parts,
    signal: never,
    check: async () => {},
    startedParts: async () => parts,
    begin: async (part) => {
      parts[part] = { message: null, at: Date.now() };
    },
    arrived: async (part, message) => {
      parts[part] = { message };
      await onArrived(parts);
    },
    failed: async (part) => {
      delete parts[part];
    },
  };
};

/** How a message was delivered, and as which messages. */
export type Sent = { readonly delivered: Delivered; readonly parts: SentParts };

/** The target for a message to everyone in the channel of a request; null if it can't be posted there. */
export const channelTarget = (
  services: Pick<Services, 'platforms'>,
  target: Target,
  nobodys = false,
): Target | null => platformOf(services, target)?.channelOf?.(target, nobodys) ?? null;

/**
 * Sends a reply once. Returns null if the target's platform isn't open here. Throws what the platform throws, or `Failure`
 * `timeout`, after which it may still arrive.
 */
export const sendOnce = async (
  services: Pick<Services, 'platforms'>,
  target: Target,
  message: Reply,
  key: string,
  onArrived: Arrived = async () => {},
): Promise<Sent | null> => {
  const platform = platformOf(services, target);
  if (platform === undefined) return null;
  const delivery = oneTime(key, onArrived);
  const delivered = await withTimeout(seconds, 'timeout', platform.deliver(target, message, delivery));
  return { delivered, parts: delivery.parts };
};

/** Tells the owner something about their clip, only to them, where it was delivered. False if that failed. */
export const tellOwner = async (
  services: Services,
  clip: Pick<Clip, 'id' | 'job'>,
  text: Reply['text'],
): Promise<boolean> => {
  try {
    const { target } = (await findDelivery(services.store.database, clip.job)) ?? {};
    if (target === undefined) return false;
    const sent = await sendOnce(services, target, reply(text, { ephemeral: true }), newId());
    return sent !== null && sent.delivered !== 'kept';
  } catch (error) {
    services.log.warn({ clip: clip.id, error }, 'an owner could not be told about their clip');
    return false;
  }
};
