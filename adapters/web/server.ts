import { once } from 'node:events';
import { createServer } from 'node:net';
import fastify, { type FastifyPluginAsync } from 'fastify';
import { Failure } from '../../src/core/failure.ts';
import type { Hook } from '../../src/core/webhook.ts';
import { readableUrl, refuseClient, requireSteadyBodies } from './bad-requests.ts';
import { health, type Need, type Waits } from './health.ts';
import { hookRoutes } from './hooks.ts';

/** The routes of one part of the site. */
export type Pages = FastifyPluginAsync;

type Where = { readonly host: string; readonly port: number };

export type ServerParts = Where & {
  readonly needs: readonly Need[];
  readonly waits?: Waits;
  readonly hooks?: readonly Hook[];
  /** Plugins that apply to all routes after them. */
  readonly first?: readonly Pages[];
  /** The pages, each with its own routes. */
  readonly pages?: readonly Pages[];
  /** Addresses and networks of proxies whose forwarding headers count. None by default. */
  readonly proxies?: readonly string[];
  /** Timeout for receiving an entire request, in milliseconds. */
  readonly requestMilliseconds?: number;
};

const headBytes = 16_384;
const bodyBytes = 1_000_000;
// 20 MB at 0.5 Mbit/s take six minutes. Slow-drip bodies are dropped much earlier.
const defaultMilliseconds = 600_000;

const server = ({
  needs,
  waits,
  hooks = [],
  first = [],
  pages = [],
  proxies = [],
  requestMilliseconds = defaultMilliseconds,
}: ServerParts) => {
  const built = fastify({
    forceCloseConnections: true,
    trustProxy: proxies.length > 0 && [...proxies],
    requestTimeout: requestMilliseconds,
    http: {
      headersTimeout: Math.min(requestMilliseconds, 15_000),
      // How often Node checks for requests that exceed these timeouts.
      connectionsCheckingInterval: Math.min(requestMilliseconds, 5_000),
      maxHeaderSize: headBytes,
    },
    bodyLimit: bodyBytes,
    rewriteUrl: readableUrl,
    clientErrorHandler: refuseClient,
    routerOptions: { maxParamLength: headBytes, ignoreTrailingSlash: true },
  });
  requireSteadyBodies(built);
  for (const page of [...first, health(needs, waits), hookRoutes(hooks), ...pages]) built.register(page);
  return built;
};

/** A server that doesn't listen, for in-process requests. */
export const buildServer = async (parts: Omit<ServerParts, 'host' | 'port'>) => {
  const built = server({ host: '', port: 0, ...parts });
  await built.ready();
  return built;
};

const explain = ({ port }: Where, error: NodeJS.ErrnoException): Failure => {
  if (error.code === 'EADDRINUSE') return new Failure('port_taken', { port }, error);
  if (error.code === undefined || !error.code.startsWith('E')) throw error;
  return new Failure('bad_setting', { name: 'HOST', rule: 'must be an address of this machine' }, error);
};

/** Checks early that the port is available. Throws the same `Failure` as `openServer`. */
export const requirePort = async (where: Where): Promise<void> => {
  const probe = createServer().listen({ host: where.host, port: where.port });
  try {
    await once(probe, 'listening');
  } catch (error) {
    throw explain(where, error as NodeJS.ErrnoException);
  } finally {
    probe.close();
  }
};

/** Serves health checks, webhooks and pages until closed. Throws `Failure` `port_taken` or `bad_setting`. */
export const openServer = async (parts: ServerParts): Promise<{ url: string; close(): Promise<void> }> => {
  const { host, port } = parts;
  const built = server(parts);
  const url = await built.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    throw explain(parts, error);
  });
  return { url, close: () => built.close() };
};
