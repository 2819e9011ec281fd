import { html } from 'ghtml';
import { faults } from '../../../src/core/job.ts';
import type { Overview } from '../../../src/core/overview.ts';
import { effectName } from '../../../src/text/names.ts';
import { card, jobLink, modelNotices, moment, type Pen, table } from './admin-parts.ts';
import { bar, chart } from './chart.ts';
import { units } from './units.ts';

const tile = (label: string, value: string, look = ''): string =>
  html`<li class="number ${look}"><strong>${value}</strong> <span>${label}</span></li>`;

const numbers = (pen: Pen, seen: Overview): string => {
  const { format } = pen.messages;
  const { states, paused, oldest } = seen.queue;
  const running = states.generating + states.finishing + states.delivering;
  const total = (name: 'succeeded' | 'failed' | 'cancelled'): number =>
    seen.hours.reduce((sum, hour) => sum + hour[name], 0);
  const today = new Date().toISOString().slice(0, 10);
  const spent = seen.spend.filter(({ day }) => day === today).reduce((sum, { credits }) => sum + credits, 0);
  const { imbalance } = seen.ledger;
  return html`<ul class="numbers">
    !${tile(format('admin.overview.waiting'), units.count(states.queued))}
    !${tile(format('admin.overview.running'), units.count(running))}
    !${paused > 0 ? tile(format('admin.overview.paused'), units.count(paused), 'warn') : ''}
    !${tile(format('admin.overview.oldest'), units.duration(oldest))}
    !${tile(format('admin.overview.ended'), units.count(total('succeeded')))}
    !${tile(format('admin.overview.failed'), units.count(total('failed')), total('failed') > 0 ? 'bad' : '')}
    !${tile(format('admin.overview.today'), units.money(spent))}
    !${tile(format('admin.overview.ledger-state'), imbalance === 0 ? format('admin.overview.balanced') : format('admin.overview.unbalanced', { credits: units.count(imbalance) }), imbalance === 0 ? 'good' : 'bad')}
  </ul>`;
};

const charts = ({ messages }: Pen, { hours, spend, failures }: Overview): string => {
  const { format } = messages;
  const engines = [...new Set(spend.map(({ engine }) => engine))];
  const days = Array.from({ length: 30 }, (_, index) =>
    new Date(Date.now() - (29 - index) * 86_400_000).toISOString().slice(0, 10),
  );
  const spentOn = (day: string, engine: string): number =>
    spend.find((line) => line.day === day && line.engine === engine)?.credits ?? 0;
  const jobs = chart({
    ...{
      id: 'hours',
      title: format('admin.overview.hours'),
      across: format('admin.overview.hour'),
      messages,
      amount: units.count,
    },
    series: [
      format('admin.outcomes.succeeded'),
      format('admin.outcomes.failed'),
      format('admin.outcomes.cancelled'),
    ],
    columns: hours.map(({ at, succeeded, failed, cancelled }) => ({
      ...{ label: units.hour(at), values: [succeeded, failed, cancelled] },
    })),
  });
  const times = chart({
    ...{
      id: 'times',
      title: format('admin.overview.times'),
      across: format('admin.overview.hour'),
      messages,
      amount: units.duration,
    },
    series: [format('admin.overview.wait'), format('admin.overview.run')],
    columns: hours.map(({ at, wait, run }) => ({ label: units.hour(at), values: [wait, run] })),
  });
  const money = chart({
    ...{
      id: 'spend',
      title: format('admin.overview.spend'),
      across: format('admin.overview.date'),
      messages,
      amount: units.money,
      series: engines,
    },
    columns: days.map((day) => ({ label: day, values: engines.map((engine) => spentOn(day, engine)) })),
  });
  const most = Math.max(1, ...failures.map(({ week }) => week));
  const kinds = table(
    { messages },
    format('admin.overview.failures'),
    [format('admin.overview.kind'), format('admin.overview.day'), format('admin.overview.week')],
    failures.map(({ kind, day, week }) => [
      ...[{ html: html`<code>${kind}</code>` }, units.count(day)],
      { html: html`!${bar(week / most)} ${units.count(week)}` },
    ]),
  );
  return html`<div class="charts">!${jobs}!${times}!${money}!${card(format('admin.overview.failures'), kinds)}</div>`;
};

const facts = (rows: readonly (readonly [string, string])[]): string =>
  html`<dl class="sums">!${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;

const sums = (pen: Pen, { wait, run, ledger, storage }: Overview): string => {
  const { format } = pen.messages;
  const pace = table(
    pen,
    format('admin.overview.durations'),
    [format('admin.overview.time'), format('admin.overview.p50'), format('admin.overview.p95')],
    [
      [format('admin.overview.wait'), units.duration(wait.p50), units.duration(wait.p95)],
      [format('admin.overview.run'), units.duration(run.p50), units.duration(run.p95)],
    ],
  );
  const kept = (count: number, bytes: number): string => `${units.count(count)} · ${units.bytes(bytes)}`;
  const money = facts([
    [format('admin.overview.granted'), format('admin.units.credits', { credits: ledger.granted })],
    [format('admin.overview.available'), format('admin.units.credits', { credits: ledger.available })],
    [format('admin.overview.held'), format('admin.units.credits', { credits: ledger.held })],
    [format('admin.overview.spent'), format('admin.units.credits', { credits: ledger.spent })],
    [format('admin.overview.refunded'), format('admin.units.credits', { credits: ledger.refunded })],
    [
      format('admin.overview.balance'),
      ledger.imbalance === 0
        ? format('admin.overview.balanced')
        : format('admin.overview.unbalanced', { credits: units.count(ledger.imbalance) }),
    ],
  ]);
  const stored = facts([
    [format('admin.overview.clips'), kept(storage.clips, storage.clipBytes)],
    [format('admin.overview.photos'), kept(storage.photos, storage.photoBytes)],
    [format('admin.overview.free'), units.bytes(storage.freeBytes)],
  ]);
  return html`<div class="charts three">!${card(format('admin.overview.durations'), pace, format('admin.overview.durations-note'))}!${card(format('admin.overview.ledger'), money, format('admin.overview.ledger-note'))}!${card(format('admin.overview.storage'), stored)}</div>`;
};

const hitRate = (pen: Pen, { hits }: Overview): string => {
  const { format } = pen.messages;
  const rows = hits.map((line) => [
    ...[line.model, effectName(pen.messages, line.effect)],
    { html: html`!${bar(line.hits / line.clips)} ${units.percent(line.hits / line.clips)}` },
    ...[line.clips, line.liked, line.disliked, line.kept].map(units.count),
  ]);
  const heads = [
    format('admin.job.model'),
    format('admin.jobs.effect'),
    format('admin.overview.hit'),
    format('admin.overview.clips'),
    format('admin.overview.liked'),
    format('admin.overview.disliked'),
    format('admin.overview.kept'),
  ];
  return card(
    format('admin.overview.hits'),
    table(pen, format('admin.overview.hits'), heads, rows),
    format('admin.overview.hits-note'),
  );
};

/** Warnings about unavailable dependencies that jobs are waiting for. */
const waits = ({ messages: { format } }: Pen, { queue }: Overview): readonly string[] =>
  [...faults, 'delivery' as const].flatMap((name) => {
    const jobs = queue.waits[name] ?? 0;
    const told = format('admin.overview.waits', { what: format(`card.waits.${name}`), jobs });
    return jobs === 0 ? [] : [html`<p class="notice warn">${told}</p>`];
  });

/** The overview page: numbers and charts, with the data of each chart as a table. */
export const overviewBody = (pen: Pen, seen: Overview): string => {
  const { format } = pen.messages;
  const running = seen.running.map((job) => [
    jobLink(job.id, effectName(pen.messages, job.effect)),
    `${job.engine}/${job.model}`,
    pen.messages.format(`card.state.${job.state}`),
    { html: html`!${bar(job.fraction)} ${units.percent(job.fraction)}` },
    moment(job.startedAt),
  ]);
  const heads = [
    format('admin.jobs.job'),
    format('admin.jobs.engine'),
    format('admin.jobs.state'),
    format('admin.jobs.progress'),
    format('admin.job.started'),
  ];
  return html`!${seen.pausedAll ? html`<p class="notice warn">${format('admin.overview.paused-all')}</p>` : ''}
    !${waits(pen, seen)}!${modelNotices(pen, seen.off)}
    !${numbers(pen, seen)}
    !${charts(pen, seen)}
    !${card(format('admin.overview.now'), table(pen, format('admin.overview.now'), heads, running))}
    !${hitRate(pen, seen)}
    !${sums(pen, seen)}`;
};
