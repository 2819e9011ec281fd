import type { RemoteRecipe } from '../src/core/shot.ts';

/** A model that gets the effect's own prompt. */
export const inWords = (model: string, reason: string): RemoteRecipe => ({
  model,
  prompt: null,
  preset: null,
  reason,
});

/** Models that transition from one person's photo to another's; `act` describes what the two do when they meet. */
export const together = (act: string): readonly RemoteRecipe[] => {
  const recipe = {
    prompt: `The first person turns, and the second person comes into view; ${act}; then the view settles on the second person; warm soft light.`,
    preset: null,
    photos: 2,
  } as const;
  return [
    { ...recipe, model: 'wan-2.7', reason: 'both photos, a seed, and what to avoid' },
    { ...recipe, model: 'kling-2.5-turbo-pro', reason: 'leads from one photo to the other with whole faces' },
    { ...recipe, model: 'seedance-1-pro', reason: 'leads from one photo to the other, and takes a seed' },
    { ...recipe, model: 'wan-2.2-fast', reason: 'takes both photos, and is the cheapest' },
  ];
};
