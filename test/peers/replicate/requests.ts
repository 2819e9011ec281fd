import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Json } from '../../../src/core/json.ts';
import { largestFile, Problem, tooLarge } from './problems.ts';

export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export const respond = (response: ServerResponse, { status, body, headers = {} }: Answer): void => {
  if (response.destroyed) return;
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

export const respondProblem = (response: ServerResponse, { status, body, headers }: Problem): void => {
  const asText = typeof body === 'string';
  const type = asText ? 'text/html' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type, ...headers }).end(asText ? body : JSON.stringify(body));
};

export const readJson = async (request: IncomingMessage): Promise<Readonly<Record<string, Json>>> => {
  const text = (await buffer(request)).toString();
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {}
  throw new Problem(400, { detail: 'JSON parse error', status: 400 });
};

export const readForm = async (request: IncomingMessage): Promise<FormData> => {
  const { 'content-type': type = '', 'content-length': length = 0 } = request.headers;
  if (Number(length) > largestFile + 100_000) throw tooLarge();
  const bytes = new Uint8Array(await buffer(request));
  return new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => {
    throw new Problem(400, { detail: 'Multipart form parse error', status: 400 });
  });
};

const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000 };

/** Milliseconds of a `Cancel-After` header: `30s`, `1h30m`, `45`; null without one. Throws Problem 422. */
export const cancelAfterOf = ({ headers }: IncomingMessage): number | null => {
  const { 'cancel-after': value } = headers;
  if (value === undefined) return null;
  const text = String(value);
  const parts = [...text.matchAll(/(\d+)([hms])/g)];
  const sum = parts.reduce((total, [, count, unit]) => total + Number(count) * (units[unit ?? ''] ?? 0), 0);
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : sum;
  if (!/^(\d+|(\d+[hms])+)$/.test(text) || milliseconds < 5000) {
    throw new Problem(422, {
      title: 'Invalid Cancel-After',
      detail: 'The minimum is 5 seconds',
      status: 422,
    });
  }
  return milliseconds;
};

/** Milliseconds a `Prefer` header asks to wait; null without one. Throws Problem 422. */
export const preferredWait = ({ headers: { prefer } }: IncomingMessage): number | null => {
  if (prefer === undefined) return null;
  const [, seconds] = /^wait(?:=(\d+))?$/.exec(String(prefer)) ?? [undefined, '0'];
  const count = Number(seconds ?? 60);
  if (count < 1 || count > 60) {
    throw new Problem(422, { title: 'Invalid Prefer', detail: 'wait must be between 1 and 60', status: 422 });
  }
  return count * 1000;
};
