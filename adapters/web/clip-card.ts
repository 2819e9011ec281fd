import { html } from 'ghtml';
import type { Action } from '../../src/core/action.ts';
import type { Clip } from '../../src/core/clip.ts';
import { buttonRow } from './buttons.ts';
import { nameOf } from './play/fields.ts';
import type { Speech } from './speech.ts';

/** What a clip is and how it was made, a word or two each. */
export const clipFacts = (speech: Speech, clip: Clip): string[] => {
  const { card } = speech;
  const { order, model, warnings } = clip.recipe;
  const repeatable = warnings.every(({ kind }) => kind !== 'seed');
  return [
    model,
    card.seconds(clip.seconds),
    `${clip.width}×${clip.height}`,
    repeatable ? card.seed(order.seed) : card.noSeed,
    ...(clip.score === null ? [] : [speech.stability(clip.score)]),
    card.took(clip.took),
    speech.marks[clip.mark],
    ...(clip.licence === '' ? [] : [card.licence(clip.licence)]),
  ];
};

/** Where a clip's files are found. */
export type Sources = { readonly file: string; readonly thumbnail: string; readonly download: string };

/** The clip, playing, with what it is and what can be done with it. */
export const clipCard = (
  speech: Speech,
  clip: Clip,
  sources: Sources,
  actions: readonly Action[],
  title: string = nameOf(speech, clip.recipe.order.effect),
): string => {
  const { prompt } = clip.recipe.order;
  const notes = clip.recipe.warnings.filter(({ kind }) => kind !== 'seed');
  return html`<article class="card clip stack" data-clip="${clip.id}" aria-labelledby="clip-${clip.id}">
  <video src="${sources.file}" poster="${sources.thumbnail}" width="${clip.width}" height="${clip.height}" controls autoplay muted loop playsinline preload="metadata" aria-label="${speech.web.clips.clip(title)}"></video>
  <div class="row spread">
    <h2 id="clip-${clip.id}" tabindex="-1">${title}</h2>
    <span class="badge" data-visibility>${nameOf(speech, clip.visibility)}</span>
  </div>
  !${prompt === '' ? '' : html`<blockquote>${prompt}</blockquote>`}
  <ul class="facts">!${clipFacts(speech, clip).map((fact) => html`<li class="badge">${fact}</li>`)}</ul>
  !${notes.map((note) => html`<p class="quiet small">${speech.warnings[note.kind](note)}</p>`)}
  <div class="presses"><a class="button primary" href="${sources.download}" download>${speech.web.clips.download}</a><a class="button" href="/c/${clip.id}">${speech.web.clip.page}</a><div data-actions>!${buttonRow(actions, speech)}</div></div>
  <div data-said aria-live="polite"></div>
</article>`;
};
