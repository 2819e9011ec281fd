import { isId } from '../core/id.ts';
import type { PeopleSheet } from '../core/people-sheet.ts';
import { blockedIn, everywhere } from '../store/blocked-people.ts';
import { findClip } from '../store/clip-rows.ts';
import { personLines } from '../store/job-lines.ts';
import { findJob } from '../store/jobs.ts';
import type { Services } from './services.ts';

const shown = 50;

/** People for admins, with who is blocked and what each may use. */
export const peopleOf = async (services: Services, words: string): Promise<PeopleSheet> => {
  const { database } = services.store;
  const { jobs, bytes, rendered } = services.quotas;
  return {
    people: await personLines(database, words, shown),
    blocked: await blockedIn(database, [everywhere]),
    limits: { jobs, bytes, rendered, credits: services.limits.daily },
  };
};

/** The job with this ID, or the one that made the clip with it; null if there is neither. */
export const jobBehind = async (services: Services, id: string): Promise<string | null> => {
  if (!isId(id)) return null;
  const { database } = services.store;
  const job = await findJob(database, id);
  return job?.id ?? (await findClip(database, id))?.job ?? null;
};
