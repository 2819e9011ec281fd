import type { Known } from './catalogues.ts';
import type { BoundCommand, Command } from './command.ts';
import { Failure } from './failure.ts';
import { parseValues } from './parse.ts';
import { canAnswer, hasPrivatePlace } from './requester.ts';

/** Binds a command to its services. The bound command validates untrusted raw values before it runs. */
export const bind = <Services>(
  command: Command<Services>,
  services: Services,
  known: Known,
): BoundCommand => ({
  ...command,
  run: async (request, raw) => {
    const { requester } = request;
    const may = hasPrivatePlace(requester) || (command.personal === 'or-admins' && canAnswer(requester));
    if (command.personal !== undefined && !may) throw new Failure('people_only');
    return command.run(services, request, parseValues(command, raw, known));
  },
});
