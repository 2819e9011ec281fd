import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { reply } from '../src/core/reply.ts';
import { rememberAsked, takeAsked } from '../src/jobs/confirmation.ts';
import { forgetOwner, keptOf } from '../src/jobs/forget-owner.ts';
import type { Services } from '../src/jobs/services.ts';

/** Deletes everything stored about the requester, after one confirmation. */
export const forget = command({
  name: 'forget',
  personal: true,
  asks: true,
  options: {
    id: { type: 'id', pressed: true },
    to: { type: 'choice', choices: ['yes', 'no'], pressed: true },
  },
  run: async (services: Services, { actor, address }, { id, to }) => {
    if (id !== null) {
      await takeAsked(services, actor.id, id);
      return to === 'yes'
        ? reply({ key: 'forgotten', values: await forgetOwner(services, actor) })
        : reply({ key: 'not_deleted', values: { clips: 0 } });
    }
    if (actor.id === '') throw new Failure('not_allowed');
    const kept = await keptOf(services, actor.id);
    const asked = await rememberAsked(services, actor.id);
    const actions = ['yes', 'no'].map((argument) => ({ command: 'forget', id: asked, argument }));
    return reply({ key: 'forget_asked', values: { ...kept, surface: address.platform } }, { actions });
  },
});
