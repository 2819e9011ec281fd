import * as z from 'zod';
import { Failure, type FailureKind } from '../../core/failure.ts';
import type { Json } from '../../core/json.ts';
import { retryAfterSeconds, trueStatus } from './policy-fetch.ts';

const problem = z.object({
  status: z.number().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  invalid_fields: z.array(z.object({ type: z.string().optional(), field: z.string().optional() })).optional(),
});
type Problem = z.infer<typeof problem>;

/** All strings in an input that may be user text. */
export const textsIn = (value: Json | undefined): string[] => {
  if (typeof value === 'string') return value.length > 2 ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
};

/** Makes a provider's text safe to log: short, without user text, tokens or the data in URLs. */
export const quoted = (text: string, hidden: readonly string[]): string => {
  const longestFirst = [...hidden].sort((left, right) => right.length - left.length);
  return longestFirst
    .reduce((rest, secret) => rest.replaceAll(secret, '[…]'), text)
    .replace(/\b(?:r8|whsec)_[\w+/=-]+/g, '[…]')
    .replace(/(https?:\/\/[^/\s"?#]+)[^\s"]*/g, '$1/[…]')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
};

type Answer = {
  readonly status: number | 'lost' | 'unsent';
  readonly body: string;
  readonly headers: Headers;
};

// The client has already read the body and keeps it only in its error message.
const answerIn = (error: unknown): Answer | null => {
  if (!(error instanceof Error && 'response' in error && error.response instanceof Response)) return null;
  const { headers, status } = error.response;
  const body = / failed with status \d+ [^:]*: ([\s\S]*)\.$/.exec(error.message)?.[1] ?? '';
  const known = headers.get(trueStatus);
  if (known === 'lost' || known === 'unsent') return { status: known, body, headers };
  return { status: Number(known ?? status), body, headers };
};

const problemIn = (body: string): Problem | null => {
  try {
    return problem.parse(JSON.parse(body));
  } catch {
    return null;
  }
};

const describe = ({ status, body }: Answer, problem: Problem | null, hidden: readonly string[]): Error => {
  const fields = problem?.invalid_fields?.map(({ type, field }) => `${field ?? ''} ${type ?? ''}`).join(', ');
  // Details about invalid input repeat the input.
  const detail = status === 422 ? fields : (problem?.detail ?? (problem === null ? body : undefined));
  const words = [problem?.title, detail].filter((part) => part !== undefined).join(': ');
  return new Error(`Replicate: ${status} ${quoted(words, hidden)}`);
};

const kinds: Readonly<Record<number, FailureKind>> = {
  400: 'invalid_input',
  401: 'auth',
  402: 'billing',
  413: 'invalid_input',
  422: 'invalid_input',
  429: 'rate_limited',
};

// A proxy may answer 5xx after the API has accepted the call, so a 5xx needs the API's own error body as proof.
const knownRefused = ({ status }: Answer, problem: Problem | null): boolean =>
  status === 'unsent' ||
  (typeof status === 'number' && (status < 500 || (status === 503 && problem?.status === 503)));

/** Whether a failed call means that the model is gone or rejects its input. */
export const isModelRefusal = ({ cause }: Failure): boolean =>
  cause instanceof Error && /^Replicate: (404|422) /.test(cause.message);

/**
 * Converts an error to a `Failure`. `paid`: the call costs money, so an unclear outcome becomes `unknown_outcome`.
 * `hidden`: texts that must not reach the log.
 */
export const refusal = (error: unknown, paid: boolean, hidden: readonly string[] = []): Failure => {
  if (error instanceof Failure) return error;
  const answer = answerIn(error);
  const open = paid ? 'unknown_outcome' : 'unavailable';
  const facts = paid ? {} : { name: 'Replicate' };
  if (answer === null) {
    const name = error instanceof Error ? error.name : typeof error;
    return new Failure(open, facts, new Error(`Replicate: an answer that cannot be read (${name})`));
  }
  const problem = problemIn(answer.body);
  const cause = describe(answer, problem, hidden);
  if (paid && !knownRefused(answer, problem)) return new Failure('unknown_outcome', {}, cause);
  // A missing model isn't the user's mistake.
  const missing = answer.status === 404 && !paid;
  const kind = missing ? 'not_found' : (kinds[Number(answer.status)] ?? 'unavailable');
  if (kind === 'unavailable') return new Failure(kind, { name: 'Replicate' }, cause);
  if (kind !== 'rate_limited') return new Failure(kind, {}, cause);
  const seconds = Math.ceil(retryAfterSeconds(answer.headers, answer.body) ?? 60);
  return new Failure(kind, { seconds }, cause);
};
