import { html } from 'ghtml';
import { type JobFilter, type JobLine, type JobSheet, jobFilters } from '../../../src/core/overview.ts';
import { failureText } from '../../../src/text/failure-text.ts';
import { effectName } from '../../../src/text/names.ts';
import type { Commands } from './admin-deps.ts';
import { type Cell, card, commandForm, jobLink, moment, type Pen, stateBadge, table } from './admin-parts.ts';
import { bar } from './chart.ts';
import { findForm } from './people-page.ts';
import { units } from './units.ts';

/** The URL of the job list. */
const jobsUrl = (state: JobFilter, owner: string | null, before: string | null = null): string => {
  const given = Object.entries({ state, owner, before }).filter(([, value]) => value !== null);
  return `/admin/jobs?${new URLSearchParams(given as [string, string][])}`;
};

/** The model of a job; the local engine has only one. */
const modelName = ({ messages }: Pen, { engine, model }: Pick<JobLine, 'engine' | 'model'>): string =>
  engine === 'local' ? messages.format('choices.local') : `${engine}/${model}`;

const filters = ({ messages }: Pen, current: JobFilter, owner: string | null): string =>
  html`<nav aria-label="${messages.format('admin.jobs.filter')}" class="admin-nav">!${jobFilters.map(
    (one) =>
      html`<a href="${jobsUrl(one, owner)}" !${one === current ? 'aria-current="true"' : ''}>${messages.format(`admin.jobs.filters.${one}`)}</a>`,
  )}</nav>`;

/** A page of jobs with a link to the next page. */
export const jobsBody = (
  pen: Pen,
  { state, owner }: { readonly state: JobFilter; readonly owner: string | null },
  { entries, next }: { readonly entries: readonly JobLine[]; readonly next: string | null },
): string => {
  const { format } = pen.messages;
  const rows = entries.map((job): Cell[] => [
    jobLink(job.id, effectName(pen.messages, job.effect)),
    stateBadge(pen, job),
    moment(job.createdAt),
    modelName(pen, job),
    job.outcome === null ? { html: html`!${bar(job.fraction)} ${units.percent(job.fraction)}` } : '',
    { html: html`<a href="${jobsUrl('all', job.owner)}">${job.owner}</a>` },
  ]);
  const heads = [
    format('admin.jobs.job'),
    format('admin.jobs.state'),
    format('admin.jobs.asked'),
    format('admin.jobs.engine'),
    format('admin.jobs.progress'),
    format('admin.jobs.owner'),
  ];
  const whose =
    owner === null
      ? ''
      : html`<p class="row"><span class="badge">${owner}</span> <a href="${jobsUrl(state, null)}">${format('admin.jobs.everyone')}</a></p>`;
  return html`!${findForm(pen)}!${filters(pen, state, owner)}!${whose}
    <section class="card">!${table(pen, format('admin.jobs.title'), heads, rows)}</section>
    !${next === null ? '' : html`<p><a class="button" rel="next" href="${jobsUrl(state, owner, next)}">${format('admin.more')}</a></p>`}`;
};

const happened = (pen: Pen, { job, attempts }: JobSheet): string => {
  const { format } = pen.messages;
  const entries: (readonly [Date, string])[] = [
    [job.createdAt, format('admin.job.created')],
    ...(job.startedAt === null ? [] : [[job.startedAt, format('admin.job.started')] as const]),
    ...attempts.map(
      ({ startedAt, take, number, model, state, seconds, failure }): readonly [Date, string] => [
        startedAt,
        [
          format('admin.job.attempt', { take: String(take), number: String(number), model }),
          format(`admin.job.states.${state}`),
          ...(seconds === null ? [] : [format('admin.job.took', { duration: units.duration(seconds) })]),
          ...(failure === null ? [] : [failureText(pen.messages, failure)]),
        ].join(' · '),
      ],
    ),
    ...(job.finishedAt === null ? [] : [[job.finishedAt, format('admin.job.finished')] as const]),
  ];
  const sorted = entries.toSorted(([one], [other]) => one.getTime() - other.getTime());
  return html`<ol class="timeline">!${sorted.map(
    ([at, text]) =>
      html`<li><time datetime="${at.toISOString()}">${units.moment(at)}</time> <span>${text}</span></li>`,
  )}</ol>`;
};

const links = (ids: readonly string[]): string =>
  ids.length === 0 ? '–' : ids.map((id) => html`<a href="/admin/jobs/${id}">${id}</a>`).join(', ');

const facts = (pen: Pen, { job, parent, children, deaths, retries, delivery }: JobSheet): string => {
  const { format } = pen.messages;
  const state = stateBadge(pen, job);
  const sent =
    delivery === null
      ? '–'
      : `${delivery.platform} · ${delivery.delivered ?? format('admin.job.undelivered')} · ${format('admin.job.tries', { tries: delivery.tries })}`;
  const rows: (readonly [string, string])[] = [
    [format('admin.jobs.state'), typeof state === 'string' ? html`${state}` : state.html],
    [format('admin.jobs.progress'), html`!${bar(job.fraction)} ${units.percent(job.fraction)}`],
    [format('admin.jobs.engine'), html`${modelName(pen, job)}`],
    [format('admin.jobs.owner'), html`<code>${job.owner}</code>`],
    [format('admin.job.visibility'), html`${job.visibility}`],
    [format('admin.job.price'), html`${format('admin.units.credits', { credits: job.credits })}`],
    [format('admin.job.delivery'), html`${sent}`],
    [format('admin.job.parent'), links(parent === null ? [] : [parent])],
    [format('admin.job.children'), links(children)],
    [format('admin.job.crashes'), html`${deaths}`],
    [format('admin.job.retries'), html`${retries}`],
    [format('admin.job.id'), html`<code>${job.id}</code>`],
  ];
  return html`<dl class="sums">!${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>!${value}</dd></div>`)}</dl>`;
};

const takes = (pen: Pen, { takes: made }: JobSheet, commands: Commands): string => {
  const { format } = pen.messages;
  const rows = made.map(({ number, clip, gone, score, credits, failure }): Cell[] => [
    units.count(number),
    clip === null
      ? '–'
      : {
          html: html`<code>${clip}</code>!${gone ? html` <span class="badge">${format('admin.job.gone')}</span>` : ''}`,
        },
    score === null ? '–' : units.percent(score),
    units.count(credits),
    failure === null ? '–' : failureText(pen.messages, failure),
    clip === null || gone
      ? ''
      : {
          html: html`<details><summary>${format('admin.actions.takedown')}</summary>!${commandForm(pen, commands('takedown'), { id: clip }, 'danger')}</details>`,
        },
  ]);
  return table(
    pen,
    format('admin.job.takes'),
    [
      format('admin.job.take'),
      format('admin.job.clip'),
      format('admin.job.score'),
      format('admin.job.credits'),
      format('admin.job.failure'),
      format('admin.action'),
    ],
    rows,
  );
};

/** The actions available for a job in its current state. */
const actionRoutes = (pen: Pen, { job, book }: JobSheet, commands: Commands): string => {
  const kinds = book.map(({ kind }) => kind);
  const chosen = { id: job.id };
  return [
    job.outcome === 'failed' ? commandForm(pen, commands('redo'), chosen, 'primary') : '',
    kinds.includes('capture') && !kinds.includes('refund')
      ? commandForm(pen, commands('refund'), chosen)
      : '',
    job.outcome === null ? commandForm(pen, commands('cancel'), chosen, 'danger') : '',
  ].join('');
};

/** The details of one job and its actions. */
export const jobBody = (pen: Pen, sheet: JobSheet, commands: Commands): string => {
  const { format } = pen.messages;
  const book = sheet.book.map(({ kind, owner, available, held, spent, createdAt }): Cell[] => [
    pen.messages.find(`admin.job.kinds.${kind}`) ?? kind,
    owner,
    ...[available, held, spent].map(units.count),
    moment(createdAt),
  ]);
  const heads = [
    format('admin.job.kind'),
    format('admin.job.account'),
    format('admin.overview.available'),
    format('admin.overview.held'),
    format('admin.overview.spent'),
    format('admin.overview.date'),
  ];
  const money =
    book.length === 0
      ? html`<p class="quiet">${format('admin.job.free')}</p>`
      : table(pen, format('admin.job.book'), heads, book);
  return html`<div class="row">!${actionRoutes(pen, sheet, commands)}</div>
    <div class="charts">!${card(format('admin.job.details'), facts(pen, sheet))}!${card(format('admin.job.timeline'), happened(pen, sheet))}</div>
    !${card(format('admin.job.takes'), takes(pen, sheet, commands))}
    !${card(format('admin.job.book'), money)}`;
};
