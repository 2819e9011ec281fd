import { html } from 'ghtml';
import type { EngineLine } from '../../../src/core/overview.ts';
import { failureText } from '../../../src/text/failure-text.ts';
import type { Commands } from './admin-deps.ts';
import { type Cell, card, commandForm, confirming, modelNotices, type Pen, table } from './admin-parts.ts';
import { units } from './units.ts';

const stateOf = ({ messages }: Pen, { paused, down }: EngineLine, pausedAll: boolean): Cell => {
  const { format } = messages;
  if (pausedAll && !paused)
    return { html: html`<span class="badge warn">${format('admin.engines.paused-all')}</span>` };
  if (paused) return { html: html`<span class="badge warn">${format('admin.engines.paused')}</span>` };
  if (down === null) return { html: html`<span class="badge good">${format('admin.engines.up')}</span>` };
  return {
    html: html`<span class="badge bad">${format('admin.engines.down', { reason: failureText(messages, down) })}</span>`,
  };
};

/** The engines page: activity, pause and resume controls, and spending limits. */
export const enginesBody = (
  pen: Pen,
  engines: readonly EngineLine[],
  pausedAll: boolean,
  spending: string,
  commands: Commands,
): string => {
  const { format } = pen.messages;
  const turn = (paused: boolean, chosen: Readonly<Record<string, string>>): Cell => ({
    html: commandForm(pen, commands(paused ? 'resume' : 'pause'), chosen, paused ? 'primary' : ''),
  });
  const rows = engines.map((engine): Cell[] => [
    engine.name,
    stateOf(pen, engine, pausedAll),
    turn(engine.paused, { engine: engine.name }),
    units.count(engine.models),
    units.count(engine.waiting),
    units.count(engine.running),
    format('admin.engines.attempts', { done: engine.done, dead: engine.dead }),
    `${units.duration(engine.seconds.p50)} / ${units.duration(engine.seconds.p95)}`,
  ]);
  const state = pausedAll
    ? html`<span class="badge warn">${format('admin.engines.paused')}</span>`
    : html`<span class="badge good">${format('admin.engines.up')}</span>`;
  const sum = (name: 'waiting' | 'running'): string =>
    units.count(engines.reduce((total, engine) => total + engine[name], 0));
  const all: Cell[] = [
    format('admin.engines.everything'),
    { html: state },
    pausedAll
      ? turn(pausedAll, {})
      : {
          html: confirming(
            format('admin.engines.pause-all'),
            format('admin.engines.pause-all-ask', {
              jobs: engines.reduce((total, engine) => total + engine.waiting, 0),
            }),
            commandForm(pen, commands('pause'), {}),
          ),
        },
    '',
    sum('waiting'),
    sum('running'),
    '',
    '',
  ];
  const heads = [
    format('admin.engines.name'),
    format('admin.engines.state'),
    format('admin.action'),
    format('admin.engines.models'),
    format('admin.engines.waiting'),
    format('admin.engines.running'),
    format('admin.engines.day'),
    format('admin.engines.pace'),
  ];
  return html`!${modelNotices(
    pen,
    engines.flatMap(({ off }) => off),
  )}!${pausedAll ? html`<p class="notice warn">${format('admin.overview.paused-all')}</p>` : ''}
    <section class="card stack"><p class="quiet">${format('admin.engines.lead')}</p>!${table(pen, format('admin.engines.title'), heads, [...rows, all])}</section>
    <div class="charts">
      !${card(format('admin.engines.spending'), commandForm(pen, commands('spending'), {}), spending)}
      !${card(format('admin.engines.grant'), commandForm(pen, commands('grant'), {}))}
    </div>`;
};
