import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { dropPending, findPending, forgetPending, keyOfPending } from '../src/jobs/pending.ts';
import type { Services } from '../src/jobs/services.ts';
import { accept, acceptedBefore } from './accept.ts';

/**
 * Answers a question asked before a clip is made. The confirm button's argument shows who will be able to see the clip.
 */
export const confirm = command({
  name: 'confirm',
  aboutJob: true,
  films: true,
  pressed: true,
  options: {
    id: { type: 'id', required: true },
    to: { type: 'choice', choices: ['open', 'hidden', 'draft', 'draft-hidden', 'no'], pressed: true },
  },
  run: async (services: Services, request, { id, to }) => {
    const { actor, address } = request;
    const owners = [actor.id, ...(actor.speaksFor ?? [])];
    const key = keyOfPending(id);
    for (const owner of owners) {
      const before = await acceptedBefore(services, owner, key);
      if (before !== null) return before;
    }
    const { order, questions, agreed } = await findPending(services, owners, id);
    if (to === 'no') {
      await forgetPending(services, { id, order });
      return reply({ key: 'not_started', values: {} });
    }
    const draft = order.draft || to === 'draft' || to === 'draft-hidden';
    const said = { actor: actor.id, surface: address.platform, at: new Date() };
    const yes = questions.map((question) => ({ ...said, question }));
    const accepted = await accept(
      services,
      { ...request, key },
      { ...order, draft, address },
      [],
      undefined,
      [...agreed, ...yes],
    );
    await dropPending(services, id);
    return accepted;
  },
});
