import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { type GalleryPage, type GalleryQuery, galleryOrders } from '../../../src/core/gallery.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { asset } from '../assets.ts';
import { emptyCard } from '../empty-card.ts';
import { sendPage } from '../page.ts';
import { nameOf } from '../play/fields.ts';
import { type Visitor, visitorOf } from '../visitor.ts';
import { galleryUrl } from './clip-urls.ts';
import { tile } from './tile.ts';

const current = (yes: boolean): string => (yes ? 'aria-current="true"' : '');

const orders = (query: GalleryQuery, { format }: Messages): string => {
  const links = galleryOrders.map(
    (order) =>
      html`<a class="button" href="${galleryUrl({ ...query, order, after: null })}" !${current(order === query.order)}>${format(`web.gallery.orders.${order}`)}</a>`,
  );
  return html`<nav class="row choice" aria-label="${format('web.gallery.order')}">!${links}</nav>`;
};

const hidden = (name: string, value: string | null): string =>
  value === null ? '' : html`<input type="hidden" name="${name}" value="${value}">`;

const filterForm = (query: GalleryQuery, effects: readonly string[], messages: Messages): string => {
  const { format } = messages;
  const options = effects.map(
    (effect) =>
      html`<option value="${effect}" !${effect === query.effect ? 'selected' : ''}>${nameOf(messages, effect)}</option>`,
  );
  return html`<form class="row filter" action="/gallery" method="get">
    !${hidden('order', query.order === 'best' ? 'best' : null)}!${hidden('community', query.community)}
    <select name="effect" aria-label="${format('web.gallery.effect')}" data-send><option value="">${format('web.gallery.all-effects')}</option>!${options}</select>
    <input type="search" name="words" value="${query.words ?? ''}" maxlength="100" placeholder="${format('web.clips.search')}" aria-label="${format('web.clips.search')}">
    <button>${format('web.gallery.show')}</button>
  </form>`;
};

const communityLine = (query: GalleryQuery, { names }: GalleryPage, { format }: Messages): string =>
  query.community === null
    ? ''
    : html`<p class="row"><span class="badge">${format('web.gallery.community', { community: names.get(query.community) ?? query.community })}</span>
        <a href="${galleryUrl({ ...query, community: null, after: null })}">${format('web.gallery.all-communities')}</a></p>`;

/** Whether every public clip is asked for, in whatever order. */
const asksForAll = (query: GalleryQuery): boolean =>
  galleryUrl({ ...query, order: 'newest', after: null }) === '/gallery';

const empty = (query: GalleryQuery, { format }: Messages): string =>
  asksForAll(query)
    ? emptyCard(format('web.gallery.empty'), '/', format('web.clips.none'))
    : emptyCard(format('web.clips.no-match'), '/gallery', format('web.clips.all'));

const tiles = ({ exhibits, liked, names }: GalleryPage, visitor: Visitor): string =>
  html`<ul class="tiles exhibits" data-loops>!${exhibits.map((one, index) => tile({ ...one, from: names.get(one.community ?? '') ?? null }, visitor, { likes: one.likes, liked: liked.has(one.id) }, index))}</ul>`;

const onward = (query: GalleryQuery, { next }: GalleryPage, { format }: Messages): string => {
  const first = html`<a class="button" href="${galleryUrl({ ...query, after: null })}">${format('web.gallery.first')}</a>`;
  const more = html`<a class="button primary" rel="next" href="${galleryUrl({ ...query, after: next })}">${format('web.gallery.next')}</a>`;
  return html`<nav class="row onward" aria-label="${format('web.gallery.next')}">!${query.after === null ? '' : first}!${next === null ? '' : more}</nav>`;
};

/** Sends a page of the gallery. */
export const sendGallery = (
  request: FastifyRequest,
  answer: FastifyReply,
  wish: GalleryQuery,
  effects: readonly string[],
  shown: GalleryPage,
): FastifyReply => {
  const visitor = visitorOf(request);
  const { messages } = visitor;
  const { format } = messages;
  const title = format('web.gallery.title');
  const stop = format('web.gallery.stop');
  const atom = galleryUrl({ ...wish, after: null }, '/gallery.atom');
  const isEmpty = shown.exhibits.length === 0 && asksForAll(wish);
  const bar = html`<div class="row spread gallery-bar">
      <div class="row">!${orders(wish, messages)}<button type="button" class="plain" id="loops" data-stop="${stop}" data-play="${format('web.gallery.play')}" hidden>${stop}</button></div>
      !${filterForm(wish, effects, messages)}
    </div>`;
  const body = html`<div class="stack wide">
    <div class="intro"><h1>${title}</h1><p class="lead">${format('web.gallery.lead')}</p></div>
    !${isEmpty ? '' : bar}
    !${communityLine(wish, shown, messages)}!${shown.exhibits.length === 0 ? empty(wish, messages) : tiles(shown, visitor)}!${onward(wish, shown, messages)}
    <p class="small"><a href="${atom}">${format('web.gallery.feed')}</a></p>
  </div>`;
  const head = html`<link rel="stylesheet" href="${asset('gallery.css')}"><link rel="alternate" type="application/atom+xml" title="${title}" href="${atom}">`;
  answer.header('x-robots-tag', 'all');
  return sendPage(request, answer, {
    title,
    head,
    body,
    scripts: ['gallery-tiles.js', 'likes.js'],
    current: 'gallery',
  });
};
