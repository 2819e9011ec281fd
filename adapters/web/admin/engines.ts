import { html } from 'ghtml';
import type { BoundCommand } from '../../../src/core/command.ts';
import type { EngineLine } from '../../../src/core/overview.ts';
import { type Cell, card, commandForm, type Pen, table } from './parts.ts';

type Commands = (name: string) => BoundCommand | undefined;

const stateOf = ({ words, speech }: Pen, { paused, down }: EngineLine): Cell => {
  const { engines: said } = words;
  if (paused) return { html: html`<span class="badge warn">${said.paused}</span>` };
  if (down === null) return { html: html`<span class="badge good">${said.up}</span>` };
  return { html: html`<span class="badge bad">${said.down(speech.failures[down.kind](down.facts))}</span>` };
};

/** Engines with what they are doing, to be paused and resumed, and what may be spent on them. */
export const enginesBody = (
  pen: Pen,
  engines: readonly EngineLine[],
  pausedAll: boolean,
  spending: string,
  commands: Commands,
): string => {
  const { engines: said, overview, units, action } = pen.words;
  const turn = (paused: boolean, chosen: Readonly<Record<string, string>>): Cell => ({
    html: commandForm(pen, commands(paused ? 'resume' : 'pause'), chosen, paused ? 'primary' : ''),
  });
  const rows = engines.map((engine): Cell[] => [
    engine.name,
    stateOf(pen, engine),
    turn(engine.paused, { engine: engine.name }),
    units.count(engine.models),
    units.count(engine.waiting),
    units.count(engine.running),
    said.attempts(engine.done, engine.dead),
    `${units.duration(engine.seconds.half)} / ${units.duration(engine.seconds.most)}`,
  ]);
  const state = pausedAll
    ? html`<span class="badge warn">${said.paused}</span>`
    : html`<span class="badge good">${said.up}</span>`;
  const sum = (name: 'waiting' | 'running'): string =>
    units.count(engines.reduce((total, engine) => total + engine[name], 0));
  const all: Cell[] = [
    said.everything,
    { html: state },
    turn(pausedAll, {}),
    '',
    sum('waiting'),
    sum('running'),
    '',
    '',
  ];
  const heads = [said.name, said.state, action, said.models, said.waiting, said.running, said.day, said.pace];
  return html`!${pausedAll ? html`<p class="notice warn">${overview.pausedAll}</p>` : ''}
    <section class="card stack"><p class="quiet">${said.lead}</p>!${table(pen, said.title, heads, [...rows, all])}</section>
    <div class="charts">
      !${card(said.spending, commandForm(pen, commands('spending'), {}), spending)}
      !${card(said.grant, commandForm(pen, commands('grant'), {}))}
    </div>`;
};
