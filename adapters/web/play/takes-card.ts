import { html } from 'ghtml';
import type { Clip } from '../../../src/core/clip.ts';
import { sideBySideIn } from '../../../src/core/variants.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { ownSources } from '../clip-card.ts';
import { underCover } from '../clip-cover.ts';
import { nameOf } from './fields.ts';
import { boxOf } from './own-clips.ts';

/** What clips of a job are called: by what they differ in, and otherwise by number. Takes differ only in their seed. */
export const namesOf = (messages: Messages, clips: readonly Clip[]) => {
  const { format } = messages;
  const takes = clips.filter((clip) => sideBySideIn(clip) === null);
  const differ = (read: (clip: Clip) => string): boolean => new Set(takes.map(read)).size > 1;
  const count = takes.length;
  const photos = differ(({ recipe }) => recipe.order.photos.join());
  const facts = [
    ({ recipe }: Clip) => nameOf(messages, recipe.order.effect),
    ({ recipe }: Clip) => (recipe.engine === 'local' ? format('choices.local') : recipe.model),
    ({ recipe }: Clip) => recipe.order.ratio,
  ].filter(differ);
  const nameIn = (clip: Clip): string => {
    const beside = sideBySideIn(clip);
    if (beside !== null) return format('recipe.step.beside', { count: beside.clips.length });
    const number = takes.indexOf(clip) + 1;
    if (facts.length > 0 && !photos) return facts.map((read) => read(clip)).join(' · ');
    return format(photos ? 'web.clips.one-of' : 'web.clips.take', { number, count });
  };
  return { names: clips.map(nameIn), takes: facts.length === 0 && !photos };
};

const take = (messages: Messages, clip: Clip, name: string, steadiest: boolean, index: number): string => {
  const { format } = messages;
  const { id, job, width, height } = clip;
  const { file, thumbnail } = ownSources(id);
  const video = html`<video src="${file}" poster="${thumbnail}" width="${width}" height="${height}" muted loop autoplay playsinline preload="metadata" tabindex="-1" aria-hidden="true"></video>`;
  return html`<label class="take"><input type="radio" name="take-of-${job}" !${index === 0 ? 'checked' : ''}>
    !${underCover(messages, clip, video)}
    <span class="name">${name}</span>!${steadiest ? html`<span class="badge">${format('web.clips.steadiest')}</span>` : ''}</label>`;
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
  notes = '',
): string => {
  const { names, takes } = namesOf(messages, clips);
  const steadiest = takes && clips[0]?.score !== null ? 0 : null;
  const only = (index: number): string => (takes ? keepOnly(messages, clips, index) : '');
  return html`<section class="takes" data-takes><fieldset class="card stack"><legend class="unseen">${name} · ${messages.format('web.clips.compare')}</legend>
    <div class="take-grid">!${clips.map((clip, index) => take(messages, clip, names[index] ?? '', index === steadiest, index))}</div></fieldset>
    !${notes}!${archive(messages, clips)}<div class="take-cards">!${cards.map((card, index) => html`<div class="stack">!${card}!${only(index)}</div>`)}</div></section>`;
};
