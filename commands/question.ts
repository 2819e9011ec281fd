import type { Action } from '../src/core/action.ts';
import { type Fix, movesPhoto, poorFixes } from '../src/core/advice.ts';
import type { Request } from '../src/core/command.ts';
import type { Order } from '../src/core/order.ts';
import { type Reply, reply } from '../src/core/reply.ts';
import { creditsLeft } from '../src/jobs/balance.ts';
import type { InputFiles, NewFile } from '../src/jobs/input-files.ts';
import { keepPending, type Pending } from '../src/jobs/pending.ts';
import { draftPriceOf, type PlannedOrder } from '../src/jobs/plan-takes.ts';
import { effectNamed, type Services } from '../src/jobs/services.ts';

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
export const fixesFor = (files: readonly NewFile[], { mask, depth }: InputFiles): readonly Fix[] => {
  const wanted = files.flatMap(({ kind, poor = [] }) => (kind === 'photo' ? poor : []));
  const fixed = (mask ?? depth) !== null;
  return poorFixes.filter((fix) => wanted.includes(fix) && !(fixed && movesPhoto([fix])));
};

/** Whether the photos may be poor and nothing was said about that: new ones of a single clip, not frames of another. */
export const mayBePoor = (
  services: Services,
  { asks, skipsPhotoAdvice }: Request,
  { effect, parent }: Order,
  inputs: InputFiles,
): boolean => {
  const count = inputs.photos.length;
  const single = count > 0 && count <= effectNamed(services, effect).needs.photos;
  return asks && skipsPhotoAdvice !== true && parent === null && (inputs.fixes ?? []).length === 0 && single;
};

/** The button that fixes the photo first, and agrees to what else is asked. */
const fixing = (id: string, { visibility }: Order, [only, ...more]: readonly Fix[]): Action => {
  const argument = only === undefined || more.length > 0 ? 'fix' : only;
  return { command: 'confirm', id, argument: visibility === 'private' ? `${argument}-hidden` : argument };
};

/** Asks all questions at once; meanwhile the order waits in the store. The fixes that are offered for a poor photo wait in the order. */
export const askBefore = async (
  services: Services,
  planned: PlannedOrder,
  { questions, fixes, agreed }: { readonly fixes: readonly Fix[] } & Omit<Pending, 'order'>,
): Promise<Reply> => {
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
