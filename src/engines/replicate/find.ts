import type { Operation } from '../../core/engine.ts';
import { Failure } from '../../core/failure.ts';
import type { Api } from './api.ts';
import { belongsTo, discard } from './photos.ts';
import type { Prediction } from './wire.ts';

// Between our clock and the provider's.
const skewSeconds = 300;

const shows = (prediction: Prediction, texts: readonly string[], marker: string): boolean => {
  const input = JSON.stringify(prediction.input ?? {});
  return texts.some((text) => input.includes(text)) || (prediction.webhook?.includes(marker) ?? false);
};

// An input that is not shown could be the one looked for.
const hides = ({ input }: Prediction): boolean => Object.keys(input ?? {}).length === 0;

/**
 * The prediction that an attempt created, known by the attempt's own uploaded files in its input. There is no
 * idempotency key and lists do not show webhooks, but they show inputs and the metadata of files. `grace`: seconds
 * after which no call can still be on its way. `heard`: the prediction that a webhook named for it, if one came.
 */
export const search = async (
  api: Api,
  marker: string,
  age: number,
  grace: number,
  heard: string | null,
): Promise<Operation | null> => {
  const since = Date.now() - (age + skewSeconds) * 1_000;
  const mine = (await api.filesSince(since)).filter((file) => belongsTo(marker, file));
  const files = mine.map(({ id }) => id);
  const pick = (list: readonly Prediction[]) => list.find((prediction) => shows(prediction, files, marker));
  const receipt = ({ id, created_at }: Prediction): Operation => ({
    id,
    files,
    startedAt: created_at ?? new Date().toISOString(),
  });
  const named = pick(heard === null ? [] : [await api.get(heard)]);
  if (named !== undefined) return receipt(named);
  // By the provider's own clock nothing can have been created before its photo was there.
  const [uploaded] = mine.map((file) => file.created_at).sort();
  const predictions = uploaded === undefined ? [] : await api.predictionsSince(uploaded);
  const found = pick(predictions);
  if (found !== undefined) return receipt(found);
  if (age < grace || heard !== null || predictions.some(hides)) throw new Failure('unknown_outcome');
  await discard(api, files);
  return null;
};
