import { html } from 'ghtml';
import type { Action } from '../../src/core/action.ts';
import type { Clip } from '../../src/core/clip.ts';
import { captionOf } from '../../src/core/words/done-words.ts';
import { amountsIn } from '../../src/text/amounts.ts';
import type { Messages } from '../../src/text/messages.ts';
import { markParts, takeParts } from '../../src/text/reply-text.ts';
import { warningText } from '../../src/text/warning-text.ts';
import { underCover } from './clip-cover.ts';
import { nameOf } from './play/fields.ts';
import { buttonRow } from './result-buttons.ts';

/** What a clip is and how it was made, a word or two each. */
export const clipFacts = (messages: Messages, clip: Clip): string[] => [
  amountsIn(messages.locale).duration(clip.seconds),
  `${clip.width}×${clip.height}`,
  messages.format(`card.mark.${clip.mark}`),
];

/** How it was made and whose it is, for its owner. */
const clipDetails = (messages: Messages, clip: Clip): string[] => {
  const { engine, model } = clip.recipe;
  const maker = engine === 'local' ? messages.format('choices.local') : model;
  return [maker, ...takeParts(messages, clip), ...markParts(messages, clip).slice(1)];
};

/** Where a clip's files are found. */
export type Sources = { readonly file: string; readonly thumbnail: string; readonly download: string };

/** Where the owner's page finds a clip's files. */
export const ownSources = (id: string): Sources => ({
  file: `/clips/${id}/file`,
  thumbnail: `/clips/${id}/thumbnail`,
  download: `/clips/${id}/file?download=1`,
});

/** The clip, playing, with what it is and what can be done with it. */
export const clipCard = (
  messages: Messages,
  clip: Clip,
  sources: Sources,
  actions: readonly Action[],
  title: string = nameOf(messages, clip.recipe.order.effect),
): string => {
  const prompt = captionOf(clip.recipe);
  const notes = clip.recipe.warnings.filter(({ kind }) => kind !== 'seed');
  const video = html`<video src="${sources.file}" poster="${sources.thumbnail}" width="${clip.width}" height="${clip.height}" controls autoplay muted loop playsinline preload="metadata" aria-label="${messages.format('web.clips.clip', { effect: title })}"></video>`;
  const details = html`<details class="more"><summary>${messages.format('web.clips.details')}</summary><div><p class="quiet small">${clipDetails(messages, clip).join(' · ')}</p><p><a href="/c/${clip.id}">${messages.format('web.clip.page')}</a></p></div></details>`;
  return html`<article class="card clip" data-clip="${clip.id}" aria-labelledby="clip-${clip.id}">
  <div class="screen">!${underCover(messages, clip, video)}</div>
  <div class="side stack">
  <div class="row spread">
    <h2 id="clip-${clip.id}" tabindex="-1">${title}</h2>
    <span class="badge" data-visibility>${nameOf(messages, clip.visibility)}</span>
  </div>
  !${prompt === '' ? '' : html`<blockquote>${prompt}</blockquote>`}
  <p class="quiet small">${clipFacts(messages, clip).join(' · ')}</p>
  !${notes.map((note) => html`<p class="quiet small">${warningText(messages, note)}</p>`)}
  <div class="presses"><a class="button primary" href="${sources.download}" download>${messages.format('web.clips.download')}</a><div data-actions>!${buttonRow(actions, messages)}</div></div>
  <div data-said aria-live="polite"></div>
  !${actions.length === 0 ? '' : details}
  </div>
</article>`;
};
