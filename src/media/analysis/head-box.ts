import type { Box } from './types.ts';

/** A face with its hair, or with a share of what is around it. */
export const headBox = ([x, y, width, height]: Box, share = 1): Box => [
  x - 0.3 * share * width,
  y - 0.5 * share * height,
  (1 + 0.6 * share) * width,
  (1 + 0.7 * share) * height,
];
