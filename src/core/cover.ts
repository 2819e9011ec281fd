import type { Clip } from './clip.ts';

/** Whether a clip needs a spoiler in a channel. Clips from age-restricted channels need one everywhere else. */
export const isCovered = (
  { recipe }: Pick<Clip, 'recipe'>,
  place: { readonly spoiler: boolean; readonly adult: boolean },
): boolean => place.spoiler || recipe.order.spoiler || (recipe.order.adult && !place.adult);

/** Whether a clip needs a spoiler where anyone can see it, such as on the web. */
export const isCoveredOpenly = (clip: Pick<Clip, 'recipe'>): boolean =>
  isCovered(clip, { spoiler: false, adult: false });
