import { eq, sql } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { votes } from './tables/votes-table.ts';

type Vote = Pick<typeof votes.$inferInsert, 'job' | 'actor' | 'clip'>;

/** Saves a person's vote among the clips of a job, replacing an earlier one. */
export const saveVote = async (database: Database, vote: Vote): Promise<void> => {
  await database
    .insert(votes)
    .values(vote)
    .onConflictDoUpdate({
      target: [votes.job, votes.actor],
      set: { clip: vote.clip, votedAt: sql`now()` },
    });
};

/** How many people voted for each clip of a job. */
export const countVotes = async (database: Database, job: string): Promise<ReadonlyMap<string, number>> => {
  const rows = await database
    .select({ clip: votes.clip, count: sql<number>`count(*)::int` })
    .from(votes)
    .where(eq(votes.job, job))
    .groupBy(votes.clip);
  return new Map(rows.map(({ clip, count }) => [clip, count]));
};
