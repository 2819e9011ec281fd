import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import type { Order } from '../core/order.ts';
import { findClip } from '../store/clip-rows.ts';
import { modelOf } from './clip-answer.ts';
import type { Services } from './services.ts';

/** Whether everything in a clip was made by models whose licence plainly allows commercial use. */
const isLicensed = (services: Pick<Services, 'engines'>, clip: Clip): boolean => {
  const { after, commercial, joined } = clip.recipe.order;
  if (commercial === true) return true;
  return after === null && joined === undefined && modelOf(services, clip)?.commercial === true;
};

/** Throws `Failure` `not_commercial` if an order for commercial use continues or joins a clip that isn't. */
export const wantLicensedParts = async (
  services: Pick<Services, 'engines' | 'store'>,
  { after, commercial, joined }: Pick<Order, 'after' | 'commercial' | 'joined'>,
): Promise<void> => {
  if (commercial !== true) return;
  for (const id of [...(after === null ? [] : [after.clip]), ...(joined?.clips ?? [])]) {
    const clip = await findClip(services.store.database, id);
    if (clip !== null && !isLicensed(services, clip))
      throw new Failure('not_commercial', { model: clip.recipe.model });
  }
};
