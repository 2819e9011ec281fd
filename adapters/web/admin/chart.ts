import { html } from 'ghtml';
import type { Messages } from '../../../src/text/messages.ts';

export type Column = { readonly label: string; readonly values: readonly number[] };

export type Chart = {
  readonly id: string;
  readonly title: string;
  /** What a column stands for, such as `Hour`. */
  readonly across: string;
  readonly series: readonly string[];
  readonly columns: readonly Column[];
  readonly messages: Messages;
  amount(value: number): string;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const height = 100;
const width = 10;
const gap = 2;

const column = ({ series, amount }: Chart, top: number, { label, values }: Column, index: number): string => {
  let base = height;
  const bars = values.map((value, at) => {
    const tall = (value / top) * height;
    base -= tall;
    return html`<rect class="c${at}" x="${index * width + gap / 2}" y="${base.toFixed(2)}" width="${width - gap}" height="${tall.toFixed(2)}"></rect>`;
  });
  const told = values.map((value, at) => `${series[at] ?? ''} ${amount(value)}`).join(', ');
  return html`<g><title>${label}: ${told}</title><rect class="ground" x="${index * width}" y="0" width="${width}" height="${height}"></rect>!${bars}</g>`;
};

const table = ({
  title,
  across,
  series,
  columns,
  amount,
}: Chart): string => html`<div class="scroll" tabindex="0" role="group" aria-label="${title}"><table>
  <thead><tr><th scope="col">${across}</th>!${series.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
  <tbody>!${columns.map(
    ({ label, values }) =>
      html`<tr><th scope="row">${label}</th>!${values.map((value) => html`<td>${amount(value)}</td>`)}</tr>`,
  )}</tbody>
</table></div>`;

const plot = (chart: Chart, top: number): string => {
  const { title, series, columns, amount } = chart;
  const totals = series.map(
    (name, at) => `${name} ${amount(sum(columns.map(({ values }) => values[at] ?? 0)))}`,
  );
  return html`<p class="top quiet small" aria-hidden="true">${amount(top)}</p>
    <svg class="plot" viewBox="0 0 ${columns.length * width} ${height}" preserveAspectRatio="none" role="img" aria-label="${title}: ${totals.join(', ')}">!${columns.map((one, index) => column(chart, top, one, index))}</svg>
    <p class="axis quiet small" aria-hidden="true"><span>${columns.at(0)?.label ?? ''}</span><span>${columns.at(Math.floor(columns.length / 2))?.label ?? ''}</span><span>${columns.at(-1)?.label ?? ''}</span></p>`;
};

const legend = ({ series }: Chart): string =>
  series.length < 2
    ? ''
    : html`<ul class="legend small">!${series.map((name, at) => html`<li><svg viewBox="0 0 10 10" width="12" height="12" aria-hidden="true"><rect class="c${at}" width="10" height="10" rx="3"></rect></svg>${name}</li>`)}</ul>`;

/** A stacked column chart, with the same data as a table below it. */
export const chart = (one: Chart): string => {
  const top = Math.max(0, ...one.columns.map(({ values }) => sum(values)));
  const shown =
    top === 0
      ? html`<p class="empty">${one.messages.format('admin.none')}</p>`
      : html`!${legend(one)}!${plot(one, top)}<details id="${one.id}-table"><summary>${one.messages.format('admin.table')}</summary>!${table(one)}</details>`;
  return html`<section class="card chart" aria-labelledby="${one.id}"><h2 id="${one.id}">${one.title}</h2>!${shown}</section>`;
};

/** A small bar for a fraction of 0 to 1, drawn next to its number. */
export const bar = (fraction: number): string =>
  html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="ground" width="100" height="10"></rect><rect class="c0" width="${(Math.min(1, Math.max(0, fraction)) * 100).toFixed(1)}" height="10"></rect></svg>`;
