import { html } from 'ghtml';
import type { Clip } from '../../../src/core/clip.ts';
import { newId } from '../../../src/core/id.ts';
import type { JobStatus } from '../../../src/core/job.ts';
import type { Opinions } from '../../../src/core/keep-rate.ts';
import { valuesOfOrder } from '../../../src/core/order-values.ts';
import type { NamedPreset } from '../../../src/core/preset.ts';
import { asset } from '../assets.ts';
import type { Visitor } from '../visitor.ts';
import { commandNamed } from '../web-deps.ts';
import { defaultsOf, effectTiles } from './effect-tiles.ts';
import { type Form, nameOf } from './fields.ts';
import { createBar, promptField, valueFields } from './form-values.ts';
import { jobCard, liveWords } from './job-card.ts';
import { photoZone } from './photo-zone.ts';
import type { Play, UsedPrompt } from './play-deps.ts';
import { presetFields, presetLinks, promptLinks, textsIn } from './preset-links.ts';
import { recipeCard } from './recipe-card.ts';

/** The initial content of the page apart from its form. */
export type Start = {
  readonly unfinished: readonly JobStatus[];
  /** The clip whose recipe is reused, if any. */
  readonly like: Clip | null;
  /** What the visitor set for new clips. A reused recipe replaces it. */
  readonly own: Readonly<Record<string, string>>;
  /** What people think of clips. */
  readonly opinions: readonly Opinions[];
  readonly presets: readonly NamedPreset[];
  /** The preset that the form is filled from, if any. */
  readonly preset: NamedPreset | null;
  /** Prompts that were used before, and the one that fills the form. */
  readonly prompts: readonly UsedPrompt[];
  readonly prompt: UsedPrompt | null;
  /** Clips whose recipe can be reused: id and name. */
  readonly clips: readonly (readonly [string, string])[];
  /** The cost of the clip, and who would see the photo. */
  readonly terms: string;
  /** What was filled in when the form was refused, and the message about that; both empty otherwise. */
  readonly given: Readonly<Record<string, string>>;
  readonly trouble: string;
};

const hero = ({ messages: { format } }: Visitor): string =>
  html`<div class="hero"><div class="stack"><h1>${format('web.play.title')}</h1><p class="lead">${format('web.play.lead')}</p></div>
  <div class="frame" data-loop="${asset('hero.mp4')}"><img src="${asset('hero.webp')}" alt="" width="640" height="480"></div></div>`;

/** The start page: the form derived from `animate`, and the running jobs. */
export const playBody = (
  play: Play,
  visitor: Visitor,
  {
    unfinished,
    like,
    own: usual,
    opinions,
    presets,
    preset,
    prompts,
    prompt,
    clips,
    terms,
    given,
    trouble,
  }: Start,
): string => {
  const { messages, locale } = visitor;
  const { format } = messages;
  // Effects are shown as tiles, and presets as links.
  const { effect: _, preset: __, ...options } = commandNamed(play, 'animate').options;
  const photos = Object.entries(options).find(([, option]) => option.type === 'photos');
  const [name, most] = photos?.[1].type === 'photos' ? [photos[0], photos[1].maximum] : ['photos', 1];
  const saved = preset === null ? {} : presetFields(preset);
  const own = { ...usual, ...saved };
  const order = like?.recipe.order;
  const chosen =
    play.effects.find((effect) => effect.name === (given['effect'] ?? order?.effect ?? own['effect'])) ??
    play.effects[0];
  const form: Form = {
    messages,
    known: play.known,
    values: {
      ...textsIn(saved, options),
      like: like?.id ?? '',
      prompt: order?.prompt ?? saved['prompt'] ?? prompt?.prompt ?? '',
      ...(order?.negative && { negative: order.negative }),
      ...given,
    },
    defaults: {
      ...{ visibility: 'private', repair: 'gentle' },
      ...(chosen === undefined ? {} : defaultsOf(chosen)),
      ...own,
      ...(order === undefined ? {} : valuesOfOrder(order)),
    },
    clips,
    // Clips made here belong to no community.
    without: own['model'] === undefined ? ['community', 'auto'] : ['community'],
  };
  return html`<div class="stack wide">
  !${like === null ? hero(visitor) : recipeCard(messages, like)}
  <section id="live" class="live" aria-label="${format('web.clips.job')}" data-live !${liveWords(messages)}>!${unfinished.map((job) => jobCard(messages, locale, job))}</section>
  <p class="unseen" role="status" data-status></p>
  !${trouble === '' ? '' : html`<p class="notice bad" role="alert">${trouble}</p>`}
  <form method="post" action="/make" enctype="multipart/form-data" data-make>
    <input type="hidden" name="key" value="${newId()}"><input type="hidden" name="preset" value="${preset?.name ?? ''}">
    !${presetLinks(messages, presets, preset)}<div class="play" !${like === null ? '' : 'data-recipe'}>
      <div class="photo-column">!${photoZone(visitor, name, most)}<div class="card">!${promptField(form, options)}!${promptLinks(messages, prompts)}</div></div>
      !${effectTiles(visitor, play.effects, chosen?.name ?? '', own, opinions)}
      <div class="wishes card stack">!${valueFields(form, options)}</div>
    </div>
    !${createBar(visitor, chosen === undefined ? '' : nameOf(messages, chosen.name), terms)}
  </form>
</div>`;
};
