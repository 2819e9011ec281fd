import type { Operation, Plan, StartContext } from '../../core/engine.ts';
import { asFailure } from '../../core/failure.ts';
import { discard, place } from './photo-uploads.ts';
import type { RemoteInput } from './remote-input.ts';
import type { ReplicateApi } from './replicate-api.ts';
import { deadlineFor, receiptOf } from './replicate-receipt.ts';

/** Seconds after which a start gives up, so that no paid call leaves this process later than that. */
export const startSeconds = 75;

/**
 * Uploads the photos and creates the plan's first prediction (the restoration or the render) with at most one paid
 * call. Throws `Failure` `unknown_outcome`, or the provider's refusal.
 */
export const begin = async (
  api: ReplicateApi,
  plan: Plan,
  context: StartContext,
  webhook: string | null,
): Promise<Operation> => {
  const remote = plan.input as RemoteInput;
  const { before } = remote;
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(startSeconds * 1_000)]);
  const paths = [...context.photos, ...(context.references ?? [])];
  const { input, files } = await place(api, remote, paths, context.idempotencyKey, signal);
  const [photo = ''] = files.map(({ urls }) => urls.get);
  const first =
    before === undefined
      ? { ref: remote.ref, input }
      : { ref: before.ref, input: { ...before.input, [before.photo]: photo } };
  const ids = files.map(({ id }) => id);
  try {
    await context.fence.check();
    const created = await api.create({ ...first, webhook, deadline: deadlineFor(plan.seconds) }, signal);
    return receiptOf(created, ids, photo, plan, context.idempotencyKey);
  } catch (error) {
    // Keep the files when the outcome is unknown: a lost prediction is found by them.
    if (asFailure(error).kind !== 'unknown_outcome') await discard(api, ids);
    throw error;
  }
};
