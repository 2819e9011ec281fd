import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import * as z from 'zod';
import { isLoopback } from '../../src/core/allowed-hosts.ts';
import { Failure } from '../../src/core/failure.ts';
import { wantsJson } from './errors.ts';
import { limitGuesses } from './limit-guesses.ts';
import { sendPage } from './page.ts';
import { type Visitor, visitorOf } from './visitor.ts';
import { type Session, signInSession } from './web-session.ts';

export type SignIn = {
  /** The access key; null if only requests from this machine are allowed. */
  readonly key: string | null;
  /** Whether only this machine can reach the server. */
  readonly local: boolean;
  readonly secret: string;
};

const digest = (secret: string, text: string): Buffer => createHmac('sha256', secret).update(text).digest();

/** What a session remembers of the key it was opened with: changing the key ends it. */
export const ticketOf = (kind: 'key' | 'operator', { secret, key }: SignIn): string =>
  `${kind}:${digest(secret, `${kind} ${key}`).toString('base64url')}`;

/** Tells whether a text is the key, compared in constant time, unless it was guessed wrong too often. */
export const keyCheck = ({ secret, key }: SignIn): ((text: string) => boolean) =>
  limitGuesses((text) => key !== null && timingSafeEqual(digest(secret, text), digest(secret, key)));

/** Headers that a proxy adds when it forwards a request. */
const relayed = /^(?:forwarded|via|x-forwarded-.+|x-real-ip|cf-connecting-ip|true-client-ip)$/;

/**
 * Whether the request comes from this machine. A local proxy relays outside requests, so forwarded requests don't
 * count, whatever address we listen on.
 */
export const isNear = ({ headers, host }: FastifyRequest): boolean =>
  Object.keys(headers).every((name) => !relayed.test(name)) &&
  URL.canParse(`http://${host}`) &&
  isLoopback(new URL(`http://${host}`));

/** Whether the visitor may make clips. */
export const admission = (
  request: FastifyRequest,
  signIn: SignIn,
  { key }: Pick<Session, 'key'>,
): Visitor['admitted'] => {
  if (signIn.key !== null) return key === ticketOf('key', signIn) ? 'yes' : 'ask';
  return signIn.local && isNear(request) ? 'yes' : 'no';
};

const ownPath = (text: string): string => (/^\/(?![/\\])[\w/?=&.-]*$/.test(text) ? text : '/');

/**
 * Pre-handler for routes that need access; redirects others to the key page. Throws `Failure` `playground_off`, or
 * `wrong_key` for JSON clients.
 */
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

/** The access key page and the cookie that remembers the key. */
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
    const isKey = keyCheck(signIn);
    server.post('/key', { config: few }, async (request, answer) => {
      if (signIn.key === null) throw new Failure('not_found');
      const { key, next } = asked.parse(request.body);
      const { format } = visitorOf(request).messages;
      if (!isKey(key)) return keyPage(request, answer, ownPath(next), format('failures.wrong_key'));
      await signInSession(request, answer, ticketOf('key', signIn));
      return answer.redirect(ownPath(next), 303);
    });
  };
