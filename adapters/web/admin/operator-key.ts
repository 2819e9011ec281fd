import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readLink, signLink } from '../links.ts';
import { isNear, type SignIn } from '../sign-in.ts';

const cookie = 'operator';
const hours = 12;
const place = { path: '/admin', httpOnly: true, sameSite: 'strict', secure: 'auto' } as const;

const digest = (secret: string, text: string): Buffer => createHmac('sha256', secret).update(text).digest();

/** Whether a text is the admin key, compared in constant time. */
export const isAdminKey = ({ secret, key }: SignIn, text: string): boolean =>
  key !== null && timingSafeEqual(digest(secret, text), digest(secret, key));

// Changing the key invalidates existing cookies.
const subject = ({ key }: SignIn): string[] => ['operator', key ?? ''];

/** Signs the operator in for half a day. */
export const letIn = (answer: FastifyReply, signIn: SignIn): void => {
  const until = Date.now() + hours * 3_600_000;
  answer.setCookie(cookie, signLink(signIn.secret, subject(signIn), until), {
    ...place,
    maxAge: hours * 3_600,
  });
};

export const letOut = (answer: FastifyReply): void => {
  answer.clearCookie(cookie, place);
};

/** Whether the operator is signed in; always false without a configured key. */
export const isOperator = (request: FastifyRequest, signIn: SignIn): boolean =>
  signIn.key !== null &&
  readLink(signIn.secret, subject(signIn), request.cookies[cookie] ?? '', Date.now()) === 'open';

/** Whether the request may read `/metrics`: with the key as a bearer token, or without it only from this machine. */
export const mayMeasure = (request: FastifyRequest, signIn: SignIn): boolean => {
  const [, token] = /^Bearer (.{1,1000})$/i.exec(request.headers.authorization ?? '') ?? [];
  return token === undefined ? signIn.local && isNear(request) : isAdminKey(signIn, token);
};
