import type { Clip } from './clip.ts';

/** Whether a clip is covered until it is clicked where it is shown: what comes from among adults is wherever others may come. */
export const isCovered = (
  { recipe }: Pick<Clip, 'recipe'>,
  place: { readonly spoiler: boolean; readonly adult: boolean },
): boolean => place.spoiler || recipe.order.spoiler || (recipe.order.adult && !place.adult);

/** Whether a clip is covered where everybody may come, as on the web. */
export const isCoveredOpenly = (clip: Pick<Clip, 'recipe'>): boolean =>
  isCovered(clip, { spoiler: false, adult: false });
