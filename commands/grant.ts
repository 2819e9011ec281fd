import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { grant as grantTo } from '../src/jobs/balance.ts';
import type { Services } from '../src/jobs/services.ts';

/** The operator gives an owner, such as `discord:123` or `community:discord:456`, credits that stay until spent. */
export const grant = command({
  name: 'grant',
  options: {
    owner: { type: 'text', maximum: 200, required: true },
    credits: { type: 'number', minimum: 1, maximum: 10_000_000, whole: true, required: true },
  },
  run: async (services: Services, _request, { owner, credits }) =>
    reply({ key: 'granted', values: { owner, credits, left: await grantTo(services, owner, credits) } }),
});
