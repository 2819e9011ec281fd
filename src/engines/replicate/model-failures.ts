import type { Checked } from '../../core/engine.ts';
import type { Facts, FailureKind } from '../../core/failure.ts';
import { clipUrl } from './output.ts';
import type { Prediction } from './wire.ts';

/** Failure kinds by the error codes and texts of Replicate and its models. */
const failures: readonly (readonly [RegExp, FailureKind])[] = [
  [
    /\bE005\b|flagged as sensitive|nsfw|safety (?:filter|system)|content polic|moderation/i,
    'content_blocked',
  ],
  [/\bE6716\b|timed? ?out/i, 'timeout'],
  [/\bE003\b|high demand|code: PA\b|\bE004\b|temporarily unavailable/i, 'unavailable'],
  [/\bE006\b/, 'invalid_input'],
];

export const failureKind = (text: string): FailureKind =>
  failures.find(([pattern]) => pattern.test(text))?.[1] ?? 'model_failed';

/** The last percentage in a log, as a fraction. Progress bars redraw themselves with bare carriage returns. */
export const fractionIn = (logs: string): number | null => {
  const lines = logs.split(/[\r\n]+/).reverse();
  for (const line of lines) {
    const percent = /(?:^|[\s:])(\d{1,3})(?:\.\d+)?%/.exec(line)?.[1];
    if (percent !== undefined) return Math.min(1, Number(percent) / 100);
  }
  return null;
};

const factsOf: Partial<Record<FailureKind, Facts>> = {
  unavailable: { name: 'Replicate' },
  expired: { file: 'clip' },
};

/** The state of a take that ended without a clip. */
export const failed = (kind: FailureKind): Checked => ({
  state: 'failed',
  failure: { kind, facts: factsOf[kind] ?? {} },
});

const pastDeadline = ({ deadline, completed_at }: Prediction): boolean => {
  if (!deadline) return false;
  const ended = completed_at ? Date.parse(completed_at) : Date.now();
  return ended >= Date.parse(deadline) - 1_000;
};

/** Converts the state of a prediction to the state of its take. */
export const verdict = (prediction: Prediction): Checked => {
  const { status, output, logs, error } = prediction;
  if (status === 'starting') return { state: 'running', fraction: null };
  if (status === 'processing') return { state: 'running', fraction: fractionIn(logs ?? '') };
  if (status === 'failed') return failed(failureKind(String(error ?? '')));
  if (status === 'canceled' || status === 'aborted')
    return failed(pastDeadline(prediction) ? 'timeout' : 'cancelled');
  if (prediction.data_removed) return failed('expired');
  return clipUrl(output) === null ? failed('bad_output') : { state: 'ready' };
};
