import type { FastifyRequest } from 'fastify';
import type { BoundCommand, Known, Request } from '../../src/core/command.ts';
import type { Log } from '../../src/core/log.ts';
import { actorOf, visitorOf } from './visitor.ts';
import { webTarget } from './web-platform.ts';

/** Dependencies of the request handlers. */
export type WebDeps = {
  readonly commands: readonly BoundCommand[];
  readonly known: Known;
  readonly log: Log;
  /** The secret for signing links. */
  readonly secret: string;
};

/** Builds a `Request` for the visitor. New clips are private until shared. */
export const requestOf = (request: FastifyRequest, key: string | null = null): Request => {
  const visitor = visitorOf(request);
  return {
    actor: actorOf(visitor),
    community: null,
    target: webTarget,
    visibility: 'private',
    requester: 'person',
    canAsk: true,
    spoiler: false,
    adult: false,
    foreignPhoto: false,
    key: key === null ? null : `web:${key}`,
    locale: visitor.locale,
  };
};
