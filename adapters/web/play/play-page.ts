import { html } from 'ghtml';
import type { Options } from '../../../src/core/command.ts';
import { newId } from '../../../src/core/id.ts';
import type { JobStatus } from '../../../src/core/job.ts';
import { photoMegabytes } from '../../../src/core/photo.ts';
import { aboutEffect } from '../../../src/text/names.ts';
import { asset } from '../assets.ts';
import { commandNamed } from '../counter.ts';
import type { Visitor } from '../visitor.ts';
import { jobCard } from './card.ts';
import { fieldsOf, nameOf } from './fields.ts';
import type { Play } from './parts.ts';

const photoTypes =
  'image/jpeg,image/png,image/webp,image/gif,image/avif,image/heic,image/heif,image/jxl,.heic,.heif,.jxl';

/** Where photos are dropped; without scripts, a plain field for files. */
const photoZone = ({ messages }: Visitor, name: string, maximum: number): string => {
  const { format } = messages;
  const heavy = format('web.play.heavy', { megabytes: photoMegabytes });
  return html`<div class="zone" data-zone data-most="${maximum}" data-megabytes="${photoMegabytes}" data-heavy="${heavy}" data-remove="${format('web.play.remove')}">
    <label class="drop" for="photos">
      <svg viewBox="0 0 48 48" width="44" height="44" aria-hidden="true"><path d="M8 34V14a4 4 0 0 1 4-4h24a4 4 0 0 1 4 4v20a4 4 0 0 1-4 4H12a4 4 0 0 1-4-4zm0-2 9-9 8 8 5-5 10 9M31 19a2.500 2.500 0 1 1-.01 0z" fill="none" stroke="currentColor" stroke-width="2.500" stroke-linejoin="round" stroke-linecap="round"/></svg>
      <span class="label">${format('web.play.photos')}</span>
      <span>${format('web.play.drop')}</span>
      <span class="quiet small">${format('web.play.types', { megabytes: photoMegabytes })}</span>
    </label>
    <input id="photos" name="${name}" type="file" accept="${photoTypes}" multiple required>
    <p class="notice bad" data-heavy-photo role="alert" hidden></p>
    <ul class="chosen" data-chosen></ul>
  </div>`;
};

const effectTile = (visitor: Visitor, name: string, photos: number, checked: boolean): string => {
  const { messages } = visitor;
  const source = asset(`effects/${name}`);
  const two = photos > 1 ? html`<span class="badge">${messages.format('web.play.two-photos')}</span>` : '';
  return html`<label class="effect" title="${aboutEffect(messages, name)}">
    <input type="radio" name="effect" value="${name}" data-photos="${photos}" !${checked ? 'checked' : ''} aria-labelledby="name-${name}" aria-describedby="about-${name}">
    <video src="${source}.mp4" poster="${source}.webp" width="176" height="176" muted loop playsinline preload="none" disablepictureinpicture tabindex="-1" aria-hidden="true"></video>
    <span class="name" id="name-${name}">${nameOf(messages, name)}</span>!${two}
    <span class="unseen" id="about-${name}">${aboutEffect(messages, name)}</span>
  </label>`;
};

/** The options that the page shows by themselves; all others are under "more". */
const front = new Set(['photos', 'effect', 'prompt']);

const pick = (options: Options, wanted: (name: string) => boolean): Options =>
  Object.fromEntries(Object.entries(options).filter(([name]) => wanted(name)));

const wishes = (play: Play, visitor: Visitor, options: Options, like: string): string => {
  const { messages } = visitor;
  const { format } = messages;
  // What is made here belongs to no community.
  const form = {
    messages,
    known: play.known,
    absent: format('web.play.usual'),
    fresh: like === '',
    values: { like },
    without: ['community'],
  };
  const { prompt } = options;
  const length = prompt?.type === 'text' ? prompt.maximum : 500;
  return html`<div class="wishes card stack">
    <div class="field"><label for="option-prompt">${format('web.play.prompt')}</label>
      <textarea id="option-prompt" name="prompt" rows="2" maxlength="${length}" placeholder="${format('web.play.hint')}"></textarea></div>
    <details !${like === '' ? '' : 'open'}><summary>${format('web.play.more')}</summary>
      <div class="fields">!${fieldsOf(
        form,
        pick(options, (name) => !front.has(name)),
      )}</div></details>
    <p class="notice" data-second hidden>${format('web.play.second')}</p>
    <p class="notice bad" data-trouble role="alert" hidden></p>
    <button class="primary big" data-submit data-sending="${format('web.play.sending')}">${format('web.play.submit')}</button>
  </div>`;
};

/** The start page: the form derived from `animate`, and what is under way. */
export const playBody = (
  play: Play,
  visitor: Visitor,
  unfinished: readonly JobStatus[],
  like: string,
): string => {
  const { messages, locale } = visitor;
  const { format } = messages;
  const { options } = commandNamed(play, 'animate');
  const photos = Object.entries(options).find(([, option]) => option.type === 'photos');
  const [name, most] = photos?.[1].type === 'photos' ? [photos[0], photos[1].maximum] : ['photos', 1];
  return html`<div class="stack wide">
  <div class="hero stack"><h1>${format('web.play.title')}</h1><p class="lead">${format('web.play.lead')}</p>!${like === '' ? '' : html`<p class="notice">${format('web.play.like')}</p>`}</div>
  <section id="live" class="live" aria-label="${messages.format('web.clips.job')}" data-live data-offline="${format('web.play.offline')}">!${unfinished.map((job) => jobCard(messages, locale, job))}</section>
  <p class="unseen" role="status" data-status></p>
  <form class="play" method="post" action="/make" enctype="multipart/form-data" data-make>
    <input type="hidden" name="key" value="${newId()}">
    !${photoZone(visitor, name, most)}
    <fieldset class="effects card"><legend class="unseen">${format('web.play.effect')}</legend><p class="label" aria-hidden="true">${format('web.play.effect')}</p>
      <div class="effect-grid">!${play.effects.map((effect, index) => effectTile(visitor, effect.name, effect.photos, like === '' && index === 0))}</div></fieldset>
    !${wishes(play, visitor, options, like)}
  </form>
</div>`;
};
