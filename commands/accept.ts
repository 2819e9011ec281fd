import type { FileSource, Request } from '../src/core/command.ts';
import type { Agreement } from '../src/core/consent.ts';
import type { Order } from '../src/core/order.ts';
import { requirePrivateChat } from '../src/core/permission.ts';
import { type Reply, reply } from '../src/core/reply.ts';
import { variety } from '../src/core/variants.ts';
import { creditsLeft } from '../src/jobs/balance.ts';
import { applyPolicy, limitServices, policyFor, requireOrderAllowed } from '../src/jobs/community-rules.ts';
import { type InputFiles, onlyPhotos } from '../src/jobs/input-files.ts';
import { requireLicensedParts } from '../src/jobs/join-clips.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import { planOrder } from '../src/jobs/plan-takes.ts';
import type { Services } from '../src/jobs/services.ts';
import { statusOf } from '../src/jobs/status.ts';
import { withStoredFiles } from '../src/jobs/stored-order.ts';
import { findSubmitted, type Submitted, submit } from '../src/jobs/submit.ts';
import { ask, questionsFor } from './question.ts';

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

/** Throws `Failure` unless the person may still use the clips that an order continues or joins. */
const requireSourceClips = async (
  services: Services,
  { actor }: Request,
  { after, joined }: Order,
): Promise<void> => {
  if (after !== null) await clipFor(services, actor, 'remix', after.clip);
  for (const part of joined?.clips ?? []) await clipFor(services, actor, 'edit', part);
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
  photos: readonly FileSource[] = [],
  otherInputs: Omit<InputFiles, 'photos'> = onlyPhotos,
  answered: readonly Agreement[] = [],
): Promise<Reply> => {
  requirePrivateChat(request.requester, requested.visibility);
  const before = await acceptedBefore(services, requested.owner, request.key);
  if (before !== null) return before;
  await requireSourceClips(services, request, requested);
  const policy = await policyFor(services, requested.community, request);
  const order = applyPolicy(policy, requested);
  await requireLicensedParts(services, order);
  requireOrderAllowed(services, policy, request, order);
  const limited = limitServices(services, policy, request);
  return await withStoredFiles(limited, order, { photos, ...otherInputs }, async (stored) => {
    const planned = await planOrder(limited, stored.order);
    const open = await questionsFor(limited, request, planned, stored, answered, policy);
    if (open.questions.length > 0) return ask(limited, request, planned, open);
    return firstCard(services, await submit(limited, planned, request.key, open.agreed));
  });
};
