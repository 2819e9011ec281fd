import { html } from 'ghtml';
import { type Effect, effectGroups } from '../../../src/core/effect.ts';
import { keepRate, type Opinions } from '../../../src/core/keep-rate.ts';
import { aboutEffect, keepRatesText } from '../../../src/text/names.ts';
import { asset } from '../assets.ts';
import type { Visitor } from '../visitor.ts';
import { nameOf } from './fields.ts';

/** The option values an effect uses if nothing is chosen. */
export const defaultsOf = ({ defaults }: Effect): Readonly<Record<string, string>> => ({
  seconds: String(defaults.seconds),
  motion: defaults.motion,
});

type Own = Readonly<Record<string, string>>;

const tile = (
  visitor: Visitor,
  effect: Effect,
  checked: boolean,
  own: Own,
  opinions: readonly Opinions[],
): string => {
  const { messages } = visitor;
  const { name, needs } = effect;
  const source = asset(`effects/${name}`);
  const photos = needs.fewest === undefined ? 'web.play.two-photos' : 'web.play.one-or-two-photos';
  const two = needs.photos > 1 ? html`<span class="badge">${messages.format(photos)}</span>` : '';
  const kept = keepRate(opinions, name);
  const rate = kept === null ? '' : ` · ${keepRatesText(messages, kept)}`;
  const { seconds = '', motion = '' } = { ...defaultsOf(effect), ...own };
  return html`<label class="effect">
    <input type="radio" name="effect" value="${name}" data-photos="${needs.photos}" !${needs.face ? 'data-face' : ''} data-seconds="${seconds}" data-motion="${motion}" !${checked ? 'checked' : ''} aria-labelledby="name-${name}" aria-describedby="about-${name}">
    <span class="frame" data-loop="${source}.mp4"><img src="${source}.webp" alt="" width="176" height="176" loading="lazy" decoding="async"></span>
    <span class="name" id="name-${name}">${nameOf(messages, name)}</span>!${two}!${needs.face ? html`<span class="badge lacking">${messages.format('web.play.needs-face')}</span>` : ''}
    <span class="what" id="about-${name}">${messages.find(`effects.${name}.short`) ?? aboutEffect(messages, name)}${rate}</span>
  </label>`;
};

/**
 * Filter chips that show one group of effects. They work by CSS without scripts, and the server ignores their value.
 */
const filter = ({ messages }: Visitor): string => {
  const { format } = messages;
  const chip = (value: string, label: string, checked = ''): string =>
    html`<label class="chip"><input type="radio" name="show" value="${value}" !${checked}>${label}</label>`;
  const chips = effectGroups.map((group) => chip(group, format(`web.play.groups.${group}`)));
  return html`<fieldset class="chips"><legend class="unseen">${format('web.play.show')}</legend>!${chip('all', format('web.play.all'), 'checked')}!${chips}</fieldset>`;
};

/** All effects by group, with `chosen` preselected. What the visitor set themselves replaces the effects' own defaults. */
export const effectTiles = (
  visitor: Visitor,
  effects: readonly Effect[],
  chosen: string,
  own: Own,
  opinions: readonly Opinions[],
): string => {
  const { format } = visitor.messages;
  const groups = effectGroups.map(
    (group) =>
      html`<section data-group="${group}" aria-labelledby="group-${group}"><h2 class="h3" id="group-${group}">${format(`web.play.groups.${group}`)}</h2>
      <div class="effect-grid">!${effects.filter((effect) => effect.group === group).map((effect) => tile(visitor, effect, effect.name === chosen, own, opinions))}</div></section>`,
  );
  return html`<fieldset class="effects card"><legend class="unseen">${format('web.play.effect')}</legend>!${filter(visitor)}!${groups}</fieldset>`;
};
