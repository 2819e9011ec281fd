import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import type { Clip } from '../../../src/core/clip.ts';
import type { Likes } from '../../../src/core/gallery.ts';
import { notRemade } from '../../../src/core/variants.ts';
import { captionOf } from '../../../src/core/words/done-words.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { asset } from '../assets.ts';
import { clipFacts } from '../clip-card.ts';
import { clipVideo } from '../clip-video.ts';
import { sendPage } from '../page.ts';
import { nameOf } from '../play/fields.ts';
import { recipeList } from '../recipe-list.ts';
import { type Visitor, visitorOf } from '../visitor.ts';
import { rootPath } from '../well-known.ts';
import { clipUrl, fileUrl, galleryUrl } from './clip-urls.ts';
import { likeButton } from './like-button.ts';
import { pictureText } from './picture-text.ts';
import { reportFields, reportThanks } from './report-form.ts';
import { socialTags } from './social.ts';

/** The query of links on a page that was opened by an unlisted link. */
const queryOf = (token: string): string => (token === '' ? '' : `?token=${encodeURIComponent(token)}`);

const player = (messages: Messages, clip: Clip, label: string, token: string): string => {
  const [file, thumbnail] = [
    `${fileUrl(clip.id, 'mp4')}${queryOf(token)}`,
    `${fileUrl(clip.id, 'jpg')}${queryOf(token)}`,
  ];
  return clipVideo(messages, clip, { file, thumbnail }, label);
};

const facts = (clip: Clip, messages: Messages, owns: boolean): string => {
  const all = [
    ...(owns ? [messages.format(`card.visibility.${clip.visibility}`)] : []),
    ...clipFacts(messages, clip),
  ];
  return html`<ul class="facts">!${all.map((one) => html`<li class="badge">${one}</li>`)}</ul>`;
};

const actions = (clip: Clip, visitor: Visitor, token: string, likes: Likes): string => {
  const { messages, admitted, owner } = visitor;
  const { format } = messages;
  const like = html`<a class="button primary" href="/?like=${clip.id}">${format('web.clip.like')}</a>`;
  const likeable = admitted !== 'no' && token === '' && notRemade('animate', clip) === null;
  // Only public clips are liked on the web, and not by their owners.
  const heart =
    clip.visibility === 'public'
      ? likeButton(visitor, clip.id, likes, admitted === 'yes' && owner !== clip.owner)
      : '';
  const own = html`<a class="button" href="/clips/${clip.id}">${format('web.clip.own')}</a>`;
  return html`<div class="row">!${likeable ? like : ''}<a class="button" href="${fileUrl(clip.id, 'mp4')}?download${token === '' ? '' : `&token=${encodeURIComponent(token)}`}">${format('web.clip.download')}</a>!${owner === clip.owner ? own : ''}!${heart}</div>`;
};

const neighbours = ({ community, recipe: { order } }: Clip, messages: Messages): string => {
  const sameEffect = html`<a href="${galleryUrl({ effect: order.effect })}">${messages.format('web.clip.same-effect', { effect: nameOf(messages, order.effect) })}</a>`;
  const sameCommunity =
    community === null
      ? ''
      : html`<a href="${galleryUrl({ community })}">${messages.format('web.clip.same-community')}</a>`;
  return html`<p class="row wide">!${sameEffect}!${sameCommunity}</p>`;
};

/** A note that the file carries signed Content Credentials, with a link to the root certificate if it is ours. */
const credentials = ({ format }: Messages, ownRoot: boolean): string =>
  html`<p class="quiet small">${format('web.clip.credentials')} !${ownRoot ? html`<a href="${rootPath}">${format('web.clip.root')}</a>` : ''}</p>`;

const reportForm = ({ id }: Clip, messages: Messages, token: string): string => {
  const { format } = messages;
  return html`<details><summary>${format('web.clip.report.title')}</summary>
    <form class="stack" method="post" action="${clipUrl(id)}/report${queryOf(token)}">
      <p>${format('web.clip.report.lead')}</p>
      !${reportFields(messages)}
    </form></details>`;
};

/** Sends the page of one clip. */
export const sendClip = (
  request: FastifyRequest,
  answer: FastifyReply,
  clip: Clip,
  {
    origin,
    ownRoot,
    signed,
    likes,
    token,
  }: {
    readonly origin: string;
    readonly ownRoot: boolean;
    readonly signed: boolean;
    readonly likes: Likes;
    /** The token of the link that opened the page; empty without one. */
    readonly token: string;
  },
  reported: boolean,
): FastifyReply => {
  const visitor = visitorOf(request);
  const { messages, owner } = visitor;
  const { effect } = clip.recipe.order;
  const prompt = captionOf(clip.recipe);
  const owns = owner === clip.owner;
  const title = nameOf(messages, effect);
  const body = html`<article class="clip-page">
    <div class="stage">!${player(messages, clip, pictureText(messages, title, prompt), token)}</div>
    <div class="stack">!${reported ? reportThanks(messages) : ''}
      <h1>${title}</h1>
      !${prompt === '' ? '' : html`<p class="lead words">${prompt}</p>`}
      !${facts(clip, messages, owns)}!${actions(clip, visitor, token, likes)}
      <details><summary>${messages.format('web.clip.recipe')}</summary><div class="stack">!${recipeList(messages, clip)}!${signed ? credentials(messages, ownRoot) : ''}</div></details>
      !${token === '' ? neighbours(clip, messages) : ''}
      !${owns || reported ? '' : reportForm(clip, messages, token)}
    </div>
  </article>`;
  const open = clip.visibility === 'public';
  answer.header('x-robots-tag', open ? 'all' : 'noindex');
  if (!open) answer.header('cache-control', 'private, no-store');
  const style = html`<link rel="stylesheet" href="${asset('gallery.css')}">`;
  const head = open ? socialTags(clip, messages, origin) : '<meta name="robots" content="noindex">';
  const scripts = ['likes.js'];
  return sendPage(request, answer, { title, head: style + head, body, scripts, current: 'gallery' });
};
