import type { FailureRecord } from '../core/failure.ts';
import { type Reply, reply } from '../core/reply.ts';
import { clipsOfJob } from '../store/clip-rows.ts';
import { putUndeliveredBack, takeUndelivered } from '../store/deliveries.ts';
import { findJob } from '../store/jobs.ts';
import type { CoreServices } from './services.ts';

/** A private message about undelivered results. `putBack` stores them again if it couldn't be sent. */
export type Waited = { readonly reply: Reply; putBack(): Promise<void> };

/**
 * The results that couldn't be delivered to their owner, announced once, on the first platform that asks. Null when
 * there are none.
 */
export const undeliveredTo = async (services: CoreServices, owner: string): Promise<Waited | null> => {
  const { database } = services.store;
  const kept = await takeUndelivered(database, owner);
  const failures: (FailureRecord & { credits: number })[] = [];
  const clips: string[] = [];
  for (const id of kept) {
    const [job, [best]] = await Promise.all([findJob(database, id), clipsOfJob(database, id)]);
    if (best !== undefined) clips.push(best.id);
    else if (job?.failure) failures.push({ ...job.failure, credits: job.credits });
  }
  if (clips.length + failures.length === 0) return null;
  return {
    reply: reply(
      { key: 'waited', values: { clips: clips.length, failures } },
      { actions: clips.map((id) => ({ command: 'clip', id })) },
    ),
    putBack: () => putUndeliveredBack(database, kept),
  };
};
