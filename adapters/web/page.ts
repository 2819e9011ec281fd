import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { asset } from './assets.ts';
import { type Visitor, visitorOf } from './visitor.ts';

const product = 'Photoplay';

const sections = { play: '/', clips: '/clips', gallery: '/gallery' } as const;
export type Section = keyof typeof sections;

/** The content of a page. `body` and `head` are HTML that is already escaped. */
export type PageContent = {
  readonly title: string;
  readonly body: string;
  readonly head?: string;
  /** Script asset names such as `play.js`. */
  readonly scripts?: readonly string[];
  /** The current navigation section, if any. */
  readonly current?: Section;
  /** The path for the language links; defaults to the requested URL. */
  readonly path?: string;
};

const link = (section: Section, { messages }: Visitor, current: Section | undefined): string =>
  html`<a href="${sections[section]}" !${section === current ? 'aria-current="page"' : ''}>${messages.format(`web.sections.${section}`)}</a>`;

const navigation = (visitor: Visitor, current: Section | undefined): string => {
  const shown: Section[] = visitor.admitted === 'no' ? ['gallery'] : ['play', 'clips', 'gallery'];
  return html`<nav aria-label="${visitor.messages.format('web.menu')}">!${shown.map((one) => link(one, visitor, current))}</nav>`;
};

/** The page for reports; on the page of a clip it knows which. */
const reportPath = (path: string): string =>
  path.startsWith('/c/') ? `/report?clip=${encodeURIComponent(path)}` : '/report';

/** The native name of a language: Deutsch, Español. */
const localeName = (locale: string): string => {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
};

/** Links to the same page in other languages. */
const languageLinks = ({ locale, locales, messages }: Visitor, path: string): string => {
  if (locales.length < 2) return '';
  const entries = locales.map((one) => {
    const url = new URL(path, 'http://here');
    url.searchParams.set('lang', one);
    return html`<li><a href="${url.pathname}${url.search}" lang="${one}" hreflang="${one}" rel="nofollow" !${one === locale ? 'aria-current="true"' : ''}>${localeName(one)}</a></li>`;
  });
  return html`<nav aria-label="${messages.format('web.language')}"><ul class="languages">!${entries}</ul></nav>`;
};

/** A complete HTML document. */
const page = (visitor: Visitor, { path = '/', ...content }: PageContent): string => {
  const { title, body, head = '', scripts = [], current } = content;
  const { format } = visitor.messages;
  const loaded = scripts.map((name) => html`<script type="module" src="${asset(name)}"></script>`);
  return html`<!doctype html>
<html lang="${visitor.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#faf8f5" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#15141a" media="(prefers-color-scheme: dark)">
<title>${title === product ? title : `${title} · ${product}`}</title>
<link rel="icon" href="${asset('icon.svg')}" type="image/svg+xml">
<link rel="apple-touch-icon" href="${asset('icon-192.png')}">
<link rel="manifest" href="${asset('manifest.webmanifest')}">
<link rel="stylesheet" href="${asset('site.css')}">
!${head}!${loaded}
</head>
<body>
<a class="skip" href="#main">${format('web.skip')}</a>
<header class="site"><a class="brand" href="/"><img src="${asset('icon.svg')}" alt="" width="28" height="28"><span class="word">${product}</span></a>!${navigation(visitor, current)}</header>
<main id="main" tabindex="-1">!${body}</main>
<footer class="site"><p>${format('web.footer')} <a href="/privacy">${format('web.privacy')}</a> <a href="${reportPath(path)}">${format('web.report.title')}</a> <a href="/credits">${format('web.credits')}</a> !${visitor.admitted === 'yes' ? html`<a href="/account">${format('web.account.title')}</a>` : ''}</p>!${languageLinks(visitor, path)}</footer>
</body>
</html>`;
};

/** Sends a page in the visitor's language. */
export const sendPage = (request: FastifyRequest, answer: FastifyReply, content: PageContent): FastifyReply =>
  answer.type('text/html; charset=utf-8').send(page(visitorOf(request), { path: request.url, ...content }));

/** Sends a page that is one card, with a link back if `back` is given. */
export const sendCard = (
  request: FastifyRequest,
  answer: FastifyReply,
  { back, path = back, ...content }: PageContent & { readonly back?: string },
): FastifyReply => {
  const { format } = visitorOf(request).messages;
  const link =
    back === undefined ? '' : html`<a class="button" href="${back}">${format('web.clips.back')}</a>`;
  const body = html`<section class="narrow card stack"><h1>${content.title}</h1>!${content.body}!${link}</section>`;
  return sendPage(request, answer, { ...content, body, ...(path !== undefined && { path }) });
};
