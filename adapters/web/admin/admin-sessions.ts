import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import * as z from 'zod';
import type { Messages } from '../../../src/text/messages.ts';
import { browserName } from '../browser-name.ts';
import { sessionsOf } from '../web-session.ts';
import type { AdminDeps } from './admin-deps.ts';
import { sendSheet } from './admin-frame.ts';
import { moment } from './admin-parts.ts';
import { operatorOwner, operatorSession } from './operator-key.ts';

const listBody = async (request: FastifyRequest, messages: Messages, current: string): Promise<string> => {
  const { format } = messages;
  const list = await sessionsOf(request).list(operatorOwner);
  const lines = list.map((session) => {
    const when = moment(session.seenAt);
    const here =
      session.id === current ? html`<span class="badge">${format('admin.sessions.this')}</span>` : '';
    return html`<li class="row spread"><span>${browserName(session)} · !${typeof when === 'string' ? when : when.html} !${here}</span>
      <form method="post" action="/admin/sessions"><button name="id" value="${session.id}">${format('admin.key.out')}</button></form></li>`;
  });
  const others = html`<form method="post" action="/admin/sessions"><button name="others" value="yes">${format('admin.sessions.others')}</button></form>`;
  return html`<section class="card stack"><ul class="stack">!${lines}</ul>!${list.length < 2 ? '' : others}</section>`;
};

const asked = z.object({ id: z.string().max(100).optional(), others: z.string().optional() });

/** The browsers signed in to the admin pages, and signing them out. */
export const sessionPages = (server: FastifyInstance, { english, signIn }: AdminDeps): void => {
  server.get('/admin/sessions', async (request, answer) => {
    const current = (await operatorSession(request, signIn))?.id ?? '';
    const body = await listBody(request, english, current);
    return sendSheet(request, answer, english, {
      place: 'sessions',
      title: english.format('admin.sessions.title'),
      body,
    });
  });
  server.post('/admin/sessions', async (request, answer) => {
    const { id, others } = asked.parse(request.body);
    const current = (await operatorSession(request, signIn))?.id ?? '';
    if (others !== undefined) await sessionsOf(request).end(operatorOwner, { except: current });
    else if (id !== undefined) await sessionsOf(request).end(operatorOwner, { id });
    return answer.redirect('/admin/sessions', 303);
  });
};
