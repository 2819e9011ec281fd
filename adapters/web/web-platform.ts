import type { Platform } from '../../src/core/platform.ts';
import type { Target } from '../../src/core/target.ts';

/** The target for web visitors: results only appear in the clip list, which the page reads itself. */
export const webTarget: Target = { platform: 'web' };

/** Nothing is pushed: an open page follows the job, and a page opened later finds the clip. */
export const webPlatform: Platform = {
  name: 'web',
  deliver: async () => 'kept',
  update: async () => {},
  cardUntil: () => null,
};
