import { googleModels } from './google.ts';
import { hailuoModels } from './hailuo.ts';
import { klingModels } from './kling.ts';
import { lightricksModels } from './lightricks.ts';
import { lumaModels } from './luma.ts';
import type { RemoteModel } from './model.ts';
import { pixverseModels } from './pixverse.ts';
import { prunaModels } from './pruna.ts';
import { runwayModels } from './runway.ts';
import { seedanceModels } from './seedance.ts';
import { wanModels } from './wan.ts';

/** Every model we know how to ask. */
export const catalogue: readonly RemoteModel[] = [
  ...wanModels,
  ...seedanceModels,
  ...klingModels,
  ...hailuoModels,
  ...pixverseModels,
  ...runwayModels,
  ...lumaModels,
  ...googleModels,
  ...lightricksModels,
  ...prunaModels,
];

/** Films what prefers no other. */
export const usualModel = 'wan-2.2-fast';
