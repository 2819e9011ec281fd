import pMap from 'p-map';
import { listWaiting } from '../store/jobs.ts';
import { everything, listPaused, setPaused } from '../store/pauses.ts';
import type { Services } from './services.ts';
import { tell } from './update-card.ts';

// Those further back hear of it when they come nearer.
const told = 50;
const concurrency = 4;

/**
 * Pauses an engine, or everything where none is named, or lets it go on; gives what is paused now. Nothing new is begun
 * there by any process, what has begun goes on to its end. The cards of those who wait are brought up to date.
 */
export const pause = async (
  services: Services,
  engine: string | null,
  paused: boolean,
): Promise<string[]> => {
  const { database } = services.store;
  await setPaused(database, engine ?? everything, paused);
  services.log.warn({ engine: engine ?? everything, paused }, 'the operator has changed what is paused');
  const waiting = await listWaiting(database, engine, told);
  await pMap(waiting, (job) => tell(services, job), { concurrency });
  return listPaused(database);
};
