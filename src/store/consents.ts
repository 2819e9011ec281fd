import { asc, eq } from 'drizzle-orm';
import type { Agreement } from '../core/consent.ts';
import type { Database } from './open-store.ts';
import { consents } from './tables/consents-table.ts';

/** What was agreed to for a job, oldest first. */
export const listConsents = async (database: Database, job: string): Promise<Agreement[]> => {
  const rows = await database
    .select()
    .from(consents)
    .where(eq(consents.job, job))
    .orderBy(asc(consents.agreedAt), asc(consents.question));
  return rows.map(({ question, actor, surface, agreedAt }) => ({ question, actor, surface, at: agreedAt }));
};
