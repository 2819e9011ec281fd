import { and, eq, or, sql } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { clips, posts } from './tables/clips-table.ts';

export type PostRow = typeof posts.$inferInsert;

/**
 * Records a message that is about to show a clip. `prefix` is what the ids of all posts in the same channel begin with.
 * False if the same request was recorded before, or another one in that place within a minute.
 */
export const beginPost = (database: Database, post: PostRow, prefix: string): Promise<boolean> =>
  database.transaction(async (transaction) => {
    await transaction.select({ id: clips.id }).from(clips).where(eq(clips.id, post.clip)).for('update');
    const recent = sql`starts_with(${posts.id}, ${prefix}) and ${posts.postedAt} > now() - interval '1 minute'`;
    const [before] = await transaction
      .select({ id: posts.id })
      .from(posts)
      .where(and(eq(posts.clip, post.clip), or(eq(posts.id, post.id), recent)))
      .limit(1);
    if (before === undefined) await transaction.insert(posts).values(post);
    return before === undefined;
  });

/** Records as which messages a post arrived. False if the post was withdrawn in the meantime. */
export const recordPost = async (
  database: Database,
  id: string,
  arrived: Pick<PostRow, 'delivered' | 'parts'>,
): Promise<boolean> =>
  (await database.update(posts).set(arrived).where(eq(posts.id, id)).returning()).length > 0;

export const findPost = async (database: Database, id: string): Promise<PostRow | null> =>
  (await database.select().from(posts).where(eq(posts.id, id)))[0] ?? null;

export const postsOf = (database: Database, clip: string): Promise<PostRow[]> =>
  database.select().from(posts).where(eq(posts.clip, clip));

/** Removes the record of a message that is gone. False if it has changed since it was read. */
export const endPost = async (database: Database, { id, parts }: PostRow): Promise<boolean> => {
  const same = and(eq(posts.id, id), eq(posts.parts, parts));
  return (await database.delete(posts).where(same).returning()).length > 0;
};

/** Removes the records of a clip's messages, even of those that stay. */
export const forgetPosts = async (database: Database, clip: string): Promise<void> => {
  await database.delete(posts).where(eq(posts.clip, clip));
};
