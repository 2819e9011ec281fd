import { html } from 'ghtml';
import type { BoundCommand } from '../../../src/core/command.ts';
import type { ReportLine } from '../../../src/core/overview.ts';
import { type Cell, card, commandForm, moment, type Pen, table } from './parts.ts';

type Commands = (name: string) => BoundCommand | undefined;

/** What people have reported, to be taken down or dismissed, and a way to take down any clip. */
export const reportsBody = (pen: Pen, reports: readonly ReportLine[], commands: Commands): string => {
  const { reports: said, units, action } = pen.words;
  const rows = reports.map(({ clip, reasons, times, since }): Cell[] => [
    { html: html`<a href="/c/${clip}">${clip}</a>` },
    reasons.join(', '),
    units.count(times),
    moment(pen, since),
    {
      html: html`<div class="row">!${commandForm(pen, commands('takedown'), { id: clip }, 'danger')}!${commandForm(pen, commands('dismiss'), { id: clip })}</div>`,
    },
  ]);
  const heads = [said.clip, said.reason, said.times, said.since, action];
  const open =
    rows.length === 0 ? html`<p class="quiet">${said.none}</p>` : table(pen, said.open, heads, rows);
  return html`!${card(said.open, open)}!${card(said.byId, commandForm(pen, commands('takedown'), {}, 'danger'), said.lead)}`;
};
