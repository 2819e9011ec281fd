import type { Json } from '../../../src/core/json.ts';
import type { Clock } from './clock.ts';
import { type Delivered, readFileInputs } from './file-inputs.ts';
import type { Files } from './files.ts';
import { models } from './models/all.ts';
import type { Model } from './models/model.ts';
import { bodyOf, ended, type Prediction, type Status } from './prediction.ts';
import type { Letter, openPost } from './webhooks.ts';

const hour = 3_600_000;
const longestRun = 1_800_000;

export type LifeParts = {
  readonly clock: Clock;
  readonly files: Files;
  readonly post: ReturnType<typeof openPost>;
  /** Addresses of the API and of the delivery host. */
  readonly base: () => string;
  readonly delivery: () => string;
  readonly delivered: Delivered;
};

const outputOf = ({ id, fault, input, model }: Prediction, delivery: string): Json => {
  const type = models[model]?.output === 'image' ? String(input['output_format'] ?? 'png') : 'mp4';
  const address = `${delivery}/${id}/output.${type}`;
  if (fault.output === 'null') return null;
  if (fault.output === 'array') return [address];
  return fault.output === 'object' ? { video: address } : address;
};

/** What becomes of a prediction, from its start to the loss of its data an hour after it was made. */
export const createLife = (parts: LifeParts, onEnd: (prediction: Prediction) => void) => {
  const { clock, files, post, base, delivery, delivered } = parts;

  const tell = (prediction: Prediction, event: Letter['event']): void => {
    const { webhook, events, fault, id } = prediction;
    if (webhook === null || !events.includes(event)) return;
    const body = JSON.stringify(bodyOf(prediction, base(), clock.now()));
    void post.send({ address: webhook, event, body }, fault.webhooks, id);
  };

  const tellLogs = (prediction: Prediction): void => {
    if (ended(prediction)) return;
    tell(prediction, 'logs');
    clock.after(500, () => tellLogs(prediction));
  };

  const end = (prediction: Prediction, status: Status, error: string | null = null): void => {
    if (ended(prediction)) return;
    Object.assign(prediction, { status, error, completedAt: clock.now() });
    if (status === 'succeeded') {
      prediction.output = outputOf(prediction, delivery());
      tell(prediction, 'output');
    }
    tell(prediction, 'completed');
    clock.after(Math.max(0, prediction.createdAt + hour - clock.now()), () => {
      Object.assign(prediction, { input: {}, output: null, removed: true, photo: null });
    });
    onEnd(prediction);
  };

  const run = (prediction: Prediction, model: Model): void => {
    const { fault, input } = prediction;
    Object.assign(prediction, { status: 'processing', startedAt: clock.now() });
    tell(prediction, 'start');
    if (fault.logs !== undefined) clock.after(500, () => tellLogs(prediction));
    clock.after(longestRun, () => end(prediction, 'failed', 'Prediction timed out after 30 minutes'));
    const { photo, complaint } = readFileInputs(model, input, files, delivered);
    prediction.photo = photo;
    const wrong = complaint ?? model.complaint(input);
    const { status = 'succeeded', error = null } = fault.end ?? {};
    if (fault.stuck === 'processing') return;
    clock.after(prediction.run, () =>
      wrong === null ? end(prediction, status, error) : end(prediction, 'failed', wrong),
    );
  };

  const start = (prediction: Prediction): void => {
    const model = models[prediction.model];
    if (ended(prediction) || model === undefined) return;
    if (prediction.fault.end?.status === 'aborted') end(prediction, 'aborted');
    else run(prediction, model);
  };

  return { start, end };
};
