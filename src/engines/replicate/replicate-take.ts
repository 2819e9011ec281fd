import type { Checked, CollectContext } from '../../core/engine.ts';
import { asFailure, Failure } from '../../core/failure.ts';
import type { Log } from '../../core/log.ts';
import { type DownloadRules, download } from '../download.ts';
import { failed, verdict } from './model-failures.ts';
import { clipUrl } from './output.ts';
import { discard } from './photo-uploads.ts';
import { quoted, textsIn } from './refusal.ts';
import type { ReplicateApi } from './replicate-api.ts';
import type { Prediction, ReplicateReceipt } from './wire.ts';

// In its first moments a prediction may be unknown to some of the provider's servers.
const settlingMilliseconds = 60_000;

/** Fetches the prediction of a receipt; null when the provider no longer has it. */
export const recall = async (
  api: ReplicateApi,
  { id, startedAt }: ReplicateReceipt,
): Promise<Prediction | null> => {
  try {
    return await api.get(id);
  } catch (error) {
    const failure = asFailure(error);
    if (failure.kind !== 'not_found') throw error;
    if (Date.now() - Date.parse(startedAt) < settlingMilliseconds)
      throw new Failure('unavailable', { name: 'Replicate' }, failure);
    return null;
  }
};

/** Logs why a prediction failed, without user text. */
export const tell = (log: Log, { id, status, error, input }: Prediction): void => {
  const words = quoted(typeof error === 'string' ? error : '', textsIn(input ?? {}));
  log.warn({ prediction: id, status, error: new Error(words) }, 'a prediction failed');
};

/** Checks a take with one call. Deletes its uploaded photos when it failed. */
export const checkTake = async (api: ReplicateApi, receipt: ReplicateReceipt, log: Log): Promise<Checked> => {
  const prediction = await recall(api, receipt);
  const checked = prediction === null ? failed('expired') : verdict(prediction);
  if (checked.state !== 'failed') return checked;
  if (prediction !== null) tell(log, prediction);
  await discard(api, receipt.files);
  return checked;
};

/** Downloads the clip of a finished take, then deletes its uploaded photos. */
export const collectClip = async (
  api: ReplicateApi,
  receipt: ReplicateReceipt,
  { output, signal }: CollectContext,
  rules: DownloadRules,
): Promise<void> => {
  signal.throwIfAborted();
  const prediction = await recall(api, receipt);
  const checked = prediction === null ? failed('expired') : verdict(prediction);
  if (checked.state === 'failed') throw new Failure(checked.failure.kind, checked.failure.facts);
  const url = clipUrl(prediction?.output);
  if (checked.state === 'running' || url === null) throw new Failure('unavailable', { name: 'Replicate' });
  await download(url, output, rules, signal);
  await discard(api, receipt.files);
};

/** Cancels a take and deletes its uploaded photos. It's no error when the take has ended or is gone. */
export const stop = async (api: ReplicateApi, receipt: ReplicateReceipt): Promise<void> => {
  try {
    await api.cancel(receipt.id);
  } catch (error) {
    if (!['not_found', 'invalid_input'].includes(asFailure(error).kind)) throw error;
  } finally {
    await discard(api, receipt.files);
  }
};
