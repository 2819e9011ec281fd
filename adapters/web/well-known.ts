import type { FastifyPluginAsync } from 'fastify';
import { Failure } from '../../src/core/failure.ts';

/** The path of the root certificate for the files this service signs. */
export const rootPath = '/.well-known/c2pa/root.pem';

/** Publishes our root certificate as PEM. `root` returns null if clips are signed with the operator's certificate. */
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
