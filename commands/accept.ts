import type { FileSource, Request } from '../src/core/command.ts';
import type { Order } from '../src/core/order.ts';
import { type Reply, reply } from '../src/core/reply.ts';
import { creditsLeft } from '../src/jobs/credits.ts';
import type { Given } from '../src/jobs/files.ts';
import type { House } from '../src/jobs/house.ts';
import { clipFor } from '../src/jobs/look.ts';
import { houseFor } from '../src/jobs/rules.ts';
import { statusOf } from '../src/jobs/status.ts';
import { submit } from '../src/jobs/submit.ts';
import { questionFor } from './question.ts';

/** Submits an order and says so: the card with which every job begins. */
export const accept = async (
  house: House,
  request: Request,
  order: Order,
  photos: readonly FileSource[] = [],
  beside: Omit<Given, 'photos'> = { sound: null, depth: null, logo: null },
): Promise<Reply> => {
  // Who may no longer see the first part may not have it joined to another.
  if (order.after !== null) await clipFor(house, request.actor, 'remix', order.after.clip);
  const open = await houseFor(house, request, order);
  const asked = await questionFor(open, request, order, { photos, ...beside });
  if ('question' in asked) return asked.question;
  const { given } = asked;
  const { job, repeated, advice } = await submit(open, asked.order, given.photos, request.key, given);
  const { effect, seed, takes, visibility } = job.order;
  const { credits } = job;
  const price = credits > 0 ? { credits, left: await creditsLeft(house, job.owner) } : {};
  return reply(
    repeated
      ? { key: 'already_accepted', values: { effect } }
      : { key: 'accepted', values: { effect, seed, takes, ...price } },
    {
      ephemeral: visibility === 'private',
      job: await statusOf(house, job),
      actions: [{ command: 'cancel', id: job.id }],
      advice,
    },
  );
};
