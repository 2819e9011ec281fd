import type { Json } from '../../../src/core/json.ts';
import type { Clock } from './clock.ts';
import type { Fault } from './faults.ts';
import { readFileInputs } from './file-inputs.ts';
import type { Files } from './files.ts';
import { models } from './models/all.ts';
import type { Model } from './models/model.ts';
import { bodyOf, ended, type Prediction, type Status } from './prediction.ts';
import { newName } from './stamp.ts';
import type { Letter, openPost } from './webhooks.ts';

const hour = 3_600_000;
const longestRun = 1_800_000;
const success: { status: Status; error?: string } = { status: 'succeeded' };

export type Created = {
  readonly number: number;
  readonly model: string;
  readonly input: Readonly<Record<string, Json>>;
  readonly webhook: string | null;
  readonly events: readonly string[];
  readonly key: string;
  readonly fault: Fault;
  /** Milliseconds it may live; null for ever. */
  readonly cancelAfter: number | null;
};

type Parts = {
  readonly clock: Clock;
  readonly files: Files;
  readonly post: ReturnType<typeof openPost>;
  readonly base: () => string;
  readonly delivery: () => string;
  /** Milliseconds, where the fault says nothing. */
  readonly cold: number;
  readonly run: number;
};

export type Predictions = ReturnType<typeof openPredictions>;

const outputOf = (model: Model, { id, fault, input }: Prediction, delivery: string): Json => {
  const type = model.output === 'video' ? 'mp4' : String(input['output_format'] ?? 'png');
  const address = `${delivery}/${id}/output.${type}`;
  if (fault.output === 'null') return null;
  if (fault.output === 'array') return [address];
  return fault.output === 'object' ? { video: address } : address;
};

/** Every prediction from its making to the loss of its data an hour later. */
export const openPredictions = ({ clock, files, post, base, delivery, ...usual }: Parts) => {
  const all = new Map<string, Prediction>();
  const waiting = new Map<string, (() => void)[]>();
  const body = (prediction: Prediction) => bodyOf(prediction, base(), clock.now());

  const tell = (prediction: Prediction, event: Letter['event']): void => {
    const { webhook, events, fault, id } = prediction;
    if (webhook === null || !events.includes(event)) return;
    void post.send({ address: webhook, event, body: JSON.stringify(body(prediction)) }, fault.webhooks, id);
  };

  const expire = (prediction: Prediction): void => {
    Object.assign(prediction, { input: {}, output: null, removed: true, photo: null });
  };

  const end = (prediction: Prediction, status: Status, error: string | null = null): void => {
    if (ended(prediction)) return;
    Object.assign(prediction, { status, error, completedAt: clock.now() });
    const model = models[prediction.model];
    if (status === 'succeeded' && model !== undefined) {
      prediction.output = outputOf(model, prediction, delivery());
      tell(prediction, 'output');
    }
    tell(prediction, 'completed');
    clock.after(Math.max(0, prediction.createdAt + hour - clock.now()), () => expire(prediction));
    for (const resolve of waiting.get(prediction.id) ?? []) resolve();
    waiting.delete(prediction.id);
  };

  const tellLogs = (prediction: Prediction): void => {
    if (ended(prediction)) return;
    tell(prediction, 'logs');
    clock.after(500, () => tellLogs(prediction));
  };

  const run = (prediction: Prediction, model: Model): void => {
    const { fault } = prediction;
    Object.assign(prediction, { status: 'processing', startedAt: clock.now() });
    tell(prediction, 'start');
    if (fault.logs !== undefined) clock.after(500, () => tellLogs(prediction));
    clock.after(longestRun, () => end(prediction, 'failed', 'Prediction timed out after 30 minutes'));
    const { photo, complaint } = readFileInputs(model, prediction.input, files);
    prediction.photo = photo;
    const wrong = complaint ?? model.complaint(prediction.input);
    const { status, error = null } =
      wrong === null ? (fault.end ?? success) : ({ status: 'failed', error: wrong } as const);
    if (fault.stuck !== 'processing') clock.after(prediction.run, () => end(prediction, status, error));
  };

  const start = (prediction: Prediction): void => {
    const model = models[prediction.model];
    if (ended(prediction) || model === undefined) return;
    if (prediction.fault.end?.status === 'aborted') end(prediction, 'aborted');
    else run(prediction, model);
  };

  return {
    all,
    body,
    create: ({ fault, cancelAfter, ...created }: Created): Prediction => {
      const { cold = usual.cold / 1000, run = usual.run / 1000, stuck } = fault;
      const prediction: Prediction = {
        ...created,
        id: newName(),
        fault,
        version: models[created.model]?.version ?? 'hidden',
        createdAt: clock.now(),
        run: run * 1000,
        deadline: cancelAfter === null ? null : clock.now() + cancelAfter,
        ...{ status: 'starting', startedAt: null, completedAt: null },
        ...{ output: null, error: null, removed: false, photo: null, gets: [] },
      };
      all.set(prediction.id, prediction);
      if (stuck !== 'starting') clock.after(cold * 1000, () => start(prediction));
      if (cancelAfter !== null) {
        clock.after(cancelAfter, () =>
          end(prediction, prediction.status === 'starting' ? 'aborted' : 'canceled'),
        );
      }
      return prediction;
    },
    cancel: (prediction: Prediction): void => end(prediction, 'canceled'),
    /** Resolves when it has ended, at the latest after that many milliseconds. */
    settled: (prediction: Prediction, milliseconds: number): Promise<void> =>
      new Promise((resolve) => {
        if (ended(prediction)) return resolve();
        waiting.set(prediction.id, [...(waiting.get(prediction.id) ?? []), resolve]);
        clock.after(milliseconds, resolve);
      }),
  };
};
