import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { type GalleryPage, type GalleryWish, showings } from '../../../src/core/gallery.ts';
import { asset } from '../assets.ts';
import { sendPage } from '../page.ts';
import { nameOf } from '../play/fields.ts';
import type { Speech } from '../speech.ts';
import { visitorOf } from '../visitor.ts';
import { galleryAddress } from './addresses.ts';
import { tile } from './tile.ts';

const current = (yes: boolean): string => (yes ? 'aria-current="true"' : '');

const orders = (wish: GalleryWish, { web }: Speech): string => {
  const links = showings.map(
    (order) =>
      html`<a class="button" href="${galleryAddress({ ...wish, order, after: null })}" !${current(order === wish.order)}>${web.gallery.orders[order]}</a>`,
  );
  return html`<nav class="row choice" aria-label="${web.gallery.order}">!${links}</nav>`;
};

const hidden = (name: string, value: string | null): string =>
  value === null ? '' : html`<input type="hidden" name="${name}" value="${value}">`;

const effectForm = (wish: GalleryWish, effects: readonly string[], speech: Speech): string => {
  const { web } = speech;
  const options = effects.map(
    (effect) =>
      html`<option value="${effect}" !${effect === wish.effect ? 'selected' : ''}>${nameOf(speech, effect)}</option>`,
  );
  return html`<form class="row" action="/gallery" method="get">
    !${hidden('order', wish.order === 'best' ? 'best' : null)}!${hidden('community', wish.community)}
    <label for="effect">${web.gallery.effect}</label>
    <select id="effect" name="effect"><option value="">${web.gallery.allEffects}</option>!${options}</select>
    <button>${web.gallery.show}</button>
  </form>`;
};

const communityLine = (wish: GalleryWish, { web }: Speech): string =>
  wish.community === null
    ? ''
    : html`<p class="row"><span class="badge">${web.gallery.community(wish.community)}</span>
        <a href="${galleryAddress({ ...wish, community: null, after: null })}">${web.gallery.allCommunities}</a></p>`;

const tiles = ({ exhibits }: GalleryPage, speech: Speech): string =>
  exhibits.length === 0
    ? html`<p class="empty card">${speech.web.gallery.empty}</p>`
    : html`<ul class="tiles exhibits" data-loops>!${exhibits.map((one, index) => tile(one, speech, index))}</ul>`;

const onward = (wish: GalleryWish, { next }: GalleryPage, { web }: Speech): string => {
  const first = html`<a class="button" href="${galleryAddress({ ...wish, after: null })}">${web.gallery.first}</a>`;
  const more = html`<a class="button primary" rel="next" href="${galleryAddress({ ...wish, after: next })}">${web.gallery.next}</a>`;
  return html`<nav class="row onward" aria-label="${web.gallery.next}">!${wish.after === null ? '' : first}!${next === null ? '' : more}</nav>`;
};

/** Answers with a page of the gallery. */
export const sendGallery = (
  request: FastifyRequest,
  answer: FastifyReply,
  wish: GalleryWish,
  effects: readonly string[],
  shown: GalleryPage,
): FastifyReply => {
  const { speech } = visitorOf(request);
  const { title, lead, stop, play, feed } = speech.web.gallery;
  const atom = galleryAddress({ ...wish, after: null }, '/gallery.atom');
  const body = html`<div class="stack wide">
    <div class="intro"><h1>${title}</h1><p class="lead">${lead}</p></div>
    <div class="row spread gallery-bar">
      <div class="row">!${orders(wish, speech)}<button type="button" id="loops" data-stop="${stop}" data-play="${play}" hidden>${stop}</button></div>
      !${effectForm(wish, effects, speech)}
    </div>
    !${communityLine(wish, speech)}!${tiles(shown, speech)}!${onward(wish, shown, speech)}
    <p class="small"><a href="${atom}">${feed}</a></p>
  </div>`;
  const head = html`<link rel="stylesheet" href="${asset('gallery.css')}"><link rel="alternate" type="application/atom+xml" title="${title}" href="${atom}">`;
  answer.header('x-robots-tag', 'all');
  return sendPage(request, answer, { title, head, body, scripts: ['gallery.js'], current: 'gallery' });
};
