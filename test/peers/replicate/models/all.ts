import { klingAndWan } from './kling-wan.ts';
import type { Model } from './model.ts';
import { modelsOf2026 } from './of-2026.ts';
import { otherModels } from './others.ts';
import { seedanceHailuoPixverse } from './seedance-hailuo-pixverse.ts';

/** Every model that can be run, by `owner/name`. */
export const models: Readonly<Record<string, Model>> = {
  ...klingAndWan,
  ...seedanceHailuoPixverse,
  ...otherModels,
  ...modelsOf2026,
};
