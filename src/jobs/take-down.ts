import { Failure } from '../core/failure.ts';
import type { Delivered } from '../core/platform.ts';
import { reply } from '../core/reply.ts';
import type { TakedownReason } from '../core/takedown.ts';
import { findClip, writeTakedown } from '../store/clips.ts';
import { findDelivery } from '../store/deliveries.ts';
import type { House } from './house.ts';
import { removeClip } from './remove.ts';
import { within } from './within.ts';

const tellSeconds = 30;

/** Tells the owner where their clip was delivered; null when that could not be done. */
const tellOwner = async (
  house: House,
  clip: { readonly id: string; readonly job: string },
  values: { effect: string; reason: TakedownReason },
): Promise<Delivered | null> => {
  try {
    const { address } = (await findDelivery(house.store.database, clip.job)) ?? {};
    const platform = house.platforms.find(({ name }) => name === address?.platform);
    if (address === undefined || platform === undefined) return null;
    const notice = reply({ key: 'taken_down', values }, { ephemeral: true });
    return await within(tellSeconds, 'timeout', platform.deliver(address, notice, clip.id));
  } catch (error) {
    house.log.warn({ clip: clip.id, error }, 'the owner could not be told of a takedown');
    return null;
  }
};

export type TakenDown = { readonly effect: string; readonly told: boolean };

/**
 * Removes a clip from everyone, its files first, and tells its owner why. The reason stays with what is left of its row.
 * Throws Failure `not_found`.
 */
export const takeDown = async (house: House, id: string, reason: TakedownReason): Promise<TakenDown> => {
  const clip = await findClip(house.store.database, id);
  if (clip === null) throw new Failure('not_found');
  await writeTakedown(house.store.database, id, reason);
  await removeClip(house, clip);
  const { effect } = clip.recipe.order;
  const delivered = await tellOwner(house, clip, { effect, reason });
  return { effect, told: delivered !== null && delivered !== 'kept' };
};
