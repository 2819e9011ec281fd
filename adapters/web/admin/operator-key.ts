import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readLink, signLink } from '../links.ts';
import { isNear, type SignIn } from '../sign-in.ts';

const cookie = 'operator';
const hours = 12;
const place = { path: '/admin', httpOnly: true, sameSite: 'strict', secure: 'auto' } as const;

const digest = (secret: string, text: string): Buffer => createHmac('sha256', secret).update(text).digest();

/** Whether a text is the operators' key, told in the same time whatever it is. */
export const isAdminKey = ({ secret, key }: SignIn, text: string): boolean =>
  key !== null && timingSafeEqual(digest(secret, text), digest(secret, key));

// Another key makes earlier cookies worthless.
const subject = ({ key }: SignIn): string[] => ['operator', key ?? ''];

/** Lets somebody who gave the key in for half a day. */
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

/** Whether somebody has given the operators' key; nobody has where there is none. */
export const isOperator = (request: FastifyRequest, signIn: SignIn): boolean =>
  signIn.key !== null &&
  readLink(signIn.secret, subject(signIn), request.cookies[cookie] ?? '', Date.now()) === 'open';

/** Whether somebody may read `/metrics`: with the key as a bearer token, or from this machine alone. */
export const mayMeasure = (request: FastifyRequest, signIn: SignIn): boolean => {
  const [, token] = /^Bearer (.{1,1000})$/i.exec(request.headers.authorization ?? '') ?? [];
  return token === undefined ? signIn.local && isNear(request) : isAdminKey(signIn, token);
};
