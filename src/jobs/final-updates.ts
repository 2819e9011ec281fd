import { endCard, findEndingCards } from '../store/deliveries.ts';
import { findJob } from '../store/jobs.ts';
import type { Services } from './services.ts';
import { updateCard } from './update-card.ts';

// Enough for a few tries on a slow platform, after whatever update the job still sends first.
const seconds = 75;

/** Posts a last update shortly before a card can no longer be edited, so nobody keeps watching outdated information. */
export const showFinalUpdates = async (services: Services): Promise<void> => {
  const { database } = services.store;
  for (const id of await findEndingCards(database, seconds)) {
    const job = await findJob(database, id);
    // Harmless when two processes do this: the update is the same.
    const said = job !== null && (await updateCard(services, job, undefined, { lastWords: true }));
    await endCard(database, id, !said);
  }
};
