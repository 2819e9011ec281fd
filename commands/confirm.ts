import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { findAside, forgetAside } from '../src/jobs/aside.ts';
import type { House } from '../src/jobs/house.ts';
import { accept } from './accept.ts';

/** Answers a question that was asked before filming. How the order will be seen stands on the button of its yes. */
export const confirm = command({
  name: 'confirm',
  films: true,
  pressed: true,
  options: {
    id: { type: 'id', required: true },
    to: { type: 'choice', choices: ['open', 'hidden', 'draft', 'draft-hidden', 'no'], pressed: true },
  },
  run: async (house: House, request, { id, to }) => {
    const order = await findAside(house, request.actor.id, id);
    const { address } = request;
    const key = `aside:${id}`;
    if (to === 'no') {
      await forgetAside(house, order, id);
      return reply({ key: 'not_started', values: {} });
    }
    const draft = order.draft || to === 'draft' || to === 'draft-hidden';
    return accept(house, { ...request, asks: false, key }, { ...order, draft, address });
  },
});
