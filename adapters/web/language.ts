import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Messages } from '../../src/text/messages.ts';

/** The available locales, preferred first, and the messages of each. */
export type Languages = { readonly locales: readonly string[]; messages(locale: string): Messages };

const cookie = 'language';
const year = 365 * 24 * 60 * 60;

/** The visitor's locale: from the `lang` query parameter, the cookie, or `Accept-Language`. */
export const localeOf = (request: FastifyRequest, locales: readonly string[]): string => {
  const chosen = new URL(request.url, 'http://here').searchParams.get('lang');
  const known = [chosen, request.cookies[cookie]].find(
    (locale) => locale != null && locales.includes(locale),
  );
  return known ?? (request.language([...locales]) || locales[0] || 'en');
};

/** Stores a locale chosen by the `lang` query parameter in a cookie. */
export const rememberLocale = (request: FastifyRequest, answer: FastifyReply, locale: string): void => {
  const chosen = new URL(request.url, 'http://here').searchParams.get('lang');
  if (chosen !== locale || request.cookies[cookie] === locale) return;
  answer.setCookie(cookie, locale, { path: '/', maxAge: year, sameSite: 'lax', secure: 'auto' });
};
