import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import type { Services } from '../src/jobs/services.ts';

const patience = 120_000;

/** The models of all engines: what they cost, and which are off and why. */
export const models = command({
  name: 'models',
  options: { check: { type: 'flag', usual: false } },
  run: async (services: Pick<Services, 'models'>, _request, { check }) => {
    if (check === true) await services.models.check(AbortSignal.timeout(patience));
    const list = services.models.list();
    return reply({ key: 'models', values: { count: list.length } }, { models: list });
  },
});
