import type { Operation, Plan } from '../../core/engine.ts';
import { Failure } from '../../core/failure.ts';
import { belongsTo, discard } from './photo-uploads.ts';
import type { Api } from './replicate-api.ts';
import { receiptOf } from './replicate-receipt.ts';
import type { Prediction } from './wire.ts';

// Between our clock and the provider's.
const skewSeconds = 300;

/** What a prediction is known by. */
type Clues = {
  /** In its webhook. */
  readonly idempotencyKey: string;
  /** One of them in its input. */
  readonly texts: readonly string[];
  /** Moments between which it was created if at all; null where it certainly was not. */
  readonly between: readonly [first: string, last: string] | null;
  /** The id of one that it is not. */
  readonly apart: string | null;
  /** The prediction that a webhook named for it, if one came. */
  readonly heard: string | null;
};

/** The last moment at which something can have been created that was to be called for at another. */
export const lastMoment = (moment: string, grace: number): string =>
  new Date(Date.parse(moment) + (grace + skewSeconds) * 1_000).toISOString();

const shows = (prediction: Prediction, { texts, idempotencyKey, apart }: Clues): boolean => {
  const input = JSON.stringify(prediction.input ?? {});
  const told =
    texts.some((text) => input.includes(text)) || (prediction.webhook?.includes(idempotencyKey) ?? false);
  return told && prediction.id !== apart;
};

// An input that is not shown could be the one looked for.
const hides = ({ input }: Prediction): boolean => Object.keys(input ?? {}).length === 0;

/**
 * The prediction that the clues lead to; null when there certainly is none. `age`: seconds since it may have been
 * created. `grace`: seconds after which no call can still be on its way. Throws Failure `unknown_outcome` in between.
 */
export const follow = async (
  api: Api,
  clues: Clues,
  age: number,
  grace: number,
): Promise<Prediction | null> => {
  const { between, apart, heard } = clues;
  const pick = (list: readonly Prediction[]) => list.find((prediction) => shows(prediction, clues));
  const named = pick(heard === null ? [] : [await api.get(heard)]);
  if (named !== undefined) return named;
  const predictions = between === null ? [] : await api.predictionsBetween(...between);
  const found = pick(predictions);
  if (found !== undefined) return found;
  const hidden = predictions.some((prediction) => prediction.id !== apart && hides(prediction));
  if (age < grace || heard !== null || hidden) throw new Failure('unknown_outcome');
  return null;
};

/**
 * The first prediction that an attempt created, known by the attempt's own uploaded files in its input. There is no
 * idempotency key and lists do not show webhooks, but they show inputs and the metadata of files.
 */
export const search = async (
  api: Api,
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
  // By the provider's own clock nothing can have been created before its photo was there, nor long after.
  const between = uploaded === undefined ? null : ([uploaded, lastMoment(uploaded, grace)] as const);
  const clues = { idempotencyKey, texts: files, between, apart: null, heard };
  const found = await follow(api, clues, age, grace);
  if (found !== null) return receiptOf(found, files, mine[0]?.urls.get ?? '', plan, idempotencyKey);
  await discard(api, files);
  return null;
};
