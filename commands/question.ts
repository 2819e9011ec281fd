import type { Action } from '../src/core/action.ts';
import type { Request } from '../src/core/command.ts';
import type { Order } from '../src/core/order.ts';
import { type Reply, reply } from '../src/core/reply.ts';
import { findAside, forgetAside, needsConsent, setAside } from '../src/jobs/aside.ts';
import { creditsLeft } from '../src/jobs/credits.ts';
import type { Given } from '../src/jobs/files.ts';
import type { House } from '../src/jobs/house.ts';
import { draftPriceOf, priceOf } from '../src/jobs/price.ts';
import { asksAbove } from '../src/jobs/rules.ts';
import { wantPhotos } from '../src/jobs/submit.ts';

/** What is to be asked before an order is carried out, or the order as it stands now, its files taken in or not. */
export type Asked = { readonly question: Reply } | { readonly order: Order; readonly given: Given };

const nothing: Given = { photos: [], sound: null, depth: null, logo: null };

const answers = (id: string, { visibility }: Order, draft: boolean): readonly Action[] => {
  const hidden = visibility === 'private';
  const answer = (argument: string): Action => ({ command: 'confirm', id, argument });
  return [
    answer(hidden ? 'hidden' : 'open'),
    ...(draft ? [answer(hidden ? 'draft-hidden' : 'draft')] : []),
    answer('no'),
  ];
};

/** Asks whether everybody agrees, or whether so much may be spent; the order waits in the store. */
export const questionFor = async (
  house: House,
  request: Request,
  order: Order,
  given: Given,
): Promise<Asked> => {
  const consent = await needsConsent(house, order);
  const limit = await asksAbove(house, request.community);
  if (request.asks !== true || (!consent && limit === null)) return { order, given };
  wantPhotos(house, order, given.photos.length > 0 ? given.photos.length : order.photos.length);
  const id = await setAside(house, order, given);
  const aside = await findAside(house, order.owner, id);
  const credits = await priceOf(house, aside).catch(async (error: unknown) => {
    await forgetAside(house, aside, id);
    throw error;
  });
  if (consent) {
    const values = { effect: order.effect, credits };
    return {
      question: reply({ key: 'consent_asked', values }, { actions: answers(id, order, false) }),
    };
  }
  if (limit === null || credits <= limit) return { order: aside, given: nothing };
  const draft = await draftPriceOf(house, aside, credits);
  const values = { credits, left: await creditsLeft(house, order.owner), draft };
  return {
    question: reply({ key: 'price_asked', values }, { actions: answers(id, order, draft !== null) }),
  };
};
