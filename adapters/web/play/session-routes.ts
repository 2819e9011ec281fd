import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import * as z from 'zod';
import type { WebSession } from '../../../src/core/browser-session.ts';
import { browserName } from '../browser-name.ts';
import { admit } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import { endSession, sessionOf, sessionsOf } from '../web-session.ts';

/** The visitor's sign-ins, with buttons to end them. */
export const sessionsCard = async (request: FastifyRequest): Promise<string> => {
  const { messages, locale, owner } = visitorOf(request);
  const { format } = messages;
  if (owner === '') return '';
  const current = sessionOf(request).id;
  const list = await sessionsOf(request).list(owner);
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const line = ({ id, seenAt, ...session }: WebSession): string => {
    const here = id === current ? html`<span class="badge">${format('web.account.this-browser')}</span>` : '';
    return html`<li class="row spread"><span>${browserName(session)} · ${when.format(seenAt)} !${here}</span>
      <form method="post" action="/account/sign-out"><button name="id" value="${id}">${format('web.account.sign-out')}</button></form></li>`;
  };
  const others =
    list.length < 2
      ? ''
      : html`<form method="post" action="/account/sign-out"><button name="others" value="yes">${format('web.account.sign-out-others')}</button></form>`;
  return html`<div class="card stack"><h2>${format('web.account.sessions')}</h2><p>${format('web.account.sessions-lead')}</p><ul class="stack">!${list.map(line)}</ul>!${others}</div>`;
};

const asked = z.object({ id: z.string().max(100).optional(), others: z.string().optional() });

/** Signing out: this browser, another one, or all others. */
export const sessionRoutes: FastifyPluginAsync = async (server) => {
  const few = { rateLimit: { max: 20, timeWindow: 60_000 } };
  server.post('/account/sign-out', { preHandler: admit, config: few }, async (request, answer) => {
    const { id, others } = asked.parse(request.body);
    const { id: current, owner } = sessionOf(request);
    if (owner !== '' && others !== undefined) await sessionsOf(request).end(owner, { except: current });
    else if (owner !== '' && id !== undefined && id !== current) await sessionsOf(request).end(owner, { id });
    else if (id === current) {
      await endSession(request, answer);
      return answer.redirect('/', 303);
    }
    return answer.redirect('/account', 303);
  });
};
