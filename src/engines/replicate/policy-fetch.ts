import { setTimeout as sleep } from 'node:timers/promises';

/** Timeouts of a call, in milliseconds. */
export type CallTimeouts = {
  /** One try, including the body. */
  readonly timeout: number;
  /** All pauses between tries together. */
  readonly pauses: number;
  /** The longest first pause when the provider names none; it doubles with every try. */
  readonly pause: number;
};

/** The status shown instead of one that the client would retry by itself. */
const shown = 424;
/** The header with the real outcome: a status, `lost` (sent or possibly sent) or `unsent` (certainly not sent). */
export const trueStatus = 'x-original-status';

const maximumTries = 4;

type Outcome =
  | { readonly response: Response }
  | { readonly lost: 'lost' | 'unsent'; readonly reason: string };

const neverConnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

const codeOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return 'unknown';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
};

// Read the body here, so that a truncated response counts as lost.
const tryOnce = async (url: URL, init: RequestInit, timeout: number): Promise<Outcome> => {
  if (init.signal?.aborted) return { lost: 'unsent', reason: 'nobody wants it any more' };
  const signals = [AbortSignal.timeout(timeout), ...(init.signal ? [init.signal] : [])];
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.any(signals) });
    const bytes = await answer.arrayBuffer();
    const headers = new Headers();
    for (const name of ['content-type', 'retry-after']) {
      const value = answer.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    const empty = [204, 205, 304].includes(answer.status);
    return { response: new Response(empty ? null : bytes, { status: answer.status, headers }) };
  } catch (error) {
    const reason = codeOf(error);
    return { lost: neverConnected.includes(reason) ? 'unsent' : 'lost', reason };
  }
};

/** Seconds the provider asks us to wait, from the header or the body of its response. */
export const retryAfterSeconds = (headers: Headers, body: string): number | null => {
  const header = headers.get('retry-after');
  if (header !== null) {
    const seconds = /^\d+(\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
    return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
  }
  const named = /"retry_after":\s*(\d+(?:\.\d+)?)/.exec(body)?.[1];
  return named === undefined ? null : Number(named);
};

/** Milliseconds until the next try; null to give up. A paid call is repeated only when it was certainly refused. */
const pauseAfter = async (
  outcome: Outcome,
  tries: number,
  paid: boolean,
  pause: number,
): Promise<number | null> => {
  const jittered = Math.random() * pause * 2 ** (tries - 1);
  if (tries >= maximumTries) return null;
  if ('lost' in outcome) return paid ? null : jittered;
  const { status } = outcome.response;
  if (status !== 429) return status >= 500 && !paid ? jittered : null;
  const seconds = retryAfterSeconds(outcome.response.headers, await outcome.response.clone().text());
  return seconds === null ? jittered : seconds * 1_000 + Math.random() * 100;
};

const show = async (outcome: Outcome): Promise<Response> => {
  if ('lost' in outcome)
    return new Response(outcome.reason, { status: shown, headers: { [trueStatus]: outcome.lost } });
  const { response } = outcome;
  if (response.status !== 429 && response.status < 500) return response;
  const headers = new Headers(response.headers);
  headers.set(trueStatus, String(response.status));
  return new Response(await response.arrayBuffer(), { status: shown, headers });
};

/** Only creating a prediction costs money. Everything else is safe to repeat. */
const costsMoney = (url: URL, method: string): boolean =>
  method === 'POST' && url.pathname.endsWith('/predictions');

/**
 * A `fetch` that does all retries, because the client's own ones repeat paid calls. It never throws: a failed call
 * returns status 424, which the client doesn't retry, with the real outcome in `x-original-status`.
 */
export const policyFetch =
  (timeouts: CallTimeouts, paidHeaders: Readonly<Record<string, string>> = {}) =>
  async (input: URL | Request | string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    const paid = costsMoney(url, init.method ?? 'GET');
    const headers = new Headers(init.headers);
    if (paid) for (const [name, value] of Object.entries(paidHeaders)) headers.set(name, value);
    let left = timeouts.pauses;
    for (let tries = 1; ; tries += 1) {
      const outcome = await tryOnce(url, { ...init, headers }, timeouts.timeout);
      const pause = await pauseAfter(outcome, tries, paid, timeouts.pause);
      if (pause === null || pause > left || init.signal?.aborted) return show(outcome);
      left -= pause;
      const waited = await sleep(pause, true, init.signal ? { signal: init.signal } : {}).catch(() => false);
      if (!waited) return show(outcome);
    }
  };
