import { html } from 'ghtml';
import type { Clip, ClipFilter } from '../../../src/core/clip.ts';
import type { JobStatus } from '../../../src/core/job.ts';
import type { NamedPreset } from '../../../src/core/preset.ts';
import type { ClipFile } from '../../../src/core/reply.ts';
import { amountsIn } from '../../../src/text/amounts.ts';
import { optionName } from '../../../src/text/names.ts';
import { ownSources } from '../clip-card.ts';
import { emptyCard } from '../empty-card.ts';
import { factLine } from '../fact-line.ts';
import type { Visitor } from '../visitor.ts';
import { nameOf } from './fields.ts';
import { jobCard, liveArea } from './job-card.ts';
import type { UsedPrompt } from './play-deps.ts';
import { presetLinks, promptLinks } from './preset-links.ts';

/** The form field name of a clip's checkbox. */
export const boxOf = (id: string): string => `clip.${id}`;

const tile = (
  { messages, locale }: Visitor,
  { id, recipe, seconds, visibility, createdAt }: Clip,
): string => {
  const { effect, prompt } = recipe.order;
  const name = nameOf(messages, effect);
  const when = new Intl.DateTimeFormat(locale, {
    ...{ month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' },
  });
  const { file, thumbnail } = ownSources(id);
  const facts = [
    { html: html`<time datetime="${createdAt.toISOString()}">${when.format(createdAt)}</time>` },
    ...(visibility === 'private' ? [] : [nameOf(messages, visibility)]),
  ];
  return html`<li class="tile"><label class="pick"><input type="checkbox" name="${boxOf(id)}" aria-label="${messages.format('web.clips.select', { effect: name })}"></label>
    <a href="/clips/${id}"><span class="frame" data-loop="${file}"><img src="${thumbnail}" alt="" loading="lazy" width="320" height="320"><span class="badge length">${amountsIn(locale).duration(seconds)}</span></span>
    <div class="about stack"><h2 class="h3">${name}</h2>!${prompt === '' ? '' : html`<p class="small words">${prompt}</p>`}!${factLine(facts)}</div></a></li>`;
};

/** The URL of the clip list with a filter and a cursor. */
const clipsUrl = ({ effect, visibility, words }: ClipFilter, before: string | null = null): string => {
  const given = Object.entries({ effect, visibility, words, before }).filter(([, value]) => value !== null);
  const query = new URLSearchParams(given as [string, string][]);
  return query.size === 0 ? '/clips' : `/clips?${query}`;
};

const filterForm = (
  { messages }: Visitor,
  effects: readonly string[],
  { effect, visibility, words }: ClipFilter,
): string => {
  const { format } = messages;
  const list = (name: string, label: string, all: string, values: readonly string[], chosen: string | null) =>
    html`<select name="${name}" aria-label="${label}" data-send><option value="">${all}</option>!${values.map((value) => html`<option value="${value}" !${value === chosen ? 'selected' : ''}>${nameOf(messages, value)}</option>`)}</select>`;
  return html`<form class="row filter" action="/clips" method="get">
    !${list('effect', format('web.gallery.effect'), format('web.gallery.all-effects'), effects, effect)}
    !${list('visibility', format('options.visibility'), format('web.clips.any-visibility'), ['private', 'public'], visibility)}
    <input type="search" name="words" value="${words ?? ''}" maxlength="100" placeholder="${format('web.clips.search')}" aria-label="${format('web.clips.search')}">
    <button>${format('web.gallery.show')}</button></form>`;
};

const selection = ({ messages }: Visitor): string => {
  const { format } = messages;
  return html`<div class="selection row"><div class="selected" data-selected="${format('web.clips.selected')}"><button type="reset" class="plain" aria-label="${format('web.clips.unselect')}">✕</button></div><button formmethod="get" formaction="/clips/compare" data-two>${optionName(messages, 'compare')}</button><button formaction="/clips/join" data-two>${format('buttons.join')}</button><button formaction="/clips/archive">${format('web.clips.archive')}</button><button class="danger" formaction="/clips/delete">${format('buttons.delete-ask')}</button></div>`;
};

/** The visitor's running jobs and their clips, with filters and selection. */
export const ownClipsBody = (
  visitor: Visitor,
  effects: readonly string[],
  filter: ClipFilter,
  jobs: readonly JobStatus[],
  { entries, next }: { readonly entries: readonly ClipFile[]; readonly next: string | null },
  first: boolean,
  prompts: readonly UsedPrompt[],
  presets: readonly NamedPreset[],
): string => {
  const { messages, locale } = visitor;
  const { format } = messages;
  const all = clipsUrl(filter) === '/clips';
  const nothing = all && first && entries.length === 0;
  const none = all && first ? format('replies.no-clips') : format('web.clips.no-match');
  const empty = all
    ? emptyCard(none, '/', format('web.clips.none'))
    : emptyCard(none, '/clips', format('web.clips.all'));
  const more =
    next === null
      ? ''
      : html`<p><a class="button" href="${clipsUrl(filter, next)}" rel="next">${format('web.clips.older')}</a></p>`;
  const list = html`<form class="stack" method="post"><ul class="tiles own">!${entries.map(({ clip }) => tile(visitor, clip))}</ul>!${selection(visitor)}</form>!${more}`;
  const live = liveArea(
    messages,
    jobs.map((job) => jobCard(messages, locale, job)),
  );
  return html`<section class="stack wide"><div class="row spread"><h1>${format('web.clips.title')}</h1>!${nothing ? '' : html`<a class="button primary" href="/">${format('web.clips.another')}</a>`}</div>
    !${live}!${nothing ? '' : filterForm(visitor, effects, filter)}!${presetLinks(messages, presets, null, html`<a class="chip" href="/presets">${format('web.presets.manage')}</a>`)}!${promptLinks(messages, prompts)}
    !${entries.length > 0 ? list : jobs.length > 0 && all ? '' : empty}</section>`;
};
