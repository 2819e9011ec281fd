import type { Clip } from './clip.ts';

type Covers = { readonly spoiler: boolean; readonly adult: boolean };
type Place = Pick<Covers, 'spoiler'> & { readonly adult: boolean | null };

/** Whether what an order makes needs a spoiler in a channel: from age-restricted channels, it does everywhere else. */
export const isOrderCovered = (order: Covers, place: Place): boolean =>
  place.spoiler || order.spoiler || (order.adult && !place.adult);

/** Whether a clip needs a spoiler in a channel. */
export const isCovered = ({ recipe }: Pick<Clip, 'recipe'>, place: Place): boolean =>
  isOrderCovered(recipe.order, place);

/** Whether a clip needs a spoiler where anyone can see it, such as on the web. */
export const isCoveredOpenly = (clip: Pick<Clip, 'recipe'>): boolean =>
  isCovered(clip, { spoiler: false, adult: false });
