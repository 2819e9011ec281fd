import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { privacyOf } from '../src/jobs/photo-recipients.ts';
import type { Services } from '../src/jobs/services.ts';

/** Explains what is stored, for how long, who sees it, and how to delete it. */
export const privacy = command({
  name: 'privacy',
  ownData: true,
  options: {},
  run: async (services: Services, { target, community }) =>
    reply({
      key: 'privacy',
      values: { ...(await privacyOf(services, community)), surface: target.platform },
    }),
});
