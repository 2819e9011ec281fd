import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { spendingOf } from '../src/jobs/balance.ts';
import type { Services } from '../src/jobs/services.ts';

/** The operator sees what is spent, and turns all paid work off and on. */
export const spending = command({
  name: 'spending',
  options: { to: { type: 'choice', choices: ['on', 'off'] } },
  run: async (services: Services, _request, { to }) =>
    reply({ key: 'spending', values: await spendingOf(services, to) }),
});
