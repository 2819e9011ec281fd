import { html } from 'ghtml';
import type { Action } from '../../src/core/action.ts';
import type { Clip } from '../../src/core/clip.ts';
import { formats } from '../../src/core/formats.ts';
import { captionOf } from '../../src/core/words/done-words.ts';
import { amountsIn } from '../../src/text/amounts.ts';
import { originParts, takeParts } from '../../src/text/clip-lines.ts';
import type { Messages } from '../../src/text/messages.ts';
import { aboutOption, optionName } from '../../src/text/names.ts';
import { warningText } from '../../src/text/warning-text.ts';
import { clipVideo } from './clip-video.ts';
import { factLine } from './fact-line.ts';
import { nameOf } from './play/fields.ts';
import { buttonRow } from './result-buttons.ts';

/** Short facts about a clip: length, size and provenance mark. */
export const clipFacts = (messages: Messages, clip: Clip): string[] => [
  amountsIn(messages.locale).duration(clip.seconds),
  `${clip.width}×${clip.height}`,
  messages.format(`card.mark.${clip.mark}`),
];

/** Who can see a clip now. */
export const audience = (messages: Messages, { visibility, linkUntil }: Clip): string =>
  nameOf(messages, visibility === 'private' && Number(linkUntil) > Date.now() ? 'link' : visibility);

/** Details for the owner: engine or model, takes and marks. */
const clipDetails = (messages: Messages, clip: Clip): string[] => {
  const { engine, model } = clip.recipe;
  const maker = engine === 'local' ? messages.format('choices.local') : model;
  return [maker, ...takeParts(messages, clip), ...originParts(messages, clip).slice(1)];
};

/** URLs of a clip's files. */
export type Sources = { readonly file: string; readonly thumbnail: string; readonly download: string };

/** URLs of a clip's files on its owner's pages. */
export const ownSources = (id: string): Sources => ({
  file: `/clips/${id}/file`,
  thumbnail: `/clips/${id}/thumbnail`,
  download: `/clips/${id}/file?download=1`,
});

/** Downloads a clip as a GIF, a picture or a sticker. */
const saveForm = (messages: Messages, id: string): string => {
  const choices = formats.map(
    (format) => html`<option value="${format}">${nameOf(messages, format)}</option>`,
  );
  return html`<details class="more"><summary>${messages.format('buttons.save')}</summary><form class="fields save" method="get" action="/clips/${id}/save">
    <div class="field"><label for="save-${id}">${optionName(messages, 'format')}</label><select id="save-${id}" name="format">!${choices}</select></div>
    <div class="field"><label for="at-${id}">${optionName(messages, 'at')}</label><input id="at-${id}" name="at" maxlength="12" aria-describedby="hint-at-${id}"><span class="hint" id="hint-at-${id}">${aboutOption(messages, 'at')}</span></div>
    <p><button>${messages.format('web.clips.download')}</button></p></form></details>`;
};

/** A card with the playing clip, its facts and its actions. */
export const clipCard = (
  messages: Messages,
  clip: Clip,
  sources: Sources,
  actions: readonly Action[],
  title: string = nameOf(messages, clip.recipe.order.effect),
): string => {
  const prompt = captionOf(clip.recipe);
  const notes = clip.recipe.warnings.filter(({ kind }) => kind !== 'seed');
  const video = clipVideo(messages, clip, sources, messages.format('web.clips.clip', { effect: title }));
  const details = html`<details class="more"><summary>${messages.format('web.clips.details')}</summary><div><p class="quiet small">${clipDetails(messages, clip).join(' · ')}</p><p><a href="/c/${clip.id}">${messages.format('web.clip.page')}</a></p></div></details>`;
  return html`<article class="card clip" data-clip="${clip.id}" aria-labelledby="clip-${clip.id}">
  <div class="screen">!${video}</div>
  <div class="side stack">
  <div class="row spread">
    <h2 id="clip-${clip.id}" tabindex="-1">${title}</h2>
    <span class="badge" data-visibility>${audience(messages, clip)}</span>
  </div>
  !${prompt === '' ? '' : html`<blockquote>${prompt}</blockquote>`}
  !${factLine(clipFacts(messages, clip))}
  !${notes.map((note) => html`<p class="quiet small">${warningText(messages, note)}</p>`)}
  <div class="presses"><a class="button ${actions.length === 0 ? '' : 'primary'}" href="${sources.download}" download>${messages.format('web.clips.download')}</a><div data-actions>!${buttonRow(actions, messages)}</div></div>
  <div data-said aria-live="polite"></div>
  !${actions.length === 0 ? '' : saveForm(messages, clip.id) + details}
  </div>
</article>`;
};
