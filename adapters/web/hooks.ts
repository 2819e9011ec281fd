import type { FastifyPluginAsync } from 'fastify';
import type { Hook } from '../../src/core/webhook.ts';

const hookBytes = 1_000_000;

/** Webhook endpoints. Signatures cover the raw bytes, so the body must not be parsed first. */
export const hookRoutes =
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
