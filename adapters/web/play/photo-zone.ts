import { html } from 'ghtml';
import { archiveMegabytes, photoMegabytes } from '../../../src/core/upload-limit.ts';
import { optionName } from '../../../src/text/names.ts';
import { asset } from '../assets.ts';
import { photoIcon } from '../empty-card.ts';
import type { Visitor } from '../visitor.ts';

const photoTypes =
  'image/jpeg,image/png,image/webp,image/gif,image/avif,image/heic,image/heif,image/jxl,video/mp4,video/quicktime,video/webm,.heic,.heif,.jxl,.zip';

const examples = ['portrait', 'cat', 'coffee'] as const;

/** Sample photos. Their origin and licenses are in `assets/credits.txt`. */
const exampleRow = ({ messages }: Visitor): string => {
  const { format } = messages;
  const buttons = examples.map((name) => {
    const source = asset(`samples/${name}`);
    const label = format(`web.play.examples.${name}`);
    return html`<button type="button" data-example="${source}.jpg" aria-label="${label}"><img src="${source}.webp" alt="" width="72" height="72"></button>`;
  });
  return html`<div class="examples"><p class="quiet small" id="examples">${format('web.play.examples')}</p><div class="row" role="group" aria-labelledby="examples">!${buttons}</div></div>`;
};

/** The tools for painting a mask over the photo. Shown by scripts; without them the mask is a file field. */
const maskTools = ({ messages: { format } }: Visitor): string => {
  const what = (value: string, label: string, checked: string): string =>
    html`<label class="chip"><input type="radio" name="show-masked" value="${value}" !${checked}>${label}</label>`;
  return html`<div class="mask-tools stack" data-mask hidden>
    <button type="button" data-mask-open aria-expanded="false" data-open="${format('web.mask.open')}" data-done="${format('web.mask.done')}">${format('web.mask.open')}</button>
    <div class="stack" data-mask-bar hidden>
      <p class="quiet small">${format('web.mask.how')}</p><p class="small" data-mask-note aria-live="polite" data-busy="${format('web.mask.busy')}" data-none="${format('web.mask.none')}" data-failed="${format('web.mask.failed')}"></p>
      <fieldset class="chips"><legend class="unseen">${format('options.masked')}</legend>!${what('moves', format('web.mask.moves'), 'checked')}!${what('still', format('web.mask.still'), '')}</fieldset>
      <label class="row small">${format('web.mask.size')} <input type="range" min="2" max="30" value="12" data-mask-size></label>
      <div class="row"><button type="button" data-mask-erase aria-pressed="false">${format('web.mask.erase')}</button><button type="button" data-mask-clear>${format('web.mask.clear')}</button></div>
    </div>
  </div>`;
};

/** The drop zone for photos; a plain file field without scripts. */
export const photoZone = (visitor: Visitor, name: string, maximum: number): string => {
  const { format } = visitor.messages;
  const heavy = format('web.play.heavy', { megabytes: photoMegabytes, size: '#' });
  return html`<div class="zone" data-zone data-most="${maximum}" data-megabytes="${photoMegabytes}" data-heavy="${heavy}" data-wrong="${format('web.play.wrong', { name: '#' })}" data-remove="${format('web.play.remove')}" data-preview="${format('web.play.preview')}" data-none="${format('web.play.none')}" data-replace="${format('web.play.replace')}" data-add="${format('web.play.add-second')}" data-several="${format('web.play.several', { count: '#' })}" data-archive-megabytes="${archiveMegabytes}" data-limit="${format('failures.too_many_choices', { maximum, option: optionName(visitor.messages, 'photos') })}">
    <label class="drop" for="photos">
      !${photoIcon()}
      <span class="label" data-zone-label>${format('web.play.photos')}</span>
      <span class="how">${format('web.play.drop')}</span>
      <span class="quiet small">${format('web.play.types', { megabytes: photoMegabytes })}</span>
    </label>
    <input id="photos" name="${name}" type="file" accept="${photoTypes}" multiple required>
    <p class="notice bad" data-heavy-photo role="alert" hidden></p>
    <ul class="chosen" data-chosen></ul>
  </div>!${maskTools(visitor)}!${exampleRow(visitor)}`;
};
