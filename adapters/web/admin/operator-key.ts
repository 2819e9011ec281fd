import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WebSession } from '../../../src/core/browser-session.ts';
import { isId, newId } from '../../../src/core/id.ts';
import { isNear, keyCheck, type SignIn, ticketOf } from '../sign-in.ts';
import { sessionsOf } from '../web-session.ts';

const cookie = 'operator';
const hours = 12;
const place = { path: '/admin', httpOnly: true, sameSite: 'strict', secure: 'auto' } as const;

/** The owner of the admin pages' sessions. */
export const operatorOwner = 'web:operator';

/** The operator's session; null without one, or without a configured key. */
export const operatorSession = async (
  request: FastifyRequest,
  signIn: SignIn,
): Promise<WebSession | null> => {
  const token = request.cookies[cookie] ?? '';
  const session = signIn.key === null || !isId(token) ? null : await sessionsOf(request).find(token);
  return session?.owner === operatorOwner && session.key === ticketOf('operator', signIn) ? session : null;
};

const endOwn = async (request: FastifyRequest, signIn: SignIn): Promise<void> => {
  const session = await operatorSession(request, signIn);
  if (session !== null) await sessionsOf(request).end(operatorOwner, session);
};

/** Ends the session of this browser. */
export const signOutOperator = async (
  request: FastifyRequest,
  answer: FastifyReply,
  signIn: SignIn,
): Promise<void> => {
  await endOwn(request, signIn);
  answer.clearCookie(cookie, place);
};

/** Signs the operator in for half a day, with a new token. */
export const signInOperator = async (
  request: FastifyRequest,
  answer: FastifyReply,
  signIn: SignIn,
): Promise<void> => {
  await endOwn(request, signIn);
  const token = newId();
  const agent = (request.headers['user-agent'] ?? '').slice(0, 200);
  const session = { owner: operatorOwner, key: ticketOf('operator', signIn), agent };
  await sessionsOf(request).begin(token, session, hours * 3_600);
  answer.setCookie(cookie, token, { ...place, maxAge: hours * 3_600 });
};

/** Whether a request may read `/metrics`: with the key as a bearer token, or without it only from this machine. */
export const measuring = (signIn: SignIn): ((request: FastifyRequest) => boolean) => {
  const isKey = keyCheck(signIn);
  return (request) => {
    const [, token] = /^Bearer (.{1,1000})$/i.exec(request.headers.authorization ?? '') ?? [];
    return token === undefined ? signIn.local && isNear(request) : isKey(token);
  };
};
