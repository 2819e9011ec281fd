import { html } from 'ghtml';
import { newId } from '../../../src/core/id.ts';
import type { JobStatus } from '../../../src/core/job.ts';
import { asset } from '../assets.ts';
import type { Visitor } from '../visitor.ts';
import { commandNamed } from '../web-deps.ts';
import { defaultsOf, effectTiles } from './effect-tiles.ts';
import type { Form } from './fields.ts';
import { createBar, promptField, wishFields } from './form-values.ts';
import { jobCard, liveWords } from './job-card.ts';
import { photoZone } from './photo-zone.ts';
import type { Play } from './play-deps.ts';

/** What the page begins with besides its form. */
export type Start = {
  readonly unfinished: readonly JobStatus[];
  /** The clip whose recipe is used; empty for none. */
  readonly like: string;
  /** Clips whose recipe may be used: id and name. */
  readonly clips: readonly (readonly [string, string])[];
};

const hero = ({ messages: { format } }: Visitor, like: string): string =>
  html`<div class="hero"><div class="stack"><h1>${format('web.play.title')}</h1><p class="lead">${format('web.play.lead')}</p>!${like === '' ? '' : html`<p class="notice">${format('web.play.like')}</p>`}</div>
  !${like === '' ? html`<video src="${asset('hero.mp4')}" poster="${asset('hero.webp')}" width="640" height="480" muted loop autoplay playsinline preload="metadata" disablepictureinpicture tabindex="-1" aria-hidden="true"></video>` : ''}</div>`;

/** The start page: the form derived from `animate`, and what is under way. */
export const playBody = (play: Play, visitor: Visitor, { unfinished, like, clips }: Start): string => {
  const { messages, locale } = visitor;
  const { format } = messages;
  // Effects are tiles.
  const { effect: _, ...options } = commandNamed(play, 'animate').options;
  const photos = Object.entries(options).find(([, option]) => option.type === 'photos');
  const [name, most] = photos?.[1].type === 'photos' ? [photos[0], photos[1].maximum] : ['photos', 1];
  const [first] = play.effects;
  const form: Form = {
    messages,
    known: play.known,
    absent: format('web.play.usual'),
    usual: like === '',
    values: { like },
    defaults: like === '' && first !== undefined ? defaultsOf(visitor, first) : {},
    clips,
    // What is made here belongs to no community.
    without: ['community'],
  };
  return html`<div class="stack wide">
  !${hero(visitor, like)}
  <section id="live" class="live" aria-label="${format('web.clips.job')}" data-live !${liveWords(messages)}>!${unfinished.map((job) => jobCard(messages, locale, job))}</section>
  <p class="unseen" role="status" data-status></p>
  <form method="post" action="/make" enctype="multipart/form-data" data-make>
    <input type="hidden" name="key" value="${newId()}">
    <div class="play">
      !${photoZone(visitor, name, most)}
      !${effectTiles(visitor, play.effects, like === '' ? (first?.name ?? '') : '')}
      <div class="wishes card stack">!${promptField(form, options)}!${wishFields(form, options, like !== '')}</div>
    </div>
    !${createBar(visitor)}
  </form>
</div>`;
};
