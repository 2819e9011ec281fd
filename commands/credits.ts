import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { reply } from '../src/core/reply.ts';
import { creditsOf } from '../src/jobs/balance.ts';
import type { Services } from '../src/jobs/services.ts';

/** Shows your remaining credits and what your last clips cost. */
export const credits = command({
  name: 'credits',
  ownData: true,
  options: {},
  run: async (services: Services, request) => {
    const { actor, community } = request;
    if (actor.id === '') throw new Failure('not_allowed');
    return reply({ key: 'credits', values: await creditsOf(services, actor.id, community, request) });
  },
});
