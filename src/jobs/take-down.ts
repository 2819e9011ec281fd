import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import type { Delivered, Delivery, Part } from '../core/platform.ts';
import { reply } from '../core/reply.ts';
import type { TakedownReason } from '../core/takedown-reasons.ts';
import { withTimeout } from '../core/with-timeout.ts';
import { clipsOfJob, findClip, writeTakedown } from '../store/clip-rows.ts';
import { findDelivery } from '../store/deliveries.ts';
import { removeClip } from './remove.ts';
import type { Services } from './services.ts';

const tellSeconds = 30;

/** A delivery for a one-time message; its state isn't stored. */
const spoken = (key: string): Delivery => {
  const parts: Record<string, Part> = {};
  return {
    key,
    signal: new AbortController().signal,
    check: async () => {},
    begun: async () => parts,
    begin: async (part) => {
      parts[part] = { message: null, at: Date.now() };
    },
    arrived: async (part, message) => {
      parts[part] = { message };
    },
    failed: async (part) => {
      delete parts[part];
    },
  };
};

/** Notifies the owner where their clip was delivered; null when that failed. */
const tellOwner = async (
  services: Services,
  clip: { readonly id: string; readonly job: string },
  values: { effect: string; reason: TakedownReason },
): Promise<Delivered | null> => {
  try {
    const { address } = (await findDelivery(services.store.database, clip.job)) ?? {};
    const platform = services.platforms.find(({ name }) => name === address?.platform);
    if (address === undefined || platform === undefined) return null;
    const notice = reply({ key: 'taken_down', values }, { ephemeral: true });
    return await withTimeout(tellSeconds, 'timeout', platform.deliver(address, notice, spoken(clip.id)));
  } catch (error) {
    services.log.warn({ clip: clip.id, error }, 'the owner could not be told of a takedown');
    return null;
  }
};

export type TakenDown = { readonly effect: string; readonly clips: number; readonly told: boolean };

/** One clip, or all remaining clips of a job. Throws `Failure` `not_found`. */
const meant = async (services: Services, id: string): Promise<readonly [Clip, ...Clip[]]> => {
  const takes = await clipsOfJob(services.store.database, id);
  const [first, ...rest] = takes.length > 0 ? takes : [await findClip(services.store.database, id)];
  if (first === undefined || first === null) throw new Failure('not_found');
  return [first, ...rest.filter((clip) => clip !== null)];
};

/**
 * Removes a clip, or all takes of a job, for everyone, then tells their owner why. The reason stays with what is left
 * of the row. Throws `Failure` `not_found`.
 */
export const takeDown = async (
  services: Services,
  id: string,
  reason: TakedownReason,
): Promise<TakenDown> => {
  const clips = await meant(services, id);
  for (const clip of clips) {
    await writeTakedown(services.store.database, clip.id, reason);
    await removeClip(services, clip);
  }
  const [first] = clips;
  const { effect } = first.recipe.order;
  const delivered = await tellOwner(services, first, { effect, reason });
  return { effect, clips: clips.length, told: delivered !== null && delivered !== 'kept' };
};
