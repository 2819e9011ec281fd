import { createHmac } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../../src/core/permission.ts';
import { actorOf, visitorOf } from '../visitor.ts';

/** Who reports a clip. Visitors without a session count once per address and day; the address itself isn't kept. */
export const reporterOf = (request: FastifyRequest, secret: string): Actor => {
  const actor = actorOf(visitorOf(request));
  if (actor.id !== '') return actor;
  const day = new Date().toISOString().slice(0, 10);
  const digest = createHmac('sha256', secret).update(JSON.stringify(['reporter', request.ip, day]));
  return { ...actor, id: `web:${digest.digest('base64url').slice(0, 22)}` };
};
