import { html } from 'ghtml';
import { type ReportLine, reviewHours } from '../../../src/core/reported-clip.ts';
import type { Commands } from './admin-deps.ts';
import { card, commandForm, confirming, moment, type Pen } from './admin-parts.ts';
import { findForm } from './people-page.ts';
import { reportedFile } from './reported-files.ts';
import { units } from './units.ts';

const report = (
  pen: Pen,
  { clip, kinds, reasons, times, since, hidden }: ReportLine,
  commands: Commands,
): string => {
  const { format } = pen.messages;
  const when = moment(since);
  const left = reviewHours * 3_600 - (Date.now() - since.getTime()) / 1_000;
  const due =
    left > 0
      ? format('admin.reports.due', { duration: units.duration(left) })
      : format('admin.reports.overdue', { duration: units.duration(-left) });
  const named = kinds.map((kind) => format(`admin.choices.${kind}`)).join(', ');
  // Nobody but its owner sees a private clip, the operator included.
  const picture = hidden
    ? html`<span class="badge">${format('admin.reports.private')}</span>`
    : html`<details><summary>${format('admin.reports.show')}</summary><video src="${reportedFile(clip)}" controls loop playsinline preload="none" width="320" height="240" aria-label="${format('admin.reports.clip')} ${clip}"></video></details>`;
  return html`<article class="report" aria-label="${format('admin.reports.clip')} ${clip}">
    <div>
      <div class="row">!${picture}<span class="badge !${left > 0 ? '' : 'bad'}">${due}</span></div>
      <p>${named}</p>
      !${reasons.map((reason) => html`<blockquote>“${reason}”</blockquote>`)}
      <p class="quiet small">${format('admin.reports.reported', { times })} · !${typeof when === 'string' ? when : when.html}</p>
    </div>
    <div class="row">
      !${confirming(format('admin.actions.takedown'), format('admin.reports.lead'), commandForm(pen, commands('takedown'), { id: clip }, 'danger'))}
      !${commandForm(pen, commands('dismiss'), { id: clip })}
    </div>
  </article>`;
};

/** The reports page: reported clips to take down or dismiss, and a field that finds any other. */
export const reportsBody = (pen: Pen, reports: readonly ReportLine[], commands: Commands): string => {
  const { format } = pen.messages;
  const open =
    reports.length === 0
      ? html`<p class="quiet">${format('admin.reports.none')}</p>`
      : reports.map((one) => report(pen, one, commands)).join('');
  return html`!${card(format('admin.reports.open'), open)}!${card(format('admin.reports.other'), findForm(pen), format('admin.reports.other-lead'))}`;
};
