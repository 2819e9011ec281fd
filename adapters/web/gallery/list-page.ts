import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { type GalleryPage, type GalleryWish, showings } from '../../../src/core/gallery.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { asset } from '../assets.ts';
import { sendPage } from '../page.ts';
import { nameOf } from '../play/fields.ts';
import { visitorOf } from '../visitor.ts';
import { galleryUrl } from './clip-urls.ts';
import { tile } from './tile.ts';

const current = (yes: boolean): string => (yes ? 'aria-current="true"' : '');

const orders = (wish: GalleryWish, { format }: Messages): string => {
  const links = showings.map(
    (order) =>
      html`<a class="button" href="${galleryUrl({ ...wish, order, after: null })}" !${current(order === wish.order)}>${format(`web.gallery.orders.${order}`)}</a>`,
  );
  return html`<nav class="row choice" aria-label="${format('web.gallery.order')}">!${links}</nav>`;
};

const hidden = (name: string, value: string | null): string =>
  value === null ? '' : html`<input type="hidden" name="${name}" value="${value}">`;

const effectForm = (wish: GalleryWish, effects: readonly string[], messages: Messages): string => {
  const { format } = messages;
  const options = effects.map(
    (effect) =>
      html`<option value="${effect}" !${effect === wish.effect ? 'selected' : ''}>${nameOf(messages, effect)}</option>`,
  );
  return html`<form class="row" action="/gallery" method="get">
    !${hidden('order', wish.order === 'best' ? 'best' : null)}!${hidden('community', wish.community)}
    <label for="effect">${format('web.gallery.effect')}</label>
    <select id="effect" name="effect"><option value="">${format('web.gallery.all-effects')}</option>!${options}</select>
    <button>${format('web.gallery.show')}</button>
  </form>`;
};

const communityLine = (wish: GalleryWish, { format }: Messages): string =>
  wish.community === null
    ? ''
    : html`<p class="row"><span class="badge">${format('web.gallery.community', { community: wish.community })}</span>
        <a href="${galleryUrl({ ...wish, community: null, after: null })}">${format('web.gallery.all-communities')}</a></p>`;

const tiles = ({ exhibits }: GalleryPage, messages: Messages): string =>
  exhibits.length === 0
    ? html`<div class="empty card stack"><p>${messages.format('web.gallery.empty')}</p><p><a class="button primary" href="/">${messages.format('web.clips.none')}</a></p></div>`
    : html`<ul class="tiles exhibits" data-loops>!${exhibits.map((one, index) => tile(one, messages, index))}</ul>`;

const onward = (wish: GalleryWish, { next }: GalleryPage, { format }: Messages): string => {
  const first = html`<a class="button" href="${galleryUrl({ ...wish, after: null })}">${format('web.gallery.first')}</a>`;
  const more = html`<a class="button primary" rel="next" href="${galleryUrl({ ...wish, after: next })}">${format('web.gallery.next')}</a>`;
  return html`<nav class="row onward" aria-label="${format('web.gallery.next')}">!${wish.after === null ? '' : first}!${next === null ? '' : more}</nav>`;
};

/** Sends a page of the gallery. */
export const sendGallery = (
  request: FastifyRequest,
  answer: FastifyReply,
  wish: GalleryWish,
  effects: readonly string[],
  shown: GalleryPage,
): FastifyReply => {
  const { messages } = visitorOf(request);
  const { format } = messages;
  const title = format('web.gallery.title');
  const stop = format('web.gallery.stop');
  const atom = galleryUrl({ ...wish, after: null }, '/gallery.atom');
  const body = html`<div class="stack wide">
    <div class="intro"><h1>${title}</h1><p class="lead">${format('web.gallery.lead')}</p></div>
    <div class="row spread gallery-bar">
      <div class="row">!${orders(wish, messages)}<button type="button" id="loops" data-stop="${stop}" data-play="${format('web.gallery.play')}" hidden>${stop}</button></div>
      !${effectForm(wish, effects, messages)}
    </div>
    !${communityLine(wish, messages)}!${tiles(shown, messages)}!${onward(wish, shown, messages)}
    <p class="small"><a href="${atom}">${format('web.gallery.feed')}</a></p>
  </div>`;
  const head = html`<link rel="stylesheet" href="${asset('gallery.css')}"><link rel="alternate" type="application/atom+xml" title="${title}" href="${atom}">`;
  answer.header('x-robots-tag', 'all');
  return sendPage(request, answer, { title, head, body, scripts: ['gallery-tiles.js'], current: 'gallery' });
};
