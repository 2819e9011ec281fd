import { eq, sql } from 'drizzle-orm';
import type { Database } from './open.ts';
import { ratings } from './tables/ratings.ts';

/** Writes down what someone thinks of a clip, in place of what they thought before. */
export const rateClip = async (
  database: Database,
  rating: { readonly clip: string; readonly actor: string; readonly liked: boolean },
): Promise<void> => {
  const { liked } = rating;
  await database
    .insert(ratings)
    .values(rating)
    .onConflictDoUpdate({ target: [ratings.clip, ratings.actor], set: { liked, ratedAt: sql`now()` } });
};

/** How many like a clip and how many do not. */
export const countRatings = async (
  database: Database,
  clip: string,
): Promise<{ readonly up: number; readonly down: number }> => {
  const [counted] = await database
    .select({
      up: sql<number>`count(*) filter (where ${ratings.liked})::int`,
      down: sql<number>`count(*) filter (where not ${ratings.liked})::int`,
    })
    .from(ratings)
    .where(eq(ratings.clip, clip));
  return counted ?? { up: 0, down: 0 };
};
