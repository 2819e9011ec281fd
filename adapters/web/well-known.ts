import type { FastifyPluginAsync } from 'fastify';
import { Failure } from '../../src/core/failure.ts';

/** Where the certificate stands that vouches for what this service signs. */
export const rootPath = '/.well-known/c2pa/root.pem';

/** Publishes the root of our own certificates, PEM; `root` gives null where clips are signed with the operator's. */
export const wellKnownRoutes =
  (root: () => Promise<string | null>): FastifyPluginAsync =>
  async (server) => {
    server.get(rootPath, async (_request, answer) => {
      const pem = await root();
      if (pem === null) throw new Failure('not_found');
      return answer
        .type('application/x-pem-file')
        .headers({ 'cache-control': 'public, max-age=3600', 'access-control-allow-origin': '*' })
        .send(pem);
    });
  };
