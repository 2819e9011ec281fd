import type { Action } from '../src/core/action.ts';
import { type Fix, movesPhoto, poorFixes } from '../src/core/advice.ts';
import type { Request } from '../src/core/command.ts';
import type { Agreement, Question } from '../src/core/consent.ts';
import { Failure } from '../src/core/failure.ts';
import type { Order } from '../src/core/order.ts';
import { canAnswer } from '../src/core/permission.ts';
import { type Reply, reply } from '../src/core/reply.ts';
import { creditsLeft } from '../src/jobs/balance.ts';
import type { Policy } from '../src/jobs/community-rules.ts';
import { agreedBefore, neededConsent } from '../src/jobs/order-consent.ts';
import { keepPending, type Pending } from '../src/jobs/pending.ts';
import { draftPriceOf, type PlannedOrder } from '../src/jobs/plan-takes.ts';
import { effectNamed, type Services } from '../src/jobs/services.ts';
import type { StoredOrder } from '../src/jobs/stored-order.ts';

/** What is asked before an order becomes a job, what is agreed already, and the fixes offered for poor photos. */
type OpenQuestions = Omit<Pending, 'order'> & { readonly fixes: readonly Fix[] };

/**
 * The fixes to offer for poor photos: new ones of a single clip, not frames of another, about which nothing was said. None
 * that would shift a photo under its mask or depth map.
 */
const fixesFor = (
  services: Services,
  { canAsk, requester, skipsPhotoAdvice }: Request,
  { files, inputs, order: { effect, parent } }: StoredOrder,
): readonly Fix[] => {
  const { photos, fixes = [], mask, depth } = inputs;
  const single = photos.length > 0 && photos.length <= effectNamed(services, effect).needs.photos;
  const mayAsk = canAsk && canAnswer(requester) && skipsPhotoAdvice !== true;
  if (!mayAsk || !single || parent !== null || fixes.length > 0) return [];
  const wanted = files.flatMap(({ kind, poor = [] }) => (kind === 'photo' ? poor : []));
  const fixed = (mask ?? depth) !== null;
  return poorFixes.filter((fix) => wanted.includes(fix) && !(fixed && movesPhoto([fix])));
};

/** The questions about a stored order, apart from those that were answered. */
export const questionsFor = async (
  services: Services,
  request: Request,
  { order, credits }: PlannedOrder,
  stored: StoredOrder,
  answered: readonly Agreement[],
  { askAbove }: Pick<Policy, 'askAbove'>,
): Promise<OpenQuestions> => {
  const isAnswered = (question: Question): boolean => answered.some((one) => one.question === question);
  const fixes = isAnswered('photo') ? [] : fixesFor(services, request, stored);
  const consent = neededConsent(services, order);
  // A new answer replaces what was said about the clip before.
  const before = consent === null || isAnswered(consent) ? [] : await agreedBefore(services, order, consent);
  return {
    questions: [
      ...(fixes.length > 0 ? (['photo'] as const) : []),
      ...(consent === null || isAnswered(consent) || before.length > 0 ? [] : [consent]),
      ...(askAbove > 0 && credits > askAbove && !isAnswered('price') ? (['price'] as const) : []),
    ],
    agreed: [...before, ...answered],
    fixes,
  };
};

const answers = (id: string, { visibility }: Order, draft: boolean): readonly Action[] => {
  const hidden = visibility === 'private';
  const answer = (argument: string): Action => ({ command: 'confirm', id, argument });
  return [
    answer(hidden ? 'hidden' : 'open'),
    ...(draft ? [answer(hidden ? 'draft-hidden' : 'draft')] : []),
    answer('no'),
  ];
};

/** The button that fixes the photo first, and agrees to what else is asked. */
const fixing = (id: string, { visibility }: Order, [only, ...more]: readonly Fix[]): Action => {
  const argument = only === undefined || more.length > 0 ? 'fix' : only;
  return { command: 'confirm', id, argument: visibility === 'private' ? `${argument}-hidden` : argument };
};

/**
 * Asks all questions at once; meanwhile the order waits in the store, with the fixes that are offered. Throws `Failure`
 * `cannot_ask` when nobody could answer.
 */
export const ask = async (
  services: Services,
  request: Request,
  planned: PlannedOrder,
  { questions, fixes, agreed }: OpenQuestions,
): Promise<Reply> => {
  if (!request.canAsk || !canAnswer(request.requester)) throw new Failure('cannot_ask');
  const { credits, order } = planned;
  const priced = questions.includes('price');
  const draft = priced ? await draftPriceOf(services, planned) : null;
  const id = await keepPending(services, {
    order: fixes.length > 0 ? { ...order, fixes } : order,
    questions,
    agreed,
  });
  const actions = answers(id, order, draft !== null);
  const question = questions.find((one) => one !== 'price' && one !== 'photo');
  // Who agrees to something also reads what it costs.
  const costs = priced || (question !== undefined && credits > 0);
  const price = costs ? { credits, left: await creditsLeft(services, order.owner), draft } : null;
  if (fixes.length > 0)
    return reply(
      { key: 'ask_photo', values: { fixes, ...(question && { question }), ...(price && { price }) } },
      { actions: [...actions.slice(0, 1), fixing(id, order, fixes), ...actions.slice(1)] },
    );
  if (question !== undefined)
    return reply({ key: 'ask_consent', values: { question, credits } }, { actions });
  return reply({ key: 'ask_price', values: price ?? { credits, left: 0, draft } }, { actions });
};
