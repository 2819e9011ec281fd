import { klingAndWan } from './kling-wan.ts';
import type { Model } from './model.ts';
import { otherModels } from './others.ts';
import { seedanceHailuoPixverse } from './seedance-hailuo-pixverse.ts';

/** Every model that can be run, by `owner/name`. */
export const models: Readonly<Record<string, Model>> = {
  ...klingAndWan,
  ...seedanceHailuoPixverse,
  ...otherModels,
};
