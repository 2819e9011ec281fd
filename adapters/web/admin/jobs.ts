import { html } from 'ghtml';
import type { BoundCommand } from '../../../src/core/command.ts';
import { type JobFilter, type JobLine, type JobSheet, jobFilters } from '../../../src/core/overview.ts';
import { bar } from './chart.ts';
import { type Cell, card, commandForm, jobLink, moment, type Pen, standing, table } from './parts.ts';

const filters = ({ words }: Pen, current: JobFilter): string =>
  html`<nav aria-label="${words.jobs.filter}" class="desk">!${jobFilters.map(
    (one) =>
      html`<a href="/admin/jobs?state=${one}" !${one === current ? 'aria-current="true"' : ''}>${words.jobs.filters[one]}</a>`,
  )}</nav>`;

/** A page of jobs, and where it goes on. */
export const jobsBody = (
  pen: Pen,
  filter: JobFilter,
  { entries, next }: { readonly entries: readonly JobLine[]; readonly next: string | null },
): string => {
  const { jobs: said, more, units } = pen.words;
  const rows = entries.map((job): Cell[] => [
    jobLink(job.id, job.effect),
    standing(pen, job),
    moment(pen, job.createdAt),
    `${job.engine}/${job.model}`,
    { html: html`!${bar(job.fraction)} ${units.percent(job.fraction)}` },
    job.owner,
  ]);
  const heads = [said.job, said.state, said.asked, said.engine, said.progress, said.owner];
  return html`!${filters(pen, filter)}
    <section class="card">!${table(pen, said.title, heads, rows)}</section>
    !${next === null ? '' : html`<p><a class="button" rel="next" href="/admin/jobs?state=${filter}&before=${next}">${more}</a></p>`}`;
};

const happened = (pen: Pen, { job, attempts }: JobSheet): string => {
  const { job: said, units } = pen.words;
  const entries: (readonly [Date, string])[] = [
    [job.createdAt, said.created],
    ...(job.startedAt === null ? [] : [[job.startedAt, said.started] as const]),
    ...attempts.map(
      ({ startedAt, take, number, model, state, seconds, failure }): readonly [Date, string] => [
        startedAt,
        [
          said.attempt(take, number, model),
          said.states[state],
          ...(seconds === null ? [] : [said.took(units.duration(seconds))]),
          ...(failure === null ? [] : [pen.speech.failures[failure.kind](failure.facts)]),
        ].join(' · '),
      ],
    ),
    ...(job.finishedAt === null ? [] : [[job.finishedAt, said.finished] as const]),
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
  const { job: said, jobs, units } = pen.words;
  const state = standing(pen, job);
  const sent =
    delivery === null
      ? '–'
      : `${delivery.platform} · ${delivery.delivered ?? said.undelivered} · ${said.tries(delivery.tries)}`;
  const rows: (readonly [string, string])[] = [
    [jobs.state, typeof state === 'string' ? html`${state}` : state.html],
    [jobs.progress, html`!${bar(job.fraction)} ${units.percent(job.fraction)}`],
    [jobs.engine, html`${job.engine}/${job.model}`],
    [jobs.owner, html`<code>${job.owner}</code>`],
    [said.visibility, html`${job.visibility}`],
    [said.price, html`${units.credits(job.credits)}`],
    [said.delivery, html`${sent}`],
    [said.parent, links(parent === null ? [] : [parent])],
    [said.children, links(children)],
    [said.deaths, html`${deaths}`],
    [said.retries, html`${retries}`],
    [said.id, html`<code>${job.id}</code>`],
  ];
  return html`<dl class="sums">!${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>!${value}</dd></div>`)}</dl>`;
};

type Commands = (name: string) => BoundCommand | undefined;

const takes = (pen: Pen, { takes: made }: JobSheet, commands: Commands): string => {
  const { job: said, units, actions, action } = pen.words;
  const rows = made.map(({ number, clip, gone, score, credits, failure }): Cell[] => [
    units.count(number),
    clip === null
      ? '–'
      : { html: html`<code>${clip}</code>!${gone ? html` <span class="badge">${said.gone}</span>` : ''}` },
    score === null ? '–' : units.percent(score),
    units.count(credits),
    failure === null ? '–' : pen.speech.failures[failure.kind](failure.facts),
    clip === null || gone
      ? ''
      : {
          html: html`<details><summary>${actions['takedown'] ?? ''}</summary>!${commandForm(pen, commands('takedown'), { id: clip }, 'danger')}</details>`,
        },
  ]);
  return table(pen, said.takes, [said.take, said.clip, said.score, said.credits, said.failure, action], rows);
};

/** What may be done with a job as it stands. */
const deeds = (pen: Pen, { job, book }: JobSheet, commands: Commands): string => {
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

/** All there is to see of one job, and to do with it. */
export const jobBody = (pen: Pen, sheet: JobSheet, commands: Commands): string => {
  const { job: said, overview, units } = pen.words;
  const book = sheet.book.map(({ kind, owner, available, held, spent, createdAt }): Cell[] => [
    said.kinds[kind] ?? kind,
    owner,
    ...[available, held, spent].map(units.count),
    moment(pen, createdAt),
  ]);
  const heads = [said.kind, said.account, overview.available, overview.held, overview.spent, overview.date];
  const money =
    book.length === 0 ? html`<p class="quiet">${said.free}</p>` : table(pen, said.book, heads, book);
  return html`<div class="row">!${deeds(pen, sheet, commands)}</div>
    <div class="charts">!${card(said.facts, facts(pen, sheet))}!${card(said.timeline, happened(pen, sheet))}</div>
    !${card(said.takes, takes(pen, sheet, commands))}
    !${card(said.book, money)}`;
};
