import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Upload } from '../discord/body.ts';
import { problems } from './problem.ts';

export type Payload = Readonly<Record<string, unknown>>;

export type Body = {
  readonly payload: Payload;
  /** By the name of the part. */
  readonly files: ReadonlyMap<string, Upload>;
  /** Whether every value came as text, as in forms and addresses. */
  readonly texts: boolean;
};

const none: Body = { payload: {}, files: new Map(), texts: false };

const readForm = async (bytes: Buffer, type: string): Promise<Body> => {
  const response = new Response(new Uint8Array(bytes), { headers: { 'content-type': type } });
  const form = await response.formData().catch(() => {
    throw problems.careless('the form cannot be read');
  });
  const payload: Record<string, unknown> = {};
  const files = new Map<string, Upload>();
  for (const [name, part] of form) {
    if (typeof part === 'string') payload[name] = part;
    else files.set(name, { name: part.name, type: part.type, bytes: Buffer.from(await part.arrayBuffer()) });
  }
  return { payload, files, texts: true };
};

const readJson = (bytes: Buffer): Payload => {
  try {
    return JSON.parse(bytes.toString()) as Payload;
  } catch {
    throw problems.notJson();
  }
};

/** Reads a call's parameters: an address's query, JSON, or a form with files. */
export const readBody = async (request: IncomingMessage, query: URLSearchParams): Promise<Body> => {
  const bytes = await buffer(request);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0)
    return query.size === 0 ? none : { payload: Object.fromEntries(query), files: new Map(), texts: true };
  if (type.startsWith('application/json'))
    return { payload: readJson(bytes), files: new Map(), texts: false };
  return readForm(bytes, type);
};

/** A value that may have come as JSON text. */
export const unpacked = (value: unknown): unknown => {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    throw problems.notJson();
  }
};

export const record = (payload: Payload, name: string): Readonly<Record<string, unknown>> | null => {
  const value = unpacked(payload[name]);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return value as Record<string, unknown>;
};

export const list = (payload: Payload, name: string): readonly Record<string, unknown>[] => {
  const value = unpacked(payload[name]);
  return Array.isArray(value) ? value : [];
};

export const number = (payload: Payload, name: string): number | null =>
  payload[name] === undefined || payload[name] === '' ? null : Number(payload[name]);

export const text = (payload: Payload, name: string): string | null =>
  payload[name] === undefined ? null : String(payload[name]);

export const truth = (payload: Payload, name: string): boolean => String(payload[name]) === 'true';
