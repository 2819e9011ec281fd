import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { clips } from './tables/clips-table.ts';
import { ratings } from './tables/ratings-table.ts';
import { votes } from './tables/votes-table.ts';

const counted = (liked: boolean) =>
  sql`(select count(*) from ratings where clip = ${clips.id} and liked = ${liked})`;

/** Recounts a clip's ratings. */
export const countAgain = async (database: Database, clip: string): Promise<void> => {
  await database
    .update(clips)
    .set({ likes: counted(true), dislikes: counted(false) })
    .where(eq(clips.id, clip));
};

/** Saves a person's rating of a clip, replacing an earlier one, and recounts the clip's ratings. */
export const rateClip = (
  database: Database,
  rating: { readonly clip: string; readonly actor: string; readonly liked: boolean },
): Promise<void> =>
  database.transaction(async (transaction) => {
    const { liked } = rating;
    const rated = eq(clips.id, rating.clip);
    // Locked, or concurrent ratings would miss each other in their counts.
    await transaction.select({ id: clips.id }).from(clips).where(rated).for('update');
    await transaction
      .insert(ratings)
      .values(rating)
      .onConflictDoUpdate({ target: [ratings.clip, ratings.actor], set: { liked, ratedAt: sql`now()` } });
    await countAgain(transaction, rating.clip);
  });

/** Takes a person's rating of a clip back. */
export const unrateClip = (database: Database, clip: string, actor: string): Promise<void> =>
  database.transaction(async (transaction) => {
    await transaction.select({ id: clips.id }).from(clips).where(eq(clips.id, clip)).for('update');
    await transaction.delete(ratings).where(and(eq(ratings.clip, clip), eq(ratings.actor, actor)));
    await countAgain(transaction, clip);
  });

/** Which of these clips a person likes. */
export const likedBy = async (
  database: Database,
  actor: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (actor === '' || ids.length === 0) return new Set();
  const rows = await database
    .select({ clip: ratings.clip })
    .from(ratings)
    .where(and(eq(ratings.actor, actor), ratings.liked, inArray(ratings.clip, [...ids])));
  return new Set(rows.map(({ clip }) => clip));
};

/** Likes and dislikes of a clip. */
export const countRatings = async (
  database: Database,
  clip: string,
): Promise<{ readonly up: number; readonly down: number }> => {
  const [found] = await database
    .select({ up: clips.likes, down: clips.dislikes })
    .from(clips)
    .where(eq(clips.id, clip));
  return found ?? { up: 0, down: 0 };
};

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
