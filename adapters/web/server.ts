import fastify, { type FastifyPluginAsync } from 'fastify';
import { Failure } from '../../src/core/failure.ts';
import type { Hook } from '../../src/core/hook.ts';

/** One thing the service needs; `check` rejects while it is missing. */
export type Need = { readonly name: string; check(): Promise<void> };

const patience = 3_000;
const hookBytes = 1_000_000;

const holds = async (need: Need): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, patience, false);
  });
  const met = need.check().then(
    () => true,
    () => false,
  );
  return Promise.race([met, late]).finally(() => clearTimeout(timer));
};

// Signatures are over the bytes as they came, so nothing may parse them before.
const serveHooks =
  (hooks: readonly Hook[]): FastifyPluginAsync =>
  async (server) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const { path, receive } of hooks) {
      server.post(path, { bodyLimit: hookBytes }, async (request, answer) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const query = new URL(request.url, 'http://here').searchParams;
        const told = await receive({ body, headers: request.headers, query });
        return typeof told === 'number' ? answer.code(told).send() : answer.code(told.status).send(told.body);
      });
    }
  };

/**
 * Serves `/livez` (this process answers) and `/readyz` (everything it needs does too, else 503 naming what is missing)
 * and the hooks. Throws Failure `port_taken`.
 */
export const openServer = async (
  host: string,
  port: number,
  needs: readonly Need[],
  hooks: readonly Hook[] = [],
): Promise<{ url: string; close(): Promise<void> }> => {
  const server = fastify({ forceCloseConnections: true });
  server.get('/livez', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, answer) => {
    const met = await Promise.all(needs.map(async (need) => [need.name, await holds(need)] as const));
    const ready = met.every(([, good]) => good);
    return answer
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', needs: Object.fromEntries(met) });
  });
  server.register(serveHooks(hooks));
  const url = await server.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new Failure('port_taken', { port }, error);
    throw new Failure('bad_setting', { name: 'HOST', rule: 'must be an address of this machine' }, error);
  });
  return { url, close: () => server.close() };
};
