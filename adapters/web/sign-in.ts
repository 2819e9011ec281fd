import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod';
import { Failure } from '../../src/core/failure.ts';
import { isLoopback } from '../../src/core/loopback.ts';
import { wantsJson } from './errors.ts';
import { sendPage } from './page.ts';
import { type Visitor, visitorOf } from './visitor.ts';

export type SignIn = {
  /** What must be known to make clips; null where only this machine may. */
  readonly key: string | null;
  /** Whether nobody but this machine can reach us. */
  readonly local: boolean;
  readonly secret: string;
};

const cookie = 'access';
const month = 30 * 24 * 60 * 60;

const digest = (secret: string, text: string): Buffer => createHmac('sha256', secret).update(text).digest();

// Another key makes earlier cookies worthless.
const ticket = ({ secret, key }: SignIn): string =>
  `key:${digest(secret, `key ${key}`).toString('base64url')}`;

const knowsKey = (request: FastifyRequest, signIn: SignIn): boolean => {
  const signed = request.cookies[cookie];
  if (signed === undefined) return false;
  const { valid, value } = request.unsignCookie(signed);
  return valid && value === ticket(signIn);
};

/** Headers by which a proxy tells that it asks for somebody else. */
const relayed = /^(?:forwarded|via|x-forwarded-.+|x-real-ip|cf-connecting-ip|true-client-ip)$/;

/** Whether somebody on this machine asks; a proxy on it lets strangers in, whoever listens. */
export const isNear = ({ headers, host }: FastifyRequest): boolean =>
  Object.keys(headers).every((name) => !relayed.test(name)) &&
  URL.canParse(`http://${host}`) &&
  isLoopback(new URL(`http://${host}`));

/** Whether somebody may make clips here. */
export const admission = (request: FastifyRequest, signIn: SignIn): Visitor['admitted'] => {
  if (signIn.key !== null) return knowsKey(request, signIn) ? 'yes' : 'ask';
  return signIn.local && isNear(request) ? 'yes' : 'no';
};

const ownPath = (text: string): string => (/^\/(?![/\\])[\w/?=&.-]*$/.test(text) ? text : '/');

/** For routes that only the admitted may use: others are asked for the key. Throws Failure `playground_off`. */
export const admit = async (
  request: FastifyRequest,
  answer: FastifyReply,
): Promise<FastifyReply | undefined> => {
  const { admitted } = visitorOf(request);
  if (admitted === 'no') throw new Failure('playground_off');
  if (admitted === 'yes') return undefined;
  if (wantsJson(request)) throw new Failure('wrong_key');
  const next = request.method === 'GET' ? ownPath(request.url) : '/';
  return answer.redirect(`/key?next=${encodeURIComponent(next)}`, 303);
};

const asked = z.object({ key: z.string().max(1_000), next: z.string().max(2_000).default('/') });

const keyPage = (request: FastifyRequest, answer: FastifyReply, next: string, wrong: string | null) => {
  const { format } = visitorOf(request).messages;
  const problem = wrong === null ? '' : html`<p class="notice bad" role="alert">${wrong}</p>`;
  const body = html`<section class="narrow card stack">
    <h1>${format('web.key.title')}</h1>
    <p>${format('web.key.lead')}</p>
    !${problem}
    <form method="post" action="/key" class="stack">
      <input type="hidden" name="next" value="${next}">
      <label for="key">${format('web.key.label')}</label>
      <input id="key" name="key" type="password" autocomplete="current-password" required autofocus>
      <button class="primary">${format('web.key.submit')}</button>
    </form>
  </section>`;
  return sendPage(request, answer.code(wrong === null ? 200 : 403), {
    title: format('web.key.key'),
    body,
    current: 'play',
  });
};

/** The page that asks for the access key, and the cookie that remembers it. */
export const keyRoutes =
  (signIn: SignIn): FastifyPluginAsync =>
  async (server) => {
    server.get('/key', async (request, answer) => {
      const { next } = asked.partial().parse(request.query);
      const to = ownPath(next ?? '/');
      if (visitorOf(request).admitted !== 'ask') return answer.redirect(to, 303);
      return keyPage(request, answer, to, null);
    });
    const few = { rateLimit: { max: 10, timeWindow: 60_000 } };
    server.post('/key', { config: few }, async (request, answer) => {
      if (signIn.key === null) throw new Failure('not_found');
      const { key, next } = asked.parse(request.body);
      const { format } = visitorOf(request).messages;
      if (!timingSafeEqual(digest(signIn.secret, key), digest(signIn.secret, signIn.key)))
        return keyPage(request, answer, ownPath(next), format('failures.wrong_key'));
      answer.setCookie(cookie, ticket(signIn), {
        path: '/',
        maxAge: month,
        httpOnly: true,
        sameSite: 'lax',
        secure: 'auto',
        signed: true,
      });
      return answer.redirect(ownPath(next), 303);
    });
  };
