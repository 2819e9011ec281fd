import { endCard, findEndingCards } from '../store/deliveries.ts';
import { findJob } from '../store/jobs.ts';
import type { House } from './services.ts';
import { tell } from './tell.ts';

// Enough for a few tries of whoever is slow, and for what a job still says of itself before.
const seconds = 75;

/** Before a card can no longer be changed it says so, that nobody goes on looking at what is no longer true. */
export const sayLastWords = async (house: House): Promise<void> => {
  const { database } = house.store;
  for (const id of await findEndingCards(database, seconds)) {
    const job = await findJob(database, id);
    // Said by two processes it is the same.
    const said = job !== null && (await tell(house, job, undefined, { lastWords: true }));
    await endCard(database, id, !said);
  }
};
