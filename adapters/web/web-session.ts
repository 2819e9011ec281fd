import type { FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../../src/core/failure.ts';
import { isId, newId } from '../../src/core/id.ts';
import { visitorOf } from './visitor.ts';

const cookie = 'session';
// Browsers keep no cookie longer.
const longest = 400 * 24 * 60 * 60;

const idOf = (request: FastifyRequest): string | null => {
  const signed = request.cookies[cookie];
  const { valid, value } =
    signed === undefined ? { valid: false, value: null } : request.unsignCookie(signed);
  const [, id = ''] = /^owner:(.+)$/.exec(value ?? '') ?? [];
  return valid && isId(id) ? id : null;
};

/** The owner a request's cookie stands for, `web:<id>`; empty without one of ours. */
export const ownerOf = (request: FastifyRequest): string => {
  const id = idOf(request);
  return id === null ? '' : `web:${id}`;
};

/** Makes a visitor somebody from now on: the cookie is given, or lasts longer. Gives their owner. */
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

/** Lets go of who a visitor was. */
export const endSession = (answer: FastifyReply): FastifyReply => answer.clearCookie(cookie, { path: '/' });

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

const sameHost = (origin: string, host: string): boolean => {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: sender } = new URL(origin);
  const own = `${protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === sender;
};

/** Refuses what another site makes a browser send. Throws Failure `foreign_request`. */
export const wantOwnRequest = (request: FastifyRequest): void => {
  if (safe.has(request.method)) return;
  const { origin, 'sec-fetch-site': site } = request.headers;
  const own = origin === undefined || sameHost(origin, request.host);
  // A browser too old for the one header sends the other.
  if (!own || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new Failure('foreign_request');
};
