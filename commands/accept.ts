import type { Advice } from '../src/core/advice.ts';
import { capped } from '../src/core/caps.ts';
import type { FileSource, Request } from '../src/core/command.ts';
import type { Agreement, Question } from '../src/core/consent.ts';
import { Failure } from '../src/core/failure.ts';
import type { Order } from '../src/core/order.ts';
import { type Reply, reply } from '../src/core/reply.ts';
import { canAnswer, wantPrivateChat } from '../src/core/requester.ts';
import { variety } from '../src/core/variants.ts';
import { creditsLeft } from '../src/jobs/balance.ts';
import { coveredBy, licensedBy, policyFor, servicesUnder } from '../src/jobs/community-rules.ts';
import { type InputFiles, onlyPhotos, storeOrderFiles } from '../src/jobs/input-files.ts';
import { wantLicensedParts } from '../src/jobs/licensed-parts.ts';
import { agreedBefore, neededConsent } from '../src/jobs/order-consent.ts';
import { openPhotos, wantEnding, wantMaskable, wantPhotos } from '../src/jobs/order-files.ts';
import { removeUnused } from '../src/jobs/pending.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import { priceOf } from '../src/jobs/plan-takes.ts';
import type { Services } from '../src/jobs/services.ts';
import { statusOf } from '../src/jobs/status.ts';
import { already, type Submitted, submit } from '../src/jobs/submit.ts';
import { withoutUnusablePhotos } from '../src/jobs/usable-photos.ts';
import { askBefore, fixesFor, mayBePoor } from './question.ts';

const isMinor = (advice: Advice): boolean => !['small', 'noisy', 'narrow'].includes(advice);

const firstCard = async (services: Services, { job, repeated, advice }: Submitted): Promise<Reply> => {
  const { effect, seed, takes, visibility } = job.order;
  const { credits } = job;
  const price = credits > 0 ? { credits, left: await creditsLeft(services, job.owner) } : {};
  return reply(
    repeated
      ? { key: 'already_accepted', values: { effect } }
      : { key: 'accepted', values: { effect, seed, takes, ...variety(job.order), ...price } },
    {
      ephemeral: visibility === 'private',
      job: await statusOf(services, job),
      actions: [{ command: 'cancel', id: job.id }],
      advice,
    },
  );
};

/** The card of the job an earlier identical request created; null when the request is new. */
export const acceptedBefore = async (
  services: Services,
  owner: string,
  key: string | null,
): Promise<Reply | null> => {
  const before = await already(services, owner, key);
  return before && firstCard(services, before);
};

/**
 * Either the question to ask before an order is submitted, or the order itself. Its input files may or may not be
 * stored already.
 */
type OrderOrQuestion =
  | { readonly question: Reply }
  | { readonly order: Order; readonly inputs: InputFiles; readonly agreed: readonly Agreement[] };

const nothing: InputFiles = { photos: [], ...onlyPhotos };

/**
 * Asks for a required consent, or to confirm the price; meanwhile the order waits in the store. Reports what can't work
 * before asking anything. Throws `Failure` `cannot_ask` when a question is required but nobody can answer it.
 */
const askOrContinue = async (
  services: Services,
  request: Request,
  order: Order,
  inputs: InputFiles,
  answered: readonly Agreement[],
  askAbove: number | null,
): Promise<OrderOrQuestion> => {
  const newSound = inputs.sound !== null;
  const consent = neededConsent(services, order, newSound);
  // A new answer replaces what was said about the clip before.
  const told = answered.some(({ question }) => question === consent);
  const before = consent === null || told ? [] : await agreedBefore(services, order, consent, newSound);
  const agreed = [...before, ...answered];
  const isOpen = (question: Question): boolean => agreed.every((one) => one.question !== question);
  const limit = isOpen('price') ? askAbove : null;
  const open = consent !== null && isOpen(consent) ? [consent] : [];
  const looksAtPhotos =
    isOpen('photo') && canAnswer(request.requester) && mayBePoor(services, request, order, inputs);
  if (open.length === 0 && limit === null && !looksAtPhotos) return { order, inputs, agreed };
  wantMaskable(services, order, inputs.mask !== null);
  wantEnding(services, order, inputs.last !== null);
  wantPhotos(services, order, inputs.photos.length > 0 ? inputs.photos.length : order.photos.length);
  const { order: all, files } = await storeOrderFiles(services, order, inputs);
  try {
    const taken = await withoutUnusablePhotos(services, all);
    await removeUnused(services, all, taken);
    const fixes = looksAtPhotos ? fixesFor(files, inputs) : [];
    const credits = await priceOf(services, taken);
    const questions: Question[] = [
      ...(fixes.length > 0 ? (['photo'] as const) : []),
      ...open,
      ...(limit !== null && credits > limit ? (['price'] as const) : []),
    ];
    if (questions.length === 0) return { order: taken, inputs: nothing, agreed };
    if (!request.asks || !canAnswer(request.requester)) throw new Failure('cannot_ask');
    return { question: await askBefore(services, taken, credits, { questions, fixes }, agreed) };
  } catch (error) {
    await removeUnused(services, all, order);
    throw error;
  }
};

/** Submits an order and replies with the job's first card. `agreed` holds the answers already given for it. */
export const accept = async (
  services: Services,
  request: Request,
  requested: Order,
  files: readonly FileSource[] = [],
  otherInputs: Omit<InputFiles, 'photos'> = onlyPhotos,
  agreed: readonly Agreement[] = [],
): Promise<Reply> => {
  wantPrivateChat(request.requester, requested.visibility);
  const before = await acceptedBefore(services, requested.owner, request.key);
  if (before !== null) return before;
  await using opened = await openPhotos(services, files);
  const { photos } = opened;
  // Someone who lost access to the first part may not extend it.
  if (requested.after !== null) await clipFor(services, request.actor, 'remix', requested.after.clip);
  for (const part of requested.joined?.clips ?? []) await clipFor(services, request.actor, 'edit', part);
  const policy = await policyFor(services, requested.community, request);
  const order = capped(licensedBy(policy, coveredBy(policy, requested)), policy.caps);
  await wantLicensedParts(services, order);
  const permitted = servicesUnder(services, policy, request, order);
  const inputs = { photos, ...otherInputs };
  const prepared = await askOrContinue(permitted, request, order, inputs, agreed, policy.askAbove);
  if ('question' in prepared) return prepared.question;
  const { inputs: rest, order: accepted } = prepared;
  try {
    const submitted = await submit(permitted, accepted, rest.photos, request.key, rest, prepared.agreed);
    if (submitted.repeated) await removeUnused(services, accepted, order);
    // Whoever was asked about a photo has read what is wrong with it.
    const asked = prepared.agreed.some(({ question }) => question === 'photo');
    return await firstCard(
      services,
      asked ? { ...submitted, advice: submitted.advice.filter(isMinor) } : submitted,
    );
  } catch (error) {
    await removeUnused(services, accepted, order);
    throw error;
  }
};
