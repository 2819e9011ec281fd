import type { IncomingMessage } from 'node:http';
import type { Json } from '../../../src/core/json.ts';
import { canary } from '../../captured/captured.ts';
import { magicOf, type Rules } from './faults.ts';
import type { Files } from './files.ts';
import { models } from './models/all.ts';
import type { Prediction } from './prediction.ts';
import type { Predictions } from './predictions.ts';
import { badVersion, notFound, Problem, refusalProblem } from './problems.ts';
import { cancelAfterOf, readJson } from './requests.ts';
import { checkBody, checkInput } from './validate.ts';

type Input = Readonly<Record<string, Json>>;

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

/** The first words in the metadata of the files among an input. */
const metadataOf = (input: Input, files: Files): string | undefined =>
  Object.values(input)
    .flatMap((value) => Object.values(files.behind(String(value))?.metadata ?? {}))
    .find((value) => typeof value === 'string');

const everyEvent = ['start', 'output', 'logs', 'completed'];

export type Intake = {
  /** Of the POST, counted from 1. */
  readonly number: number;
  readonly rules: Rules;
  readonly files: Files;
  readonly predictions: Predictions;
  /** Runs after that many milliseconds. */
  readonly later: (milliseconds: number, run: () => void) => void;
};

/** Takes a create from its request to a prediction. Throws Problem where it refuses; null asks for a reset. */
export const takeCreate = async (
  request: IncomingMessage,
  path: string | null,
  { number, rules, files, predictions, later }: Intake,
): Promise<Prediction | null> => {
  const cancelAfter = cancelAfterOf(request);
  const body = await readJson(request);
  const { input: given, webhook, version, webhook_events_filter: events = everyEvent } = body;
  const input = (given ?? {}) as Input;
  const marker = markerOf(webhook);
  const prompt = String(input['prompt'] ?? '');
  canary('words', prompt);
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
  const created = {
    ...{ number, model: name, input, fault, cancelAfter, events: events as string[] },
    webhook: typeof webhook === 'string' ? webhook : null,
    key: marker || (metadataOf(input, files) ?? `${name} ${input['seed'] ?? ''} ${prompt}`),
  };
  if (fault.late !== undefined) {
    later(1000 * fault.late, () => predictions.create(created));
    return null;
  }
  const prediction = predictions.create(created);
  return fault.reset === undefined ? prediction : null;
};
