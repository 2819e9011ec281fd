import pMap from 'p-map';
import { listWaiting } from '../store/jobs.ts';
import { everything, listPaused, setPaused } from '../store/pauses.ts';
import type { Services } from './services.ts';
import { updateCard } from './update-card.ts';

// Jobs further back are updated when they move up.
const maxUpdated = 50;
const concurrency = 4;

/**
 * Pauses or resumes an engine, or everything when none is named. Returns what is paused now. No process starts new work
 * there; work in progress continues to its end. Updates the cards of waiting jobs.
 */
export const pause = async (
  services: Services,
  engine: string | null,
  paused: boolean,
): Promise<string[]> => {
  const { database } = services.store;
  await setPaused(database, engine ?? everything, paused);
  services.log.warn({ engine: engine ?? everything, paused }, 'an operator changed what is paused');
  const waiting = await listWaiting(database, engine, maxUpdated);
  await pMap(waiting, (job) => updateCard(services, job), { concurrency });
  return listPaused(database);
};
