import type { Advice, Fix } from '../src/core/advice.ts';
import { capped } from '../src/core/caps.ts';
import type { FileSource, Request } from '../src/core/command.ts';
import type { Agreement, Question } from '../src/core/consent.ts';
import { Failure } from '../src/core/failure.ts';
import type { Order } from '../src/core/order.ts';
import { canAnswer, requirePrivateChat } from '../src/core/permission.ts';
import { type Reply, reply } from '../src/core/reply.ts';
import { variety } from '../src/core/variants.ts';
import { creditsLeft } from '../src/jobs/balance.ts';
import { coveredBy, licensedBy, type Policy, policyFor, servicesUnder } from '../src/jobs/community-rules.ts';
import { type InputFiles, onlyPhotos } from '../src/jobs/input-files.ts';
import { requireLicensedParts } from '../src/jobs/join-clips.ts';
import { agreedBefore, neededConsent } from '../src/jobs/order-consent.ts';
import { openPhotos } from '../src/jobs/order-files.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import { type PlannedOrder, planOrder } from '../src/jobs/plan-takes.ts';
import type { Services } from '../src/jobs/services.ts';
import { statusOf } from '../src/jobs/status.ts';
import { withStoredFiles } from '../src/jobs/stored-order.ts';
import { findSubmitted, type Submitted, submit } from '../src/jobs/submit.ts';
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
  const before = await findSubmitted(services, owner, key);
  return before && firstCard(services, before);
};

/** What must be asked before an order becomes a job, and what is agreed already. */
const openQuestions = async (
  services: Services,
  { order, credits }: PlannedOrder,
  answered: readonly Agreement[],
  fixes: readonly Fix[],
  { askAbove }: Policy,
): Promise<{ readonly questions: readonly Question[]; readonly agreed: readonly Agreement[] }> => {
  const consent = neededConsent(services, order);
  const isAnswered = (question: Question): boolean => answered.some((one) => one.question === question);
  // A new answer replaces what was said about the clip before.
  const before = consent === null || isAnswered(consent) ? [] : await agreedBefore(services, order, consent);
  return {
    questions: [
      ...(fixes.length > 0 ? (['photo'] as const) : []),
      ...(consent === null || isAnswered(consent) || before.length > 0 ? [] : [consent]),
      ...(askAbove > 0 && credits > askAbove && !isAnswered('price') ? (['price'] as const) : []),
    ],
    agreed: [...before, ...answered],
  };
};

/**
 * Submits an order and replies with the job's first card, or with what must be asked before; meanwhile the order waits
 * in the store. Reports what can't work before asking anything. `answered` holds the answers already given for it. Throws
 * `Failure` `cannot_ask` when a question is required but nobody can answer it.
 */
export const accept = async (
  services: Services,
  request: Request,
  requested: Order,
  files: readonly FileSource[] = [],
  otherInputs: Omit<InputFiles, 'photos'> = onlyPhotos,
  answered: readonly Agreement[] = [],
): Promise<Reply> => {
  requirePrivateChat(request.requester, requested.visibility);
  const before = await acceptedBefore(services, requested.owner, request.key);
  if (before !== null) return before;
  await using opened = await openPhotos(services, files);
  // Someone who lost access to the first part may not extend it.
  if (requested.after !== null) await clipFor(services, request.actor, 'remix', requested.after.clip);
  for (const part of requested.joined?.clips ?? []) await clipFor(services, request.actor, 'edit', part);
  const policy = await policyFor(services, requested.community, request);
  const order = capped(licensedBy(policy, coveredBy(policy, requested)), policy.caps);
  await requireLicensedParts(services, order);
  const permitted = servicesUnder(services, policy, request, order);
  const inputs = { photos: opened.photos, ...otherInputs };
  const looksAtPhotos =
    canAnswer(request.requester) &&
    answered.every(({ question }) => question !== 'photo') &&
    mayBePoor(permitted, request, order, inputs);
  return await withStoredFiles(permitted, order, inputs, async (stored) => {
    const fixes = looksAtPhotos ? fixesFor(stored.files, inputs) : [];
    const planned = await planOrder(permitted, stored.order);
    const { questions, agreed } = await openQuestions(permitted, planned, answered, fixes, policy);
    if (questions.length > 0) {
      if (!request.asks || !canAnswer(request.requester)) throw new Failure('cannot_ask');
      return askBefore(permitted, planned, { questions, fixes, agreed });
    }
    const submitted = await submit(permitted, planned, request.key, agreed);
    // Whoever was asked about a photo has read what is wrong with it.
    const askedAboutPhoto = agreed.some(({ question }) => question === 'photo');
    return firstCard(
      services,
      askedAboutPhoto ? { ...submitted, advice: submitted.advice.filter(isMinor) } : submitted,
    );
  });
};
