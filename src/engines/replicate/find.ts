import type { Operation, Plan } from '../../core/engine.ts';
import { Failure } from '../../core/failure.ts';
import { belongsTo, discard } from './photo-uploads.ts';
import type { ReplicateApi } from './replicate-api.ts';
import { receiptOf } from './replicate-receipt.ts';
import type { Prediction } from './wire.ts';

// Allowed difference between our clock and the provider's.
const skewSeconds = 300;

/** What identifies a prediction. */
type SearchHints = {
  /** Part of its webhook URL. */
  readonly idempotencyKey: string;
  /** At least one of these is in its input. */
  readonly texts: readonly string[];
  /** The time range in which it can have been created; null when it certainly wasn't created. */
  readonly between: readonly [first: string, last: string] | null;
  /** The id of a prediction to exclude, or null. */
  readonly except: string | null;
  /** The id of the prediction that a webhook reported for it, if one arrived. */
  readonly heard: string | null;
};

/**
 * The latest time at which a prediction can have been created if its call was due at `moment`. `grace` is in seconds.
 */
export const lastMoment = (moment: string, grace: number): string =>
  new Date(Date.parse(moment) + (grace + skewSeconds) * 1_000).toISOString();

const shows = (prediction: Prediction, { texts, idempotencyKey, except }: SearchHints): boolean => {
  const input = JSON.stringify(prediction.input ?? {});
  const told =
    texts.some((text) => input.includes(text)) || (prediction.webhook?.includes(idempotencyKey) ?? false);
  return told && prediction.id !== except;
};

// A prediction whose input isn't shown could be the one we are looking for.
const hides = ({ input }: Prediction): boolean => Object.keys(input ?? {}).length === 0;

/**
 * Finds the prediction that matches the clues; null when there certainly is none. `age`: seconds since it may have
 * been created. `grace`: seconds after which no call can still be in flight. Throws `Failure` `unknown_outcome` while
 * that isn't certain.
 */
export const follow = async (
  api: ReplicateApi,
  clues: SearchHints,
  age: number,
  grace: number,
): Promise<Prediction | null> => {
  const { between, except, heard } = clues;
  const pick = (list: readonly Prediction[]) => list.find((prediction) => shows(prediction, clues));
  const named = pick(heard === null ? [] : [await api.get(heard)]);
  if (named !== undefined) return named;
  const predictions = between === null ? [] : await api.predictionsBetween(...between);
  const found = pick(predictions);
  if (found !== undefined) return found;
  const hidden = predictions.some((prediction) => prediction.id !== except && hides(prediction));
  if (age < grace || heard !== null || hidden) throw new Failure('unknown_outcome');
  return null;
};

/**
 * Finds the first prediction of an attempt by the attempt's own uploaded files in its input. The API has no
 * idempotency keys and its lists omit webhooks, but they show inputs and the metadata of files.
 */
export const search = async (
  api: ReplicateApi,
  plan: Plan,
  idempotencyKey: string,
  age: number,
  grace: number,
  heard: string | null,
): Promise<Operation | null> => {
  const since = Date.now() - (age + skewSeconds) * 1_000;
  const mine = (await api.filesSince(since)).filter((file) => belongsTo(idempotencyKey, file));
  const files = mine.map(({ id }) => id);
  const [uploaded] = mine.map((file) => file.created_at).sort();
  // By the provider's own clock, it can't have been created before its photo was uploaded, nor long after.
  const between = uploaded === undefined ? null : ([uploaded, lastMoment(uploaded, grace)] as const);
  const clues = { idempotencyKey, texts: files, between, except: null, heard };
  const found = await follow(api, clues, age, grace);
  if (found !== null) return receiptOf(found, files, mine[0]?.urls.get ?? '', plan, idempotencyKey);
  await discard(api, files);
  return null;
};
