import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import type { Messages } from '../../../src/text/messages.ts';
import { asset } from '../assets.ts';
import { sendPage } from '../page.ts';

const places = {
  overview: '/admin',
  jobs: '/admin/jobs',
  people: '/admin/people',
  engines: '/admin/engines',
  reports: '/admin/reports',
  sessions: '/admin/sessions',
} as const;
export type AdminPage = keyof typeof places;

const cookie = 'said';
const home = '/admin';

/** Stores the result of an action for the next page to show. */
export const say = (answer: FastifyReply, sentence: string, good: boolean): void => {
  answer.setCookie(cookie, `${good ? '+' : '-'}${sentence.slice(0, 1_000)}`, {
    ...{ path: home, maxAge: 60, httpOnly: true, sameSite: 'strict', secure: 'auto', signed: true },
  });
};

const said = (request: FastifyRequest, answer: FastifyReply): string => {
  const signed = request.cookies[cookie];
  if (signed === undefined) return '';
  answer.clearCookie(cookie, { path: home });
  const { valid, value } = request.unsignCookie(signed);
  if (!valid || value === null) return '';
  const good = value.startsWith('+');
  return html`<p class="notice ${good ? 'good' : 'bad'}" role="${good ? 'status' : 'alert'}">${value.slice(1)}</p>`;
};

const navigation = ({ format }: Messages, current: AdminPage): string => {
  const links = Object.entries(places).map(
    ([place, path]) =>
      html`<a href="${path}" !${place === current ? 'aria-current="page"' : ''}>${format(`admin.pages.${place as AdminPage}`)}</a>`,
  );
  return html`<div class="admin-bar">
    <nav aria-label="${format('admin.menu')}" class="admin-nav">!${links}</nav>
    <label class="follow check" hidden><input type="checkbox" id="follow"> ${format('admin.follow')}</label>
    <form method="post" action="/admin/out"><button>${format('admin.key.out')}</button></form>
  </div>`;
};

export type AdminSheet = {
  readonly place: AdminPage;
  readonly title: string;
  /** Escaped HTML that refreshes while the page is open. */
  readonly body: string;
};

/** The head of every admin page. */
export const head = (): string => html`<link rel="stylesheet" href="${asset('admin.css')}">`;

/** Sends an admin page. */
export const sendSheet = (
  request: FastifyRequest,
  answer: FastifyReply,
  english: Messages,
  { place, title, body }: AdminSheet,
): FastifyReply =>
  sendPage(request, answer.header('cache-control', 'no-store'), {
    title: `${title} · ${english.format('admin.title')}`,
    head: head(),
    scripts: ['admin.js'],
    body: html`<div lang="en" class="admin-page">
      !${navigation(english, place)}
      <h1>${title}</h1>
      !${said(request, answer)}
      <div id="live" class="stack wide">!${body}</div>
      <p class="quiet small">${english.format('admin.private')} ${english.format('admin.utc')}</p>
    </div>`,
  });
