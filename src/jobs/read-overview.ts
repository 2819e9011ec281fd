import { cached } from '../core/cached.ts';
import type { EngineLine, JobFilter, JobLine, JobSheet, ModelOff, Overview } from '../core/overview.ts';
import { jobLines, jobSheet } from '../store/job-lines.ts';
import { ledgerFiguresOf, spendLines, storedFigures } from '../store/ledger-figures.ts';
import { hitLines } from '../store/opinions.ts';
import { everything, listPaused } from '../store/pauses.ts';
import {
  engineFigures,
  failureCounts,
  hourFigures,
  paceFigures,
  queueFigures,
} from '../store/queue-figures.ts';
import type { Page } from './lists.ts';
import type { Services } from './services.ts';

const shown = 20;
const pageSize = 50;

/** Models that this service knows but doesn't offer, and why. */
export const modelsOff = ({ models }: Pick<Services, 'models'>): readonly ModelOff[] =>
  models
    .list()
    .flatMap(({ name, engine, state, reason }) =>
      state === 'off' || state === 'refused' ? [{ engine, name, reason: reason ?? '' }] : [],
    );

/** Reads the figures of the admin overview. Those that span weeks are cached and may be slightly older. */
export const openOverview = (services: Services): (() => Promise<Overview>) => {
  const { database } = services.store;
  const weeks = cached(async () => ({
    hits: await hitLines(database, shown),
    spend: await spendLines(database),
    ledger: await ledgerFiguresOf(database),
    kept: await storedFigures(database),
  }));
  return async () => {
    const { hits, spend, ledger, kept } = await weeks();
    const storage = { ...kept, freeBytes: await services.storage.free() };
    return {
      queue: await queueFigures(database),
      running: await jobLines(database, 'running', { before: null, limit: shown }),
      hours: await hourFigures(database),
      ...(await paceFigures(database)),
      failures: await failureCounts(database),
      ...{ hits, spend, ledger, storage },
      off: modelsOff(services),
      pausedAll: (await listPaused(database)).includes(everything),
    };
  };
};

/** A page of everyone's jobs, newest first. */
export const jobsOf = async (
  services: Services,
  filter: JobFilter,
  before: string | null,
  owner: string | null = null,
): Promise<Page<JobLine>> => {
  const lines = await jobLines(services.store.database, filter, { before, owner, limit: pageSize + 1 });
  const entries = lines.slice(0, pageSize);
  return { entries, next: lines.length > pageSize ? (entries.at(-1)?.id ?? null) : null };
};

export const sheetOf = (services: Services, id: string): Promise<JobSheet | null> =>
  jobSheet(services.store.database, id);

const idle = { waiting: 0, running: 0, done: 0, dead: 0, seconds: { p50: null, p95: null } } as const;

/** Every engine of this service with its state, and whether everything is paused. */
export const enginesOf = async (
  services: Services,
): Promise<{ readonly engines: EngineLine[]; readonly pausedAll: boolean }> => {
  const { database } = services.store;
  const [figures, paused] = await Promise.all([engineFigures(database), listPaused(database)]);
  const engines = services.engines.map((engine) => ({
    ...idle,
    ...figures.find(({ name }) => name === engine.name),
    name: engine.name,
    models: engine.models().length,
    off: modelsOff(services).filter((model) => model.engine === engine.name),
    paused: paused.includes(engine.name),
    down: engine.down(),
  }));
  return { engines, pausedAll: paused.includes(everything) };
};
