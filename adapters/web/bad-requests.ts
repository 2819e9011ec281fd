import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Route for requests with a malformed URL, so that they get the site's rate limit and error page. */
export const unreadablePath = '/unreadable';

const canDecode = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};

const isReadable = (url: string): boolean =>
  /^\/(?!\/)/.test(url) && URL.canParse(url, 'http://here') && canDecode(url.split('?', 1)[0] ?? '');

/** The URL to route. A URL that the router or a page couldn't parse is replaced by `unreadablePath`. */
export const readableUrl = ({ url = '/' }: Pick<IncomingMessage, 'url'>): string =>
  isReadable(url) ? url : unreadablePath;

const refusals: Readonly<Record<string, readonly [status: string, sentence: string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The request’s headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request took too long to arrive.'],
};
const unreadable = ['400 Bad Request', 'That request can’t be read.'] as const;

const write = (socket: Socket, [status, sentence]: readonly [string, string]): void => {
  const head = `HTTP/1.1 ${status}\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n`;
  socket.end(`${head}content-length: ${Buffer.byteLength(sentence)}\r\n\r\n${sentence}`);
  socket.destroySoon();
};

/** Responds to connections with malformed HTTP, oversized headers, or a request timeout. */
export const refuseClient = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) socket.destroy();
  else write(socket, refusals[error.code ?? ''] ?? unreadable);
};

const lookMilliseconds = 5_000;
const graceMilliseconds = 15_000;
// A quarter of the throughput of a bad mobile connection.
const leastBytesPerSecond = 16_000;

/** Drops connections that send their body too slowly, because they hold a slot that others wait for. */
export const requireSteadyBodies = (
  server: FastifyInstance,
  grace = graceMilliseconds,
  look = lookMilliseconds,
): void => {
  server.addHook('onRequest', async ({ raw }) => {
    if (raw.complete || (raw.headers['content-length'] ?? '0') === '0') return;
    const { socket } = raw;
    const [first, begun] = [socket.bytesRead, performance.now()];
    const timer = setInterval(() => {
      const passed = performance.now() - begun;
      if (raw.complete || socket.destroyed) clearInterval(timer);
      else if (passed > grace && (socket.bytesRead - first) / (passed / 1_000) < leastBytesPerSecond)
        socket.destroy();
    }, look);
    timer.unref();
    const stop = (): void => clearInterval(timer);
    raw.once('end', stop);
    raw.once('close', stop);
  });
};

const lingerMilliseconds = 2_000;

/** Drains the rest of a rejected body just long enough for the response to arrive. */
export const drainBody = ({ raw }: FastifyRequest): void => {
  if (raw.complete || raw.socket === undefined) return;
  raw.resume();
  setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, lingerMilliseconds).unref();
};
