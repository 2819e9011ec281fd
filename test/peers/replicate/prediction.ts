import type { Json } from '../../../src/core/json.ts';
import type { Fault } from './faults.ts';
import { stamp } from './stamp.ts';

export type Status = 'starting' | 'processing' | 'succeeded' | 'failed' | 'canceled' | 'aborted';

export type Prediction = {
  readonly id: string;
  /** Of its POST, counted from 1. */
  readonly number: number;
  readonly model: string;
  readonly version: string;
  readonly webhook: string | null;
  readonly events: readonly string[];
  readonly fault: Fault;
  /** What it is counted under: the marker of its webhook, else of its file's metadata, else its model, seed and prompt. */
  readonly key: string;
  readonly createdAt: number;
  /** Milliseconds it runs unless something ends it. */
  readonly run: number;
  readonly deadline: number | null;
  input: Readonly<Record<string, Json>>;
  status: Status;
  startedAt: number | null;
  completedAt: number | null;
  output: Json;
  error: string | null;
  removed: boolean;
  photo: Buffer | null;
  /** When it was asked after. */
  readonly gets: number[];
};

export const ended = ({ status }: Prediction): boolean => status !== 'starting' && status !== 'processing';

/** Whether it costs money: what succeeded, and what was canceled while it ran. */
export const billed = ({ status, startedAt }: Prediction): boolean =>
  startedAt !== null && (status === 'succeeded' || status === 'processing' || status === 'canceled');

const logsOf = ({ fault, startedAt, completedAt, run, removed }: Prediction, now: number): string => {
  if (fault.logs === undefined || startedAt === null || removed) return '';
  const done = Math.min(30, Math.floor((30 * ((completedAt ?? now) - startedAt)) / Math.max(1, run)));
  const lines = Array.from({ length: done + 1 }, (_, step) => {
    const percent = String(Math.floor((100 * step) / 30)).padStart(3);
    return `${percent}%|${'█'.repeat(Math.floor(step / 3)).padEnd(10)}| ${step}/30 [00:0${step % 10}<00:10,  2.50it/s]`;
  });
  return `Using seed: 42\n${lines.join(fault.logs === 'lines' ? '\n' : '\r')}`;
};

const seconds = (from: number, to: number): number => Math.max(0.001, (to - from) / 1000);

/** A prediction as the service tells it. */
export const bodyOf = (prediction: Prediction, base: string, now: number) => {
  const { id, createdAt, startedAt, completedAt, deadline } = prediction;
  return {
    id,
    model: prediction.model,
    version: prediction.version,
    input: prediction.input,
    logs: logsOf(prediction, now),
    output: prediction.output,
    data_removed: prediction.removed,
    error: prediction.error,
    source: 'api',
    status: prediction.status,
    created_at: stamp(createdAt),
    ...(deadline !== null && { deadline: stamp(deadline) }),
    ...(startedAt !== null && { started_at: stamp(startedAt) }),
    ...(completedAt !== null && {
      completed_at: stamp(completedAt),
      metrics: {
        ...(startedAt !== null && { predict_time: seconds(startedAt, completedAt) }),
        total_time: seconds(createdAt, completedAt),
      },
    }),
    urls: {
      cancel: `${base}/predictions/${id}/cancel`,
      get: `${base}/predictions/${id}`,
      web: `https://replicate.com/p/${id}`,
    },
  };
};
