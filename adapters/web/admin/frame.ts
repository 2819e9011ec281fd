import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import type { AdminWords } from '../../../src/text/en/admin.ts';
import { asset } from '../assets.ts';
import { sendPage } from '../page.ts';

const places = {
  overview: '/admin',
  jobs: '/admin/jobs',
  engines: '/admin/engines',
  reports: '/admin/reports',
} as const;
export type Place = keyof typeof places;

const cookie = 'said';
const home = '/admin';

/** Remembers for the next page what came of an action. */
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

const navigation = (words: AdminWords, current: Place): string => {
  const links = Object.entries(places).map(
    ([place, path]) =>
      html`<a href="${path}" !${place === current ? 'aria-current="page"' : ''}>${words.pages[place as Place]}</a>`,
  );
  return html`<div class="desk-bar">
    <nav aria-label="${words.menu}" class="desk">!${links}</nav>
    <label class="follow check" hidden><input type="checkbox" id="follow"> ${words.follow}</label>
    <form method="post" action="/admin/out"><button>${words.key.out}</button></form>
  </div>`;
};

export type Sheet = {
  readonly place: Place;
  readonly title: string;
  /** HTML that has been escaped already, kept up to date while it is looked at. */
  readonly body: string;
};

/** Head of every operators' page. */
export const head = (): string => html`<link rel="stylesheet" href="${asset('admin.css')}">`;

/** Answers with one of the operators' pages. */
export const sendSheet = (
  request: FastifyRequest,
  answer: FastifyReply,
  words: AdminWords,
  { place, title, body }: Sheet,
): FastifyReply =>
  sendPage(request, answer.header('cache-control', 'no-store'), {
    title: `${title} · ${words.title}`,
    head: head(),
    scripts: ['admin.js'],
    body: html`<div lang="en" class="desk-page">
      !${navigation(words, place)}
      <h1>${title}</h1>
      !${said(request, answer)}
      <div id="live" class="stack wide">!${body}</div>
      <p class="quiet small">${words.private} ${words.utc}</p>
    </div>`,
  });
