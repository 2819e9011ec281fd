import type { Action } from '../src/core/action.ts';
import type { Request } from '../src/core/command.ts';
import type { Agreement, Question } from '../src/core/consent.ts';
import { Failure } from '../src/core/failure.ts';
import { type Fix, movesPhoto, poorFixes } from '../src/core/fixes.ts';
import type { Order } from '../src/core/order.ts';
import { type Reply, reply } from '../src/core/reply.ts';
import { canAnswer } from '../src/core/requester.ts';
import { creditsLeft } from '../src/jobs/balance.ts';
import { type InputFiles, type NewFile, nothingBeside } from '../src/jobs/input-files.ts';
import { agreedBefore, neededConsent } from '../src/jobs/order-consent.ts';
import { keepPending, removeUnused } from '../src/jobs/pending.ts';
import { draftPriceOf, priceOf } from '../src/jobs/plan-takes.ts';
import { effectNamed, type Services } from '../src/jobs/services.ts';
import { storeOrderFiles, wantEnding, wantMaskable, wantPhotos } from '../src/jobs/store-order-files.ts';
import { withoutUnusablePhotos } from '../src/jobs/usable-photos.ts';

/**
 * Either the question to ask before an order is submitted, or the order itself. Its input files may or may not be
 * stored already.
 */
export type AskedOrder =
  | { readonly question: Reply }
  | { readonly order: Order; readonly given: InputFiles; readonly agreed: readonly Agreement[] };

const nothing: InputFiles = { photos: [], ...nothingBeside };

const answers = (id: string, { visibility }: Order, draft: boolean): readonly Action[] => {
  const hidden = visibility === 'private';
  const answer = (argument: string): Action => ({ command: 'confirm', id, argument });
  return [
    answer(hidden ? 'hidden' : 'open'),
    ...(draft ? [answer(hidden ? 'draft-hidden' : 'draft')] : []),
    answer('no'),
  ];
};

/** What poor photos need first, unless it would shift one under its mask or depth map. */
const fixesFor = (files: readonly NewFile[], { mask, depth }: InputFiles): readonly Fix[] => {
  const wanted = files.flatMap(({ kind, poor = [] }) => (kind === 'photo' ? poor : []));
  const kept = (mask ?? depth) !== null;
  return poorFixes.filter((fix) => wanted.includes(fix) && !(kept && movesPhoto([fix])));
};

/** Whether the photos may be poor and nothing was said about that: new ones of a single clip, not frames of another. */
const mayBePoor = (
  services: Services,
  { asks, hasty }: Request,
  { effect, parent }: Order,
  given: InputFiles,
): boolean => {
  const count = given.photos.length;
  const single = count > 0 && count <= effectNamed(services, effect).needs.photos;
  return asks && hasty !== true && parent === null && (given.fixes ?? []).length === 0 && single;
};

/** The button that fixes the photo first, and agrees to what else is asked. */
const fixing = (id: string, { visibility }: Order, [only, ...more]: readonly Fix[]): Action => {
  const argument = only === undefined || more.length > 0 ? 'fix' : only;
  return { command: 'confirm', id, argument: visibility === 'private' ? `${argument}-hidden` : argument };
};

/** Asks all questions at once. The fixes that are offered for a poor photo wait in the order. */
const ask = async (
  services: Services,
  order: Order,
  credits: number,
  { questions, fixes }: { readonly questions: readonly Question[]; readonly fixes: readonly Fix[] },
  agreed: readonly Agreement[],
): Promise<Reply> => {
  const priced = questions.includes('price');
  const draft = priced ? await draftPriceOf(services, order, credits) : null;
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
      { key: 'photo_asked', values: { fixes, ...(question && { question }), ...(price && { price }) } },
      { actions: [...actions.slice(0, 1), fixing(id, order, fixes), ...actions.slice(1)] },
    );
  if (question !== undefined)
    return reply({ key: 'consent_asked', values: { question, credits } }, { actions });
  return reply({ key: 'price_asked', values: price ?? { credits, left: 0, draft } }, { actions });
};

/**
 * Asks for a required consent, or to confirm the price; meanwhile the order waits in the store. Reports what can't work
 * before asking anything. Throws `Failure` `cannot_ask` when a question is required but nobody can answer it.
 */
export const prepareOrder = async (
  services: Services,
  request: Request,
  order: Order,
  given: InputFiles,
  answered: readonly Agreement[],
  askAbove: number | null,
): Promise<AskedOrder> => {
  const newSound = given.sound !== null;
  const consent = neededConsent(services, order, newSound);
  // A new answer replaces what was said about the clip before.
  const told = answered.some(({ question }) => question === consent);
  const before = consent === null || told ? [] : await agreedBefore(services, order, consent, newSound);
  const agreed = [...before, ...answered];
  const isOpen = (question: Question): boolean => agreed.every((one) => one.question !== question);
  const limit = isOpen('price') ? askAbove : null;
  const open = consent !== null && isOpen(consent) ? [consent] : [];
  const looks = isOpen('photo') && canAnswer(request.requester) && mayBePoor(services, request, order, given);
  if (open.length === 0 && limit === null && !looks) return { order, given, agreed };
  wantMaskable(services, order, given.mask !== null);
  wantEnding(services, order, given.last !== null);
  wantPhotos(services, order, given.photos.length > 0 ? given.photos.length : order.photos.length);
  const { order: all, files } = await storeOrderFiles(services, order, given);
  try {
    const taken = await withoutUnusablePhotos(services, all);
    await removeUnused(services, all, taken);
    const fixes = looks ? fixesFor(files, given) : [];
    const credits = await priceOf(services, taken);
    const questions: Question[] = [
      ...(fixes.length > 0 ? (['photo'] as const) : []),
      ...open,
      ...(limit !== null && credits > limit ? (['price'] as const) : []),
    ];
    if (questions.length === 0) return { order: taken, given: nothing, agreed };
    if (!request.asks || !canAnswer(request.requester)) throw new Failure('cannot_ask');
    return { question: await ask(services, taken, credits, { questions, fixes }, agreed) };
  } catch (error) {
    await removeUnused(services, all, order);
    throw error;
  }
};
