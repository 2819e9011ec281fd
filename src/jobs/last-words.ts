import { endCard, findEndingCards } from '../store/deliveries.ts';
import { findJob } from '../store/jobs.ts';
import type { Services } from './services.ts';
import { tell } from './update-card.ts';

// Enough for a few tries of whoever is slow, and for what a job still says of itself before.
const seconds = 75;

/** Before a card can no longer be changed it says so, that nobody goes on looking at what is no longer true. */
export const sayLastWords = async (services: Services): Promise<void> => {
  const { database } = services.store;
  for (const id of await findEndingCards(database, seconds)) {
    const job = await findJob(database, id);
    // Said by two processes it is the same.
    const said = job !== null && (await tell(services, job, undefined, { lastWords: true }));
    await endCard(database, id, !said);
  }
};
