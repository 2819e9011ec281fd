import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { ownersFor } from '../src/core/permission.ts';
import { reply } from '../src/core/reply.ts';
import { openConfirmation, takeConfirmation } from '../src/jobs/confirmation.ts';
import { forgetOwner, storedDataOf } from '../src/jobs/forget-owner.ts';
import type { Services } from '../src/jobs/services.ts';

/** Deletes everything stored about the requester, or about the group they write in the name of, after one confirmation. */
export const forget = command({
  name: 'forget',
  ownData: true,
  personal: 'or-admins',
  confirms: true,
  options: {
    id: { type: 'id', pressed: true },
    to: { type: 'choice', choices: ['yes', 'no'], pressed: true },
  },
  run: async (services: Services, { actor, target, requester }, { id, to }) => {
    if (id !== null) {
      const owner = await takeConfirmation(services, ownersFor(actor), id);
      if (to !== 'yes') return reply({ key: 'not_deleted', values: { clips: 0 } });
      const surface = owner === actor.id ? target.platform : 'group';
      return reply({
        key: 'forgotten',
        values: { ...(await forgetOwner(services, { id: owner })), surface },
      });
    }
    if (actor.id === '') throw new Failure('not_allowed');
    const data = await storedDataOf(services, actor.id);
    const confirmation = await openConfirmation(services, actor.id);
    const actions = ['yes', 'no'].map((argument) => ({ command: 'forget', id: confirmation, argument }));
    const own = requester === 'person';
    const values = { ...data, surface: own ? target.platform : 'group' };
    // Everybody reads it who sees what is sent in a group's name.
    return reply({ key: 'ask_forget', values }, { actions, ephemeral: own });
  },
});
