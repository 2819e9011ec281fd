import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { problems } from './problem.ts';

export type Upload = { readonly name: string; readonly type: string; readonly bytes: Buffer };

export type Body = {
  readonly payload: Record<string, unknown>;
  /** By the number in `files[n]`. */
  readonly files: ReadonlyMap<string, Upload>;
  readonly size: number;
  readonly multipart: boolean;
};

const asRecord = (value: unknown): Record<string, unknown> => {
  if (Array.isArray(value)) return { list: value };
  if (typeof value !== 'object' || value === null) throw problems.invalidForm(['the body must be an object']);
  return value as Record<string, unknown>;
};

const readJson = (text: string): Record<string, unknown> => {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    throw problems.invalidForm(['the body is not JSON']);
  }
};

/** Reads a request's body, JSON or multipart with `payload_json` and `files[n]`. */
export const readBody = async (request: IncomingMessage): Promise<Body> => {
  const bytes = await buffer(request);
  const type = request.headers['content-type'] ?? '';
  const size = bytes.length;
  if (size === 0) return { payload: {}, files: new Map(), size, multipart: false };
  if (!type.startsWith('multipart/form-data'))
    return { payload: readJson(bytes.toString()), files: new Map(), size, multipart: false };
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const files = new Map<string, Upload>();
  let payload: Record<string, unknown> = {};
  for (const [name, part] of form) {
    const number = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (name === 'payload_json') payload = readJson(String(part));
    else if (number !== undefined && typeof part !== 'string')
      files.set(number, { name: part.name, type: part.type, bytes: Buffer.from(await part.arrayBuffer()) });
    else throw problems.invalidForm([`unknown part ${name}`]);
  }
  return { payload, files, size, multipart: true };
};
