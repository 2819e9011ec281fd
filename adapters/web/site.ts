import { constants } from 'node:zlib';
import accepts from '@fastify/accepts';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { WebSessions } from '../../src/core/browser-session.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Log } from '../../src/core/log.ts';
import { serveAssets } from './assets.ts';
import { unreadablePath } from './bad-requests.ts';
import { failureHandler, showFailure } from './errors.ts';
import { type Languages, localeOf, rememberLocale } from './language.ts';
import { admission, keyRoutes, type SignIn } from './sign-in.ts';
import type { Visitor } from './visitor.ts';
import { noSession, readSession, requireOwnRequest, type Session } from './web-session.ts';

export type Site = {
  readonly languages: Languages;
  readonly signIn: SignIn;
  readonly sessions: WebSessions;
  readonly log: Log;
  /** Requests per minute allowed per IP address. */
  readonly limit?: number;
  /** Sections of the site. Each may use `visitorOf(request)` and `sendPage`, and may throw `Failure`. */
  readonly sections: readonly FastifyPluginAsync[];
};

// Pages are compressed on the fly, so favor speed.
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const defaultLimit = 1_200;
const addresses = 10_000;
const formBytes = 65_536;

const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'blob:'],
  mediaSrc: ["'self'", 'blob:'],
  manifestSrc: ["'self'"],
  workerSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

const guard = async (server: FastifyInstance): Promise<void> => {
  await server.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: policy },
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    // HTTPS is up to the operator.
    strictTransportSecurity: false,
  });
};

const limitRate = async (server: FastifyInstance, { limit = defaultLimit }: Site): Promise<void> => {
  // Whoever has hung up gets no answer, and has no address any more to count requests by.
  server.addHook('onRequest', async ({ raw }, answer) => {
    if (raw.socket.destroyed) answer.hijack();
  });
  await server.register(rateLimit, {
    max: limit,
    timeWindow: 60_000,
    cache: addresses,
    errorResponseBuilder: (_request, { ttl }) =>
      new Failure('too_many_requests', { seconds: Math.ceil(ttl / 1_000) }),
  });
};

const readForms = (server: FastifyInstance): void => {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formBytes },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
};

const greet = (server: FastifyInstance, { languages, sessions, signIn }: Site): void => {
  server.decorate('sessions', sessions);
  server.decorateRequest('visitor');
  server.decorateRequest('session');
  server.addHook('onRequest', async (request, answer) => {
    const locale = localeOf(request, languages.locales);
    const be = (session: Session): void => {
      request.setDecorator('session', session);
      request.setDecorator<Visitor>('visitor', {
        owner: session.owner,
        locale,
        locales: languages.locales,
        messages: languages.messages(locale),
        admitted: admission(request, signIn, session),
      });
    };
    // A page about a failure needs a visitor too.
    be(noSession);
    // Files of the site itself are the same for everyone.
    if (!request.url.startsWith('/assets/')) be(await readSession(request, answer));
    rememberLocale(request, answer, locale);
    answer.headers({
      'cache-control': 'private, no-cache',
      vary: 'accept, accept-language, cookie',
      'x-robots-tag': 'noindex',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    });
    requireOwnRequest(request);
  });
  server.addHook('onSend', async (_request, answer) => {
    // A cache would give one visitor's cookies to the next.
    if (String(answer.getHeader('cache-control')).startsWith('public')) answer.removeHeader('set-cookie');
  });
};

/** Everything around the pages: headers, cookies, languages and error pages. */
export const site =
  (parts: Site): FastifyPluginAsync =>
  async (server) => {
    await server.register(accepts);
    await server.register(compress, { threshold: 1_024, encodings: ['br', 'gzip'], brotliOptions });
    await server.register(cookie, { secret: parts.signIn.secret });
    await guard(server);
    greet(server, parts);
    // Assets come before the limit, so that a refused page has its stylesheet.
    await serveAssets(server);
    await limitRate(server, parts);
    readForms(server);
    server.setErrorHandler(failureHandler(parts.log));
    server.setNotFoundHandler({ preHandler: server.rateLimit() }, (request, answer) =>
      showFailure(request, answer, new Failure('not_found')),
    );
    server.get(unreadablePath, async () => {
      throw new Failure('bad_request');
    });
    server.register(keyRoutes(parts.signIn));
    for (const room of parts.sections) server.register(room);
  };
