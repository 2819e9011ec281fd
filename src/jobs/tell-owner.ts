import type { Clip } from '../core/clip.ts';
import { newId } from '../core/id.ts';
import { type Reply, reply } from '../core/reply.ts';
import { findDelivery } from '../store/deliveries.ts';
import { sendOnce } from './one-message.ts';
import type { Services } from './services.ts';

/** Tells the owner something about their clip, only to them, where it was delivered. False if that failed. */
export const tellOwner = async (
  services: Services,
  clip: Pick<Clip, 'id' | 'job'>,
  text: Reply['text'],
): Promise<boolean> => {
  try {
    const { address } = (await findDelivery(services.store.database, clip.job)) ?? {};
    if (address === undefined) return false;
    const sent = await sendOnce(services, address, reply(text, { ephemeral: true }), newId());
    return sent !== null && sent.delivered !== 'kept';
  } catch (error) {
    services.log.warn({ clip: clip.id, error }, 'an owner could not be told about their clip');
    return false;
  }
};
