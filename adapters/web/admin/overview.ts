import { html } from 'ghtml';
import type { Overview } from '../../../src/core/overview.ts';
import { bar, chart } from './chart.ts';
import { card, jobLink, moment, type Pen, table } from './parts.ts';

const tile = (label: string, value: string, look = ''): string =>
  html`<li class="number ${look}"><strong>${value}</strong> <span>${label}</span></li>`;

const numbers = (pen: Pen, seen: Overview): string => {
  const { overview: said, units } = pen.words;
  const { states, paused, oldest } = seen.queue;
  const running = states.generating + states.finishing + states.delivering;
  const total = (name: 'succeeded' | 'failed' | 'cancelled'): number =>
    seen.hours.reduce((sum, hour) => sum + hour[name], 0);
  const today = new Date().toISOString().slice(0, 10);
  const spent = seen.spend.filter(({ day }) => day === today).reduce((sum, { credits }) => sum + credits, 0);
  const { imbalance } = seen.books;
  return html`<ul class="numbers">
    !${tile(said.waiting, units.count(states.queued))}
    !${tile(said.running, units.count(running))}
    !${paused > 0 ? tile(said.paused, units.count(paused), 'warn') : ''}
    !${tile(said.oldest, units.duration(oldest))}
    !${tile(said.ended, units.count(total('succeeded')))}
    !${tile(said.failed, units.count(total('failed')), total('failed') > 0 ? 'bad' : '')}
    !${tile(said.today, units.money(spent))}
    !${tile(said.books, imbalance === 0 ? said.balanced : said.unbalanced(imbalance), imbalance === 0 ? 'good' : 'bad')}
  </ul>`;
};

const charts = ({ words }: Pen, { hours, spend, failures }: Overview): string => {
  const { overview: said, outcomes, units } = words;
  const engines = [...new Set(spend.map(({ engine }) => engine))];
  const days = Array.from({ length: 30 }, (_, index) =>
    new Date(Date.now() - (29 - index) * 86_400_000).toISOString().slice(0, 10),
  );
  const spentOn = (day: string, engine: string): number =>
    spend.find((line) => line.day === day && line.engine === engine)?.credits ?? 0;
  const jobs = chart({
    ...{ id: 'hours', title: said.hours, across: said.hour, words, format: units.count },
    series: [outcomes.succeeded, outcomes.failed, outcomes.cancelled],
    columns: hours.map(({ at, succeeded, failed, cancelled }) => ({
      ...{ label: units.hour(at), values: [succeeded, failed, cancelled] },
    })),
  });
  const takes = chart({
    ...{ id: 'takes', title: said.takes, across: said.hour, words, format: units.count },
    series: [said.takeWord],
    columns: hours.map(({ at, takes: made }) => ({ label: units.hour(at), values: [made] })),
  });
  const money = chart({
    ...{ id: 'spend', title: said.spend, across: said.date, words, format: units.money, series: engines },
    columns: days.map((day) => ({ label: day, values: engines.map((engine) => spentOn(day, engine)) })),
  });
  const most = Math.max(1, ...failures.map(({ week }) => week));
  const kinds = table(
    { words },
    said.failures,
    [said.kind, said.day, said.week],
    failures.map(({ kind, day, week }) => [
      ...[{ html: html`<code>${kind}</code>` }, units.count(day)],
      { html: html`!${bar(week / most)} ${units.count(week)}` },
    ]),
  );
  return html`<div class="charts">!${jobs}!${takes}!${money}!${card(said.failures, kinds)}</div>`;
};

const facts = (rows: readonly (readonly [string, string])[]): string =>
  html`<dl class="sums">!${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;

const sums = (pen: Pen, { wait, run, books, storage }: Overview): string => {
  const { overview: said, units } = pen.words;
  const pace = table(
    pen,
    said.pace,
    [said.time, said.half, said.most],
    [
      [said.wait, units.duration(wait.half), units.duration(wait.most)],
      [said.run, units.duration(run.half), units.duration(run.most)],
    ],
  );
  const kept = (count: number, bytes: number): string => `${units.count(count)} · ${units.bytes(bytes)}`;
  const money = facts([
    [said.granted, units.credits(books.granted)],
    [said.available, units.credits(books.available)],
    [said.held, units.credits(books.held)],
    [said.spent, units.credits(books.spent)],
    [said.refunded, units.credits(books.refunded)],
    [said.balance, books.imbalance === 0 ? said.balanced : said.unbalanced(books.imbalance)],
  ]);
  const stored = facts([
    [said.clips, kept(storage.clips, storage.clipBytes)],
    [said.photos, kept(storage.photos, storage.photoBytes)],
    [said.free, units.bytes(storage.freeBytes)],
  ]);
  return html`<div class="charts three">!${card(said.pace, pace, said.paceNote)}!${card(said.money, money, said.moneyNote)}!${card(said.storage, stored)}</div>`;
};

const hitRate = (pen: Pen, { hits }: Overview): string => {
  const { overview: said, jobs, job, units } = pen.words;
  const rows = hits.map((line) => [
    ...[line.model, line.effect],
    { html: html`!${bar(line.hits / line.clips)} ${units.percent(line.hits / line.clips)}` },
    ...[line.clips, line.liked, line.disliked, line.kept].map(units.count),
  ]);
  const heads = [job.model, jobs.effect, said.hit, said.clips, said.liked, said.disliked, said.kept];
  return card(said.hits, table(pen, said.hits, heads, rows), said.hitsNote);
};

/** How everything stands: numbers, pictures, and the same to read. */
export const overviewBody = (pen: Pen, seen: Overview): string => {
  const { overview: said, jobs, units } = pen.words;
  const running = seen.running.map((job) => [
    jobLink(job.id, job.effect),
    `${job.engine}/${job.model}`,
    pen.speech.states[job.state],
    { html: html`!${bar(job.fraction)} ${units.percent(job.fraction)}` },
    moment(pen, job.startedAt),
  ]);
  const heads = [jobs.job, jobs.engine, jobs.state, jobs.progress, pen.words.job.started];
  return html`!${seen.pausedAll ? html`<p class="notice warn">${said.pausedAll}</p>` : ''}
    !${numbers(pen, seen)}
    !${charts(pen, seen)}
    !${card(said.now, table(pen, said.now, heads, running))}
    !${hitRate(pen, seen)}
    !${sums(pen, seen)}`;
};
