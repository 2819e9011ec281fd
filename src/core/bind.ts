import type { BoundCommand, Command, Known } from './command.ts';
import { parseValues } from './parse.ts';

/** A command ready for a surface: it checks a stranger's raw values, then runs on our services. */
export const bind = <Services>(
  command: Command<Services>,
  services: Services,
  known: Known,
): BoundCommand => ({
  ...command,
  run: async (request, raw) => command.run(services, request, parseValues(command, raw, known)),
});
