import type { Platform } from '../../src/core/platform.ts';
import type { Target } from '../../src/core/target.ts';

/** Where an answer to somebody at the web page goes: nowhere but the list of clips, which the page reads itself. */
export const webTarget: Target = { platform: 'web' };

/** Nothing is pushed: a page that is open follows the job, and one opened later finds the clip. */
export const webPlatform: Platform = {
  name: 'web',
  deliver: async () => 'kept',
  update: async () => {},
  cardUntil: () => null,
};
