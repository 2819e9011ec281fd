import type { FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../../src/core/failure.ts';
import { isId, newId } from '../../src/core/id.ts';
import { visitorOf } from './visitor.ts';

const cookie = 'session';
// Browsers limit cookies to 400 days.
const longest = 400 * 24 * 60 * 60;

const idOf = (request: FastifyRequest): string | null => {
  const signed = request.cookies[cookie];
  const { valid, value } =
    signed === undefined ? { valid: false, value: null } : request.unsignCookie(signed);
  const [, id = ''] = /^owner:(.+)$/.exec(value ?? '') ?? [];
  return valid && isId(id) ? id : null;
};

/** The owner in the session cookie, `web:<id>`; empty without a valid cookie. */
export const ownerOf = (request: FastifyRequest): string => {
  const id = idOf(request);
  return id === null ? '' : `web:${id}`;
};

/** Starts or extends the visitor's session. Returns their owner id. */
export const beginSession = (request: FastifyRequest, answer: FastifyReply): string => {
  const id = idOf(request) ?? newId();
  const owner = `web:${id}`;
  request.setDecorator('visitor', { ...visitorOf(request), owner });
  answer.setCookie(cookie, `owner:${id}`, {
    path: '/',
    maxAge: longest,
    httpOnly: true,
    sameSite: 'lax',
    secure: 'auto',
    signed: true,
  });
  return owner;
};

/** Ends the session. */
export const endSession = (answer: FastifyReply): FastifyReply => answer.clearCookie(cookie, { path: '/' });

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

const sameHost = (origin: string, host: string): boolean => {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: sender } = new URL(origin);
  const own = `${protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === sender;
};

/** Rejects cross-site requests. Throws `Failure` `foreign_request`. */
export const wantOwnRequest = (request: FastifyRequest): void => {
  if (safe.has(request.method)) return;
  const { origin, 'sec-fetch-site': site } = request.headers;
  const own = origin === undefined || sameHost(origin, request.host);
  // A browser too old to send one of these headers sends the other.
  if (!own || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new Failure('foreign_request');
};
