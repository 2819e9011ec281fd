import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Feed } from 'feed';
import { html } from 'ghtml';
import type { GalleryClip, GalleryQuery } from '../../../src/core/gallery.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { nameOf } from '../play/fields.ts';
import { visitorOf } from '../visitor.ts';
import { clipUrl, fileUrl, galleryUrl } from './clip-urls.ts';
import { pictureText } from './picture-text.ts';

export const feedKinds = { atom: 'application/atom+xml', rss: 'application/rss+xml' } as const;
export type FeedKind = keyof typeof feedKinds;

const build = (
  exhibits: readonly GalleryClip[],
  query: GalleryQuery,
  messages: Messages,
  origin: string,
): Feed => {
  const { format } = messages;
  const address = `${origin}${galleryUrl(query)}`;
  const feed = new Feed({
    id: address,
    link: address,
    title: `Photoplay · ${format('web.gallery.title')}`,
    description: format('web.gallery.lead'),
    generator: 'Photoplay',
    updated: exhibits[0]?.shownAt ?? new Date(0),
    feedLinks: {
      atom: `${origin}${galleryUrl(query, '/gallery.atom')}`,
      rss: `${origin}${galleryUrl(query, '/gallery.rss')}`,
    },
  });
  const spoilerLabel = html`${format('options.spoiler')}`;
  for (const { id, effect, prompt, mark, shownAt, bytes, spoiler } of exhibits) {
    const [page, image, video] = [clipUrl(id), fileUrl(id, 'jpg'), fileUrl(id, 'mp4')].map(
      (path) => `${origin}${path}`,
    );
    const words = pictureText(messages, nameOf(messages, effect), prompt);
    feed.addItem({
      id: page ?? '',
      link: page ?? '',
      title: format('web.clip.title', { effect: nameOf(messages, effect) }),
      date: shownAt,
      // Feed readers interpret this as HTML.
      description: html`${[prompt, format(`card.mark.${mark}`)].filter((part) => part !== '').join(' · ')}`,
      content: html`<p><a href="${page}">!${spoiler ? spoilerLabel : html`<img src="${image}" alt="${words}">`}</a></p><p>${words}</p>`,
      // Feed readers don't support spoilers.
      ...(spoiler ? {} : { video: { url: video ?? '', type: 'video/mp4', length: bytes } }),
    });
  }
  return feed;
};

// A single character that XML doesn't allow makes the whole feed unreadable.
const unreadable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

// Feed readers poll often, so unchanged content isn't sent again.
const sendUnlessKnown = (request: FastifyRequest, answer: FastifyReply, text: string): FastifyReply => {
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const known = request.headers['if-none-match']
    ?.split(/,\s*/)
    .some((one) => one.replace(/^W\//, '') === tag);
  answer.header('etag', tag);
  return known ? answer.code(304).send() : answer.send(text);
};

/** Sends public clips as a feed, newest first. */
export const sendFeed = (
  request: FastifyRequest,
  answer: FastifyReply,
  kind: FeedKind,
  exhibits: readonly GalleryClip[],
  wish: GalleryQuery,
  origin: string,
): FastifyReply => {
  const feed = build(exhibits, wish, visitorOf(request).messages, origin);
  answer
    .type(`${feedKinds[kind]}; charset=utf-8`)
    .headers({ 'x-robots-tag': 'all', 'cache-control': 'public, no-cache' });
  const text = kind === 'atom' ? feed.atom1() : feed.rss2();
  return sendUnlessKnown(request, answer, text.replace(unreadable, ''));
};
