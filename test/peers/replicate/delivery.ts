import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { type Delivered, deliveredOf } from './delivered.ts';
import type { Fault } from './faults.ts';
import type { Prediction } from './prediction.ts';

export type DeliveryCounts = {
  downloads: number;
  /** Requests that gave the token away. */
  tokens: number;
};

type Parts = {
  readonly token: string;
  readonly find: (id: string) => Prediction | undefined;
  readonly counts: DeliveryCounts;
  /** Where a redirect leads that leaves the host. */
  readonly elsewhere: () => string;
  /** Instead of a film, or null. */
  readonly clip: Buffer | null;
};

const refuse = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
};

const rangeOf = ({ headers }: IncomingMessage, length: number): [from: number, to: number] | null => {
  const match = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '');
  if (match === null) return null;
  return [Number(match[1]), match[2] ? Math.min(Number(match[2]), length - 1) : length - 1];
};

const drip = async (response: ServerResponse, bytes: Buffer): Promise<void> => {
  for (let at = 0; at < bytes.length && !response.destroyed; at += 1024) {
    response.write(bytes.subarray(at, at + 1024));
    await wait(100);
  }
  response.end();
};

/** Sends the bytes as asked, or as the prediction's fault breaks them. */
const sendBytes = async (
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault,
  delivered: Delivered,
): Promise<void> => {
  const { type, bytes } = delivered;
  const { length } = bytes;
  const headers = { 'content-type': type, 'accept-ranges': 'bytes', 'cache-control': 'public, max-age=3600' };
  const range = rangeOf(request, length);
  if (range !== null) {
    const [from, to] = range;
    if (from >= length || from > to) {
      response.writeHead(416, { 'content-range': `bytes */${length}` }).end();
      return;
    }
    const part = { 'content-range': `bytes ${from}-${to}/${length}`, 'content-length': to + 1 - from };
    response.writeHead(206, { ...headers, ...part }).end(bytes.subarray(from, to + 1));
    return;
  }
  const mode = fault.delivery;
  if (mode === 'too long') {
    response.writeHead(200, { ...headers, 'content-length': 2 * length }).flushHeaders();
    // Written past the response, which would notice the wrong length.
    request.socket.end(bytes);
    return;
  }
  if (mode === 'too short')
    return sendBytes(request, response, {}, { type, bytes: bytes.subarray(0, length / 2) });
  response.writeHead(200, { ...headers, ...(mode !== 'no length' && { 'content-length': length }) });
  if (request.method === 'HEAD') response.end();
  else if (mode === 'drip') await drip(response, bytes);
  else if (mode === 'cut') {
    response.write(bytes.subarray(0, Math.floor(length / 2)), () => request.socket.resetAndDestroy());
  } else response.end(bytes);
};

const two = 2 * 1024 ** 3;

const sendHuge = async (response: ServerResponse, first: Buffer): Promise<void> => {
  response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': two });
  const chunk = Buffer.alloc(1024 ** 2);
  const chunks = function* () {
    yield first;
    for (let left = two - first.length; left > 0; left -= chunk.length) yield chunk.subarray(0, left);
  };
  await pipeline(chunks, response).catch(() => {});
};

/** The host that outputs are fetched from, which must never be shown the token. */
export const deliveryServer = ({ token, find, counts, elsewhere, clip }: Parts) =>
  createServer(async (request, response) => {
    const { url = '/', headers } = request;
    if (headers.authorization !== undefined || JSON.stringify([url, headers]).includes(token)) {
      counts.tokens += 1;
      return refuse(response, 400, 'Only one auth mechanism allowed');
    }
    const { pathname, searchParams } = new URL(url, 'http://delivery');
    const prediction = find(pathname.split('/')[2] ?? '');
    const gone =
      prediction === undefined || prediction.output === null || prediction.fault.delivery === 'gone';
    if (gone) return refuse(response, 404, 'Not found');
    const { delivery, output } = prediction.fault;
    if (delivery === 'redirect' && !searchParams.has('again')) {
      response.writeHead(302, { location: `${pathname}?again=1` }).end();
      return;
    }
    if (delivery === 'redirect away') {
      response.writeHead(302, { location: elsewhere() }).end();
      return;
    }
    const delivered = await deliveredOf(prediction, clip).catch(() => null);
    if (delivered === null) return refuse(response, 500, 'Internal error');
    counts.downloads += 1;
    if (output === 'huge') return sendHuge(response, delivered.bytes);
    return sendBytes(request, response, prediction.fault, delivered);
  });
