import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import type { Services } from '../src/jobs/services.ts';

export const help = command({
  name: 'help',
  ownData: true,
  options: {},
  run: async (_services: Services) => reply({ key: 'help', values: {} }),
});
