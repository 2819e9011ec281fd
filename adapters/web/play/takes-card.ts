import { html } from 'ghtml';
import type { Clip } from '../../../src/core/clip.ts';
import { sideBySideIn } from '../../../src/core/variants.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { optionName } from '../../../src/text/names.ts';
import { ownSources } from '../clip-card.ts';
import { clipVideo } from '../clip-video.ts';
import { nameOf } from './fields.ts';
import { boxOf } from './own-clips.ts';

/** What clips of a job are called: by what they differ in, and otherwise by number. Takes differ only in their seed. */
export const namesOf = (messages: Messages, clips: readonly Clip[]) => {
  const { format } = messages;
  const takes = clips.filter((clip) => sideBySideIn(clip) === null);
  const differ = (read: (clip: Clip) => string): boolean => new Set(takes.map(read)).size > 1;
  const count = takes.length;
  const facts = [
    ({ recipe }: Clip) => nameOf(messages, recipe.order.effect),
    ({ recipe }: Clip) => (recipe.engine === 'local' ? format('choices.local') : recipe.model),
    ({ recipe }: Clip) => nameOf(messages, recipe.order.ratio),
  ].filter(differ);
  const differing =
    facts.length > 0 || differ(({ job }) => job) || differ(({ recipe }) => recipe.order.photos.join());
  const byFacts = (clip: Clip): string => facts.map((read) => read(clip)).join(' · ');
  const told = new Set(takes.map(byFacts)).size === count;
  const nameIn = (clip: Clip): string => {
    const beside = sideBySideIn(clip);
    if (beside !== null) return format('recipe.step.beside', { count: beside.clips.length });
    const number = takes.indexOf(clip) + 1;
    if (told && count > 1) return byFacts(clip);
    const counted = format(differing ? 'web.clips.one-of' : 'web.clips.take', { number, count });
    return facts.length > 0 ? `${byFacts(clip)} · ${counted}` : counted;
  };
  return { names: clips.map(nameIn), takes: !differing };
};

const take = (
  messages: Messages,
  group: string,
  clip: Clip,
  name: string,
  chosen: boolean,
  badge: string,
): string => {
  return html`<label class="take"><input type="radio" name="take-${group}" !${chosen ? 'checked' : ''}>
    !${clipVideo(messages, clip, ownSources(clip.id))}
    <span class="name">${name}</span>!${badge}</label>`;
};

/** A button that does something with clips. */
const withClips = (clips: readonly Clip[], path: string, words: string): string =>
  html`<form method="post" action="${path}">!${clips.map(({ id }) => html`<input type="hidden" name="${boxOf(id)}" value="on">`)}<button>${words}</button></form>`;

/** Several clips, best first: side by side and in sync, with the selected one large above its actions. */
export const takesCard = (
  messages: Messages,
  clips: readonly Clip[],
  cards: readonly string[],
  notes = '',
): string => {
  const { format } = messages;
  const { names, takes } = namesOf(messages, clips);
  const archive = withClips(clips, '/clips/archive', format('web.clips.archive'));
  const group = clips[0]?.id ?? '';
  const steadiest = html`<span class="badge">${format('web.clips.most-stable')}</span>`;
  const one = (clip: Clip, index: number): string => {
    const others = clips.filter((other) => other !== clip);
    const keep = withClips(others, '/clips/delete', format('web.clips.keep-only'));
    const below = takes ? html`<div class="row">!${keep}!${archive}</div>` : '';
    const badge = takes && index === 0 && clip.score !== null ? steadiest : '';
    // The large card of a take is shown while the take is selected.
    return html`!${take(messages, group, clip, names[index] ?? '', index === 0, badge)}<div class="stack large">!${cards[index] ?? ''}!${below}</div>`;
  };
  return html`<section class="stack">!${notes}<fieldset class="takes" data-takes><legend class="unseen">${optionName(messages, 'compare')}</legend>!${clips.map(one)}</fieldset>!${takes ? '' : archive}</section>`;
};
