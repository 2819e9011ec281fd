import type { RemoteRecipe } from '../src/core/shot.ts';

/** A model that is told the effect's own words. */
export const inWords = (model: string, reason: string): RemoteRecipe => ({
  model,
  prompt: null,
  preset: null,
  reason,
});
