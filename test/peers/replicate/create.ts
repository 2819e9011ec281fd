import type { IncomingMessage } from 'node:http';
import type { Json } from '../../../src/core/json.ts';
import { type Fault, magicOf, type Rules } from './faults.ts';
import { models } from './models/all.ts';
import type { Prediction } from './prediction.ts';
import type { Predictions } from './predictions.ts';
import { badVersion, notFound, Problem, refusalProblem } from './problems.ts';
import { cancelAfterOf, readJson } from './requests.ts';
import { checkBody, checkInput } from './validate.ts';

/** The model that a version means: `owner/name` (official only), `owner/name:version` or the version alone. */
const modelOf = (version: string): string => {
  const [name, hex] = version.includes('/') ? version.split(':') : [undefined, version];
  const found = Object.entries(models).find(([key, model]) =>
    name === undefined ? model.version === hex : key === name && model.version === (hex ?? null),
  );
  if (found === undefined) throw badVersion();
  return found[0];
};

const checkWebhook = (webhook: unknown): void => {
  if (webhook === undefined) return;
  const { protocol, hostname } = new URL(String(webhook));
  if (protocol === 'https:' || hostname === '127.0.0.1' || hostname === 'localhost') return;
  throw new Problem(422, { title: 'Invalid webhook', detail: 'webhook must be an HTTPS URL', status: 422 });
};

/** What a webhook address carries to tell its job by. */
const markerOf = (webhook: Json | undefined): string => {
  if (typeof webhook !== 'string' || !URL.canParse(webhook)) return '';
  const { searchParams, pathname } = new URL(webhook);
  return searchParams.get('marker') ?? pathname.split('/').at(-1) ?? '';
};

const everyEvent = ['start', 'output', 'logs', 'completed'];

/** Takes a create from its request to a prediction. Throws Problem where it refuses; `null` asks for a reset. */
export const takeCreate = async (
  request: IncomingMessage,
  path: string | null,
  number: number,
  rules: Rules,
  predictions: Predictions,
): Promise<{ prediction: Prediction; fault: Fault } | null> => {
  const body = await readJson(request);
  const { input: given, webhook, version } = body;
  const input = (given ?? {}) as Readonly<Record<string, Json>>;
  const marker = markerOf(webhook);
  const prompt = String(input['prompt'] ?? '');
  const post = { number, model: path ?? String(version), prompt, input, marker };
  const fault = rules.create?.(post) ?? magicOf(prompt);
  if (fault.reset === 'before') return null;
  if (fault.refuse !== undefined) throw refusalProblem(fault.refuse);
  checkBody(path === null ? 'version' : 'model', body);
  const name = path ?? modelOf(String(version));
  const model = models[name];
  if (model === undefined || (path !== null && model.version !== null)) throw notFound();
  checkInput(model, input);
  checkWebhook(webhook);
  const prediction = predictions.create({
    number,
    model: name,
    input,
    webhook: typeof webhook === 'string' ? webhook : null,
    events: (body['webhook_events_filter'] as string[] | undefined) ?? everyEvent,
    key: marker === '' ? `${name} ${input['seed'] ?? ''} ${prompt}` : marker,
    fault,
    cancelAfter: cancelAfterOf(request),
  });
  return { prediction, fault };
};
