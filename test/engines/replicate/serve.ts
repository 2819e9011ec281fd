import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen } from '../../peers/listen.ts';

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly at: number;
};

/** A server on loopback that answers as told and remembers what it was asked. */
export const serve = async (
  answer: (asked: Asked, response: ServerResponse, count: number) => void,
): Promise<{ url: string; asked: Asked[]; close(): Promise<void> }> => {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const entry = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: await buffer(request),
      at: performance.now(),
    };
    asked.push(entry);
    answer(entry, response, asked.length);
  });
  return { ...(await listen(server)), asked };
};

export const sendJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
