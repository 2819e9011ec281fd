import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { blockedBy, setBlocked } from '../src/jobs/block-owner.ts';
import type { Services } from '../src/jobs/services.ts';

/**
 * Blocks someone from making and sharing clips in a community, or everywhere when run at the operator's terminal.
 * Without `who`, lists the blocked people.
 */
export const block = command({
  name: 'block',
  manages: true,
  options: { who: { type: 'text', maximum: 60 } },
  run: async (services: Services, request, { who }) =>
    who === null
      ? reply({ key: 'blocked_list', values: { people: await blockedBy(services, request) } })
      : reply({ key: 'blocked', values: await setBlocked(services, request, who, 'on') }),
});

export const unblock = command({
  name: 'unblock',
  manages: true,
  options: { who: { type: 'text', maximum: 60, required: true } },
  run: async (services: Services, request, { who }) =>
    reply({ key: 'unblocked', values: await setBlocked(services, request, who, 'off') }),
});
