import { once } from 'node:events';
import { createServer } from 'node:net';
import fastify, { type FastifyPluginAsync } from 'fastify';
import { Failure } from '../../src/core/failure.ts';
import type { Hook } from '../../src/core/webhook-request.ts';
import { health, type Need, type Waits } from './health.ts';
import { hookRoutes } from './hooks.ts';
import { readableUrl, refuseClient, wantSteadyBodies } from './rough-edges.ts';

/** Routes of one part of the site. */
export type Pages = FastifyPluginAsync;

type Where = { readonly host: string; readonly port: number };

export type Parts = Where & {
  readonly needs: readonly Need[];
  readonly waits?: Waits;
  readonly hooks?: readonly Hook[];
  /** What concerns every route that follows. */
  readonly first?: readonly Pages[];
  /** What people look at, each with routes of its own. */
  readonly pages?: readonly Pages[];
  /** Whether a proxy on this machine may say who asks and how. */
  readonly proxied?: boolean;
  /** Milliseconds that a whole request may take to arrive. */
  readonly patience?: number;
};

const headBytes = 16_384;
const bodyBytes = 1_000_000;
// 20 MB over half a megabit a second take six minutes; what drips in is ended much earlier.
const usualPatience = 600_000;

const server = ({
  needs,
  waits,
  hooks = [],
  first = [],
  pages = [],
  proxied = false,
  patience = usualPatience,
}: Parts) => {
  const built = fastify({
    forceCloseConnections: true,
    trustProxy: proxied ? 'loopback' : false,
    requestTimeout: patience,
    http: {
      headersTimeout: Math.min(patience, 15_000),
      // What drips in too slowly is looked for this often.
      connectionsCheckingInterval: Math.min(patience, 5_000),
      maxHeaderSize: headBytes,
    },
    bodyLimit: bodyBytes,
    rewriteUrl: readableUrl,
    clientErrorHandler: refuseClient,
    routerOptions: { maxParamLength: headBytes, ignoreTrailingSlash: true },
  });
  wantSteadyBodies(built);
  for (const page of [...first, health(needs, waits), hookRoutes(hooks), ...pages]) built.register(page);
  return built;
};

/** The server without a port, for requests from inside this process. */
export const buildServer = async (parts: Omit<Parts, 'host' | 'port'>) => {
  const built = server({ host: '', port: 0, ...parts });
  await built.ready();
  return built;
};

const explain = ({ port }: Where, error: NodeJS.ErrnoException): Failure => {
  if (error.code === 'EADDRINUSE') return new Failure('port_taken', { port }, error);
  if (error.code === undefined || !error.code.startsWith('E')) throw error;
  return new Failure('bad_setting', { name: 'HOST', rule: 'must be an address of this machine' }, error);
};

/** Throws the Failure that `openServer` would, before anything else is opened. */
export const wantPort = async (where: Where): Promise<void> => {
  const probe = createServer().listen({ host: where.host, port: where.port });
  try {
    await once(probe, 'listening');
  } catch (error) {
    throw explain(where, error as NodeJS.ErrnoException);
  } finally {
    probe.close();
  }
};

/** Serves health checks, hooks and pages until it is closed. Throws Failure `port_taken` or `bad_setting`. */
export const openServer = async (parts: Parts): Promise<{ url: string; close(): Promise<void> }> => {
  const { host, port } = parts;
  const built = server(parts);
  const url = await built.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    throw explain(parts, error);
  });
  return { url, close: () => built.close() };
};
