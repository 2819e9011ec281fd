import type { Box } from './types.ts';

/** A face box enlarged to include the hair, or by a share of that margin. */
export const headBox = ([x, y, width, height]: Box, share = 1): Box => [
  x - 0.3 * share * width,
  y - 0.5 * share * height,
  (1 + 0.6 * share) * width,
  (1 + 0.7 * share) * height,
];
