import { html } from 'ghtml';
import type { Clip } from '../../../src/core/clip.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { ownSources } from '../clip-card.ts';
import { underCover } from '../clip-cover.ts';
import { boxOf } from './own-clips.ts';

const take = (messages: Messages, clip: Clip, index: number, count: number): string => {
  const { format } = messages;
  const { id, job, width, height, score } = clip;
  const { file, thumbnail } = ownSources(id);
  const video = html`<video src="${file}" poster="${thumbnail}" width="${width}" height="${height}" muted loop autoplay playsinline preload="metadata" tabindex="-1" aria-hidden="true"></video>`;
  const steadiest = index === 0 && score !== null;
  return html`<label class="take"><input type="radio" name="take-of-${job}" !${index === 0 ? 'checked' : ''}>
    !${underCover(messages, clip, video)}
    <span class="name">${format('web.clips.take', { number: index + 1, count })}</span>!${steadiest ? html`<span class="badge">${format('web.clips.steadiest')}</span>` : ''}</label>`;
};

const keepOnly = ({ format }: Messages, clips: readonly Clip[], kept: number): string => {
  const others = clips.filter((_, index) => index !== kept);
  return html`<form method="post" action="/clips/delete">!${others.map(({ id }) => html`<input type="hidden" name="${boxOf(id)}" value="on">`)}<button class="plain">${format('web.clips.keep-only')}</button></form>`;
};

const archive = ({ format }: Messages, clips: readonly Clip[]): string =>
  html`<form method="post" action="/clips/archive">!${clips.map(({ id }) => html`<input type="hidden" name="${boxOf(id)}" value="on">`)}<button>${format('web.clips.archive')}</button></form>`;

/** Several takes of a job, best first: side by side and in sync, with the selected take large above its actions. */
export const takesCard = (
  messages: Messages,
  name: string,
  clips: readonly Clip[],
  cards: readonly string[],
): string => {
  const count = clips.length;
  return html`<section class="takes" data-takes><fieldset class="card stack"><legend class="unseen">${name} · ${messages.format('web.clips.compare')}</legend>
    <div class="take-grid">!${clips.map((clip, index) => take(messages, clip, index, count))}</div></fieldset>
    !${archive(messages, clips)}<div class="take-cards">!${cards.map((card, index) => html`<div class="stack">!${card}!${keepOnly(messages, clips, index)}</div>`)}</div></section>`;
};
