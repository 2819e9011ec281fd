import type { BoundCommand, Command, Known } from './command.ts';
import { parseValues } from './parse.ts';

/** Binds a command to its services. The bound command validates untrusted raw values before it runs. */
export const bind = <Services>(
  command: Command<Services>,
  services: Services,
  known: Known,
): BoundCommand => ({
  ...command,
  run: async (request, raw) => command.run(services, request, parseValues(command, raw, known)),
});
