import type { BoundCommand, Catalogue, Command } from './command.ts';
import { parseValues } from './parse.ts';

/** A command ready for a surface: it checks a stranger's raw values, then runs on our services. */
export const bind = <Services>(
  command: Command<Services>,
  services: Services,
  known: Readonly<Record<Catalogue, readonly string[]>>,
): BoundCommand => ({
  ...command,
  run: async (request, raw) => command.run(services, request, parseValues(command, raw, known)),
});
