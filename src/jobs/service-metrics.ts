import { cached } from '../core/cached.ts';
import { faults } from '../core/job.ts';
import type { Metric } from '../core/metric.ts';
import type { LedgerFigures } from '../core/overview.ts';
import { ledgerFiguresOf } from '../store/ledger-figures.ts';
import { everything, listPaused } from '../store/pauses.ts';
import { countUnknown, queueFigures } from '../store/queue-figures.ts';
import { spentSoFar } from '../store/spend.ts';
import { modelsOff } from './read-overview.ts';
import type { Services } from './services.ts';

const waitFor = [...faults, 'delivery'] as const;

type Labels = Metric['labels'];

const gauge = (name: string, help: string, value: number, labels: Labels = {}): Metric => ({
  name: `photoplay_${name}`,
  help,
  type: 'gauge',
  labels,
  value,
});

const queueGauges = async ({ store: { database } }: Services): Promise<Metric[]> => {
  const { states, paused, oldest, waits } = await queueFigures(database);
  return [
    ...Object.entries({ ...states, paused }).map(([state, jobs]) =>
      gauge('jobs', 'Unfinished jobs by state.', jobs, { state }),
    ),
    ...waitFor.map((name) =>
      gauge('jobs_waiting_for', 'Jobs that wait for something to come back.', waits[name] ?? 0, { name }),
    ),
    gauge('oldest_waiting_seconds', 'How long the oldest waiting job has waited.', oldest ?? 0),
    gauge(
      'attempts_unknown',
      'Attempts of which nobody knows whether anything was started.',
      await countUnknown(database),
    ),
  ];
};

const engineGauges = async (services: Services): Promise<Metric[]> => {
  const paused = await listPaused(services.store.database);
  const off = modelsOff(services);
  const states = services.engines.flatMap((engine) => {
    const labels = { engine: engine.name };
    return [
      gauge('engine_up', 'Whether an engine takes new work.', engine.down() === null ? 1 : 0, labels),
      gauge(
        'engine_paused',
        'Whether the operator has paused an engine.',
        Number(paused.includes(engine.name)),
        labels,
      ),
      gauge(
        'models_off',
        'Models that are not offered because they no longer fit their entry.',
        off.filter((model) => model.engine === engine.name).length,
        labels,
      ),
    ];
  });
  return [
    ...states,
    gauge('paused', 'Whether the operator has paused everything.', Number(paused.includes(everything))),
  ];
};

const moneyGauges = async ({ store: { database } }: Services, ledger: LedgerFigures): Promise<Metric[]> => {
  const { imbalance, ...columns } = ledger;
  return [
    ...Object.entries(columns).map(([column, credits]) =>
      gauge('ledger_credits', 'Credits in the ledger, by column.', credits, { column }),
    ),
    gauge('ledger_imbalance', 'Credits by which the ledger does not add up. Must be 0.', imbalance),
    ...Object.entries(await spentSoFar(database)).map(([period, credits]) =>
      gauge('spending_credits', 'Credits held and spent by all in this period.', credits, { period }),
    ),
  ];
};

/** Reads the metrics of the whole service; every process returns the same. */
export const openFigures = (services: Services): (() => Promise<Metric[]>) => {
  const ledger = cached(() => ledgerFiguresOf(services.store.database));
  return async () => [
    ...(await queueGauges(services)),
    ...(await engineGauges(services)),
    ...(await moneyGauges(services, await ledger())),
    gauge('disk_free_bytes', 'Free room for clips and photos.', await services.storage.free()),
  ];
};
