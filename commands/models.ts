import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import type { House } from '../src/jobs/services.ts';

const patience = 120_000;

/** The models of all engines: what they cost, and which are off and why. */
export const models = command({
  name: 'models',
  options: { check: { type: 'flag', usual: false } },
  run: async (house: Pick<House, 'models'>, _request, { check }) => {
    if (check === true) await house.models.check(AbortSignal.timeout(patience));
    const list = house.models.list();
    return reply({ key: 'models', values: { count: list.length } }, { models: list });
  },
});
