import type { FileSource, Request } from '../src/core/command.ts';
import type { Order } from '../src/core/order.ts';
import { type Reply, reply } from '../src/core/reply.ts';
import { needsConsent, setAside } from '../src/jobs/aside.ts';
import { creditsLeft } from '../src/jobs/credits.ts';
import type { Given } from '../src/jobs/files.ts';
import type { House } from '../src/jobs/house.ts';
import { clipFor } from '../src/jobs/look.ts';
import { houseFor } from '../src/jobs/rules.ts';
import { statusOf } from '../src/jobs/status.ts';
import { submit, wantPhotos } from '../src/jobs/submit.ts';

/** Asks whether everybody agrees, before anything is made. */
const askConsent = async (house: House, order: Order, given: Given): Promise<Reply> => {
  wantPhotos(house, order, given.photos.length > 0 ? given.photos.length : order.photos.length);
  const id = await setAside(house, order, given);
  const actions = [
    { command: 'confirm', id, argument: order.visibility === 'private' ? 'hidden' : 'open' },
    { command: 'confirm', id, argument: 'no' },
  ];
  return reply({ key: 'consent_asked', values: { effect: order.effect } }, { actions });
};

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
  if (request.asks === true && (await needsConsent(house, order)))
    return askConsent(open, order, { photos, ...beside });
  const { job, repeated, advice } = await submit(open, order, photos, request.key, beside);
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
