import type { Checked, Operation } from '../../core/engine.ts';
import { asFailure, type Failure } from '../../core/failure.ts';
import type { Fence } from '../../core/fence.ts';
import { newId } from '../../core/id.ts';
import type { Log } from '../../core/log.ts';
import { follow, lastMoment } from './find.ts';
import { failed, verdict } from './model-failures.ts';
import { clipUrl } from './output.ts';
import { discard } from './photo-uploads.ts';
import type { ReplicateApi } from './replicate-api.ts';
import { renderKey } from './replicate-receipt.ts';
import { startSeconds } from './replicate-start.ts';
import { recall, stop, tell } from './replicate-take.ts';
import type { Onward, Prediction, ReplicateReceipt } from './wire.ts';

type ChainParts = {
  readonly api: ReplicateApi;
  readonly log: Log;
  readonly grace: number;
  /** Whether a restored photo may come from this URL. */
  allowed(url: URL): boolean;
  webhook(idempotencyKey: string): string | null;
  /** The id of the prediction that a webhook reported for an idempotency key. */
  heard(idempotencyKey: string): string | null;
  guard<T>(call: () => Promise<T>): Promise<T>;
};

type Going = ReplicateReceipt & { readonly onward: Onward };

/** Whether the render itself still has to be started. */
export const isGoing = (receipt: ReplicateReceipt): receipt is Going => receipt.onward !== undefined;

type Turn = NonNullable<Onward['turn']>;

/** The state of a take while its photo is being restored. */
const restoring: Checked = { state: 'running', fraction: 0.05 };
// The provider stops showing data after an hour, so a later search would find nothing.
const searchSeconds = 15 * 60;

const ageOf = ({ since }: Turn): number => (Date.now() - Date.parse(since)) / 1_000;

const filming = ({ files }: ReplicateReceipt, { id, created_at }: Prediction): Operation => ({
  id,
  files,
  startedAt: created_at ?? new Date().toISOString(),
});

/**
 * Moves a take from its restored photo to its render and makes sure that there is only one render. A process writes a
 * turn into the receipt before it starts the render, and starts it only for a turn it wrote itself. For any other turn
 * it searches for the render that may have been started.
 */
export const createOnward = (parts: ChainParts) => {
  const { api, log, grace, allowed, webhook, heard, guard } = parts;
  const turns = new Set<string>();

  const takeTurn = (receipt: Going, photo: string): Checked => {
    const turn = { id: newId(), since: new Date().toISOString() };
    turns.add(turn.id);
    return { ...restoring, operation: { ...receipt, onward: { ...receipt.onward, photo, turn } } };
  };

  const restore = async (receipt: Going): Promise<Checked> => {
    const prediction = await recall(api, receipt);
    const checked = prediction === null ? failed('expired') : verdict(prediction);
    if (checked.state === 'running') return restoring;
    const url = clipUrl(prediction?.output);
    if (checked.state === 'ready')
      return takeTurn(receipt, url !== null && allowed(url) ? url.href : receipt.onward.photo);
    if (prediction !== null) tell(log, prediction);
    // Any other failure isn't fatal: render the original photo.
    if (!['content_blocked', 'cancelled'].includes(checked.failure.kind))
      return takeTurn(receipt, receipt.onward.photo);
    await discard(api, receipt.files);
    return checked;
  };

  const begin = async (receipt: Going, turn: Turn, fence: Fence): Promise<Checked> => {
    const { marker: idempotencyKey, photo, film } = receipt.onward;
    const { ref, input, fields, deadline } = film;
    const photos = Object.fromEntries(fields.map((field) => [field, photo]));
    const hook = webhook(renderKey(idempotencyKey));
    const commission = { ref, input: { ...input, ...photos }, webhook: hook, deadline };
    const signal = AbortSignal.timeout(Math.max(0, (startSeconds - ageOf(turn)) * 1_000));
    await fence.check();
    try {
      const created = await guard(() => api.create(commission, signal));
      return { ...restoring, operation: filming(receipt, created) };
    } catch (error) {
      const { kind, facts }: Failure = asFailure(error);
      // The next check finds out whether it was started.
      if (kind === 'unknown_outcome') return restoring;
      await discard(api, receipt.files);
      return { state: 'failed', failure: { kind, facts } };
    }
  };

  const seek = ({ id, files, startedAt, onward }: Going, turn: Turn): Promise<Prediction | null> => {
    const idempotencyKey = renderKey(onward.marker);
    const texts = [onward.photo, ...files];
    const between = [startedAt, lastMoment(turn.since, grace)] as const;
    const clues = { idempotencyKey, texts, between, except: id, heard: heard(idempotencyKey) };
    return follow(api, clues, ageOf(turn), grace);
  };

  const resume = async (receipt: Going, turn: Turn): Promise<Checked> => {
    try {
      const found = await seek(receipt, turn);
      if (found === null) return takeTurn(receipt, receipt.onward.photo);
      return { ...restoring, operation: filming(receipt, found) };
    } catch (error) {
      if (asFailure(error).kind !== 'unknown_outcome' || ageOf(turn) > searchSeconds) throw error;
      return restoring;
    }
  };

  return {
    /** Checks a take whose receipt doesn't name its render yet. Returns a new receipt when the take moves on. */
    check: (receipt: Going, fence: Fence): Promise<Checked> => {
      const { turn } = receipt.onward;
      if (turn === null) return restore(receipt);
      // Each turn is used once, whatever the outcome.
      return turns.delete(turn.id) && ageOf(turn) < startSeconds
        ? begin(receipt, turn, fence)
        : resume(receipt, turn);
    },
    /** Cancels the restoration, or the render that a turn may have started. */
    cancel: async (receipt: Going): Promise<void> => {
      const { turn } = receipt.onward;
      if (turn === null) return stop(api, receipt);
      try {
        const film = turns.delete(turn.id) ? null : await seek(receipt, turn);
        if (film !== null) await api.cancel(film.id);
      } finally {
        await discard(api, receipt.files);
      }
    },
  };
};
