import type { Operation, Plan, StartContext } from '../../core/engine.ts';
import { asFailure } from '../../core/failure.ts';
import type { Api } from './api.ts';
import { discard, place } from './photos.ts';
import type { RemoteInput } from './remote-input.ts';

/** Seconds after which a start gives up, so that no paid call leaves this process later than that. */
export const startSeconds = 75;

// A model may be cold and its queue long; what takes longer than this nobody waits for.
const deadlineFor = (seconds: number): number => Math.round(Math.min(1_800, Math.max(600, 6 * seconds)));

/** Uploads the photos and creates the prediction, with one paid call at the most. Throws `unknown_outcome` or a refusal. */
export const begin = async (
  api: Api,
  plan: Plan,
  context: StartContext,
  webhook: string | null,
): Promise<Operation> => {
  const remote = plan.input as RemoteInput;
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(startSeconds * 1_000)]);
  const { input, files } = await place(api, remote, context.photos, context.marker, signal);
  const commission = { ref: remote.ref, input, webhook, deadline: deadlineFor(plan.seconds) };
  try {
    const { id, created_at } = await api.create(commission, signal);
    return { id, files, startedAt: created_at ?? new Date().toISOString() };
  } catch (error) {
    // The files are what a lost prediction is known by.
    if (asFailure(error).kind !== 'unknown_outcome') await discard(api, files);
    throw error;
  }
};
