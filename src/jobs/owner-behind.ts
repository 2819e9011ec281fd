import { findClip } from '../store/clip-rows.ts';
import { findJob } from '../store/jobs.ts';
import { ownerOfQuestion } from '../store/open-questions.ts';
import { pendingOwner } from '../store/pending-orders.ts';
import type { CoreServices } from './services.ts';

/** The community that a clip belongs to; null when there is none. */
export const communityBehind = async (
  { store: { database } }: CoreServices,
  id: string,
): Promise<string | null> => (await findClip(database, id))?.community ?? null;

/** The owner of a clip, a job, a pending order or a question; null when there is none with this ID. */
export const ownerBehind = async (
  { store: { database } }: CoreServices,
  id: string,
): Promise<string | null> =>
  (await findClip(database, id))?.owner ??
  (await findJob(database, id))?.owner ??
  (await pendingOwner(database, id)) ??
  (await ownerOfQuestion(database, id));
