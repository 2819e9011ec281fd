import { html } from 'ghtml';
import type { BoundCommand, Option } from '../../../src/core/command.ts';
import type { JobLine, ModelOff } from '../../../src/core/overview.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { aboutOption, choiceName, optionName } from '../../../src/text/names.ts';
import { units } from './units.ts';

/** Context for rendering forms and tables. */
export type Pen = { readonly messages: Messages; readonly back: string };

/** A table cell: plain text, or HTML that is already escaped. */
export type Cell = string | { readonly html: string };

const inside = (cell: Cell): string => (typeof cell === 'string' ? html`${cell}` : cell.html);

/** A named table that scrolls sideways on narrow screens. The first cell of each row is its header. */
export const table = (
  { messages }: Pick<Pen, 'messages'>,
  name: string,
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
): string =>
  rows.length === 0
    ? html`<p class="empty">${messages.format('admin.none')}</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table>
        <thead><tr>!${heads.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
        <tbody>!${rows.map(
          ([first = '', ...rest]) =>
            html`<tr><th scope="row">!${inside(first)}</th>!${rest.map((cell, index) => html`<td data-head="${heads[index + 1] ?? ''}"><div>!${inside(cell)}</div></td>`)}</tr>`,
        )}</tbody>
      </table></div>`;

/** A titled card. */
export const card = (title: string, body: string, note = ''): string =>
  html`<section class="card stack"><h2>${title}</h2>!${note === '' ? '' : html`<p class="quiet small">${note}</p>`}!${body}</section>`;

/** A notice for each model that is off. */
export const modelNotices = ({ messages }: Pen, off: readonly ModelOff[]): string =>
  off
    .map(
      ({ name, reason }) =>
        html`<p class="notice warn">${messages.format('admin.engines.off', { model: name, reason })}</p>`,
    )
    .join('');

/** The name of an option, and below its field what it means. */
const labelled = (messages: Messages, name: string, control: string): string =>
  html`<label class="field"><span>${messages.find(`admin.options.${name}`) ?? optionName(messages, name)}</span>!${control}<span class="hint">${aboutOption(messages, name)}</span></label>`;

const field = ({ messages }: Pen, name: string, option: Option): string => {
  const label = (control: string): string => labelled(messages, name, control);
  const required = option.required ? 'required' : '';
  switch (option.type) {
    case 'choice': {
      const choices = typeof option.choices === 'string' ? [] : option.choices;
      const entries = choices.map(
        (one) =>
          html`<option value="${one}">${messages.find(`admin.choices.${one}`) ?? choiceName(messages, one)}</option>`,
      );
      return label(html`<select name="${name}" !${required}>!${entries}</select>`);
    }
    case 'number':
      return label(
        html`<input name="${name}" type="number" min="${option.minimum}" max="${option.maximum}" !${required}>`,
      );
    default:
      return label(
        html`<input name="${name}" autocomplete="off" maxlength="${option.type === 'text' ? option.maximum : 22}" !${required}>`,
      );
  }
};

/** A form for a command with some options preset; `danger` if it can't be undone. */
export const commandForm = (
  pen: Pen,
  command: BoundCommand | undefined,
  chosen: Readonly<Record<string, string>>,
  look: '' | 'danger' | 'primary' = '',
): string => {
  if (command === undefined) return '';
  const fixed = Object.entries({ ...chosen, back: pen.back });
  // The names in a catalog aren't available here; such options are preset by the place of the form.
  const open = Object.entries(command.options).filter(
    ([name, option]) =>
      !(name in chosen) && !(option.type === 'choice' && typeof option.choices === 'string'),
  );
  return html`<form method="post" action="/admin/do/${command.name}" class="act">
    !${fixed.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    !${open.map(([name, option]) => field(pen, name, option))}
    <button class="${look}">${pen.messages.find(`admin.actions.${command.name}`) ?? command.name}</button>
  </form>`;
};

/** A form behind a confirmation, for actions that stop others' work or can't be undone. */
export const confirming = (label: string, question: string, form: string): string =>
  html`<details class="confirm"><summary class="button">${label}</summary><div class="stack"><p>${question}</p>!${form}</div></details>`;

/** A relative time with a machine-readable timestamp. */
export const moment = (date: Date | null): Cell =>
  date === null
    ? '–'
    : {
        html: html`<time datetime="${date.toISOString()}" title="${units.moment(date)}">${units.since(date)}</time>`,
      };

/** A colored badge for the job's state. */
export const stateBadge = (
  { messages }: Pick<Pen, 'messages'>,
  job: Pick<JobLine, 'state' | 'outcome' | 'failure' | 'paused' | 'waitsFor'>,
): Cell => {
  const { state, outcome, failure, paused, waitsFor } = job;
  if (outcome === null && waitsFor !== null)
    return { html: html`<span class="badge warn">${messages.format(`card.waits.${waitsFor}`)}</span>` };
  if (paused) return { html: html`<span class="badge warn">${messages.format('admin.jobs.paused')}</span>` };
  if (outcome === null)
    return { html: html`<span class="badge live">${messages.format(`card.state.${state}`)}</span>` };
  const look = { succeeded: 'good', failed: 'bad', cancelled: '' }[outcome];
  return {
    html: html`<span class="badge ${look}">${messages.format(`admin.outcomes.${outcome}`)}</span>!${failure === null ? '' : html` <code>${failure.kind}</code>`}`,
  };
};

/** A link to the job's page. */
export const jobLink = (id: string, text = id): Cell => ({
  html: html`<a href="/admin/jobs/${id}">${text}</a>`,
});
