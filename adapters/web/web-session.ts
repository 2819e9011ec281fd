import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WebSession, WebSessions } from '../../src/core/browser-session.ts';
import { Failure } from '../../src/core/failure.ts';
import { isId, newId } from '../../src/core/id.ts';
import { visitorOf } from './visitor.ts';

const cookie = 'session';

/** Whose session a request belongs to. Without a session, the owner is empty. */
export type Session = Omit<WebSession, 'createdAt' | 'seenAt' | 'agent'>;

/** Nobody's session. */
export const noSession: Session = { id: '', owner: '', key: null };

/** The owner id and the token in the cookie. Cookies of earlier versions have no token. */
const cookieOf = (request: FastifyRequest): { readonly id: string; readonly token: string } | null => {
  const signed = request.cookies[cookie];
  const { valid, value } =
    signed === undefined ? { valid: false, value: null } : request.unsignCookie(signed);
  const [, id = '', token = ''] = /^owner:([\w-]{22})(?::([\w-]{22}))?$/.exec(value ?? '') ?? [];
  return valid && isId(id) ? { id, token } : null;
};

const setCookie = (answer: FastifyReply, id: string, token: string, days: number): void => {
  answer.setCookie(cookie, `owner:${id}:${token}`, {
    path: '/',
    maxAge: days * 86_400,
    httpOnly: true,
    sameSite: 'lax',
    secure: 'auto',
    signed: true,
  });
};

/** The sessions of this site. */
export const sessionsOf = (request: FastifyRequest): WebSessions =>
  request.server.getDecorator<WebSessions>('sessions');

const agentOf = ({ headers }: FastifyRequest): string => (headers['user-agent'] ?? '').slice(0, 200);

const start = async (
  request: FastifyRequest,
  answer: FastifyReply,
  id: string,
  key: string | null,
): Promise<string> => {
  const sessions = sessionsOf(request);
  const [token, owner] = [newId(), `web:${id}`];
  await sessions.begin(token, { owner, key, agent: agentOf(request) });
  setCookie(answer, id, token, sessions.days);
  const session = (await sessions.find(token)) ?? noSession;
  request.setDecorator('session', session);
  return owner;
};

/** The session of a request. One that is in use is extended. */
export const readSession = async (request: FastifyRequest, answer: FastifyReply): Promise<Session> => {
  const found = cookieOf(request);
  if (found === null) return noSession;
  const sessions = sessionsOf(request);
  const { id, token } = found;
  const owner = `web:${id}`;
  if (token === '') {
    // From before sessions were kept: taken until the browser uses the session that replaces it.
    if (await sessions.replaced(owner)) return noSession;
    await start(request, answer, id, null);
    return request.getDecorator<Session>('session');
  }
  const session = await sessions.find(token);
  if (session?.owner !== owner) return noSession;
  if (session.due) {
    await sessions.renew(token);
    setCookie(answer, id, token, sessions.days);
  }
  return session;
};

export const sessionOf = (request: FastifyRequest): Session => request.getDecorator<Session>('session');

/** Starts the visitor's session, if they have none. Returns their owner id. */
export const beginSession = async (request: FastifyRequest, answer: FastifyReply): Promise<string> => {
  const visitor = visitorOf(request);
  if (visitor.owner !== '') return visitor.owner;
  const owner = await start(request, answer, newId(), null);
  request.setDecorator('visitor', { ...visitor, owner });
  return owner;
};

/** Signs the visitor in with a key. The session gets a new token, so that one from before is worth nothing. */
export const signInSession = async (
  request: FastifyRequest,
  answer: FastifyReply,
  key: string,
): Promise<void> => {
  const { id, owner } = sessionOf(request);
  if (owner !== '') await sessionsOf(request).end(owner, { id });
  await start(request, answer, owner === '' ? newId() : owner.slice('web:'.length), key);
};

/** Ends the session. */
export const endSession = async (request: FastifyRequest, answer: FastifyReply): Promise<void> => {
  const { id, owner } = sessionOf(request);
  if (owner !== '') await sessionsOf(request).end(owner, { id });
  answer.clearCookie(cookie, { path: '/' });
};

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

const sameHost = (origin: string, host: string): boolean => {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: sender } = new URL(origin);
  const own = `${protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === sender;
};

/** Rejects cross-site requests. Throws `Failure` `foreign_request`. */
export const requireOwnRequest = (request: FastifyRequest): void => {
  if (safe.has(request.method)) return;
  const { origin, 'sec-fetch-site': site } = request.headers;
  const own = origin === undefined || sameHost(origin, request.host);
  // A browser too old to send one of these headers sends the other.
  if (!own || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new Failure('foreign_request');
};
