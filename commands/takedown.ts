import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { takedownReasons } from '../src/core/takedown-reasons.ts';
import type { Services } from '../src/jobs/services.ts';
import { takeDown } from '../src/jobs/take-down.ts';

/** The operator removes a clip from everyone. */
export const takedown = command({
  name: 'takedown',
  options: {
    id: { type: 'id', required: true },
    reason: { type: 'choice', choices: takedownReasons, required: true },
  },
  run: async (services: Services, _request, { id, reason }) =>
    reply({ key: 'took_down', values: await takeDown(services, id, reason) }),
});
