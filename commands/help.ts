import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import type { House } from '../src/jobs/services.ts';

export const help = command({
  name: 'help',
  options: {},
  run: async (_house: House) => reply({ key: 'help', values: {} }),
});
