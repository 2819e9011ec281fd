import { eq } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { posts } from './tables/clips-table.ts';

export type PostRow = typeof posts.$inferInsert;

/** Records messages that show a clip. */
export const insertPost = async (database: Database, post: PostRow): Promise<void> => {
  await database.insert(posts).values(post);
};

/** Takes the records of a clip's messages out, to erase them. */
export const takePosts = (database: Database, clip: string): Promise<PostRow[]> =>
  database.delete(posts).where(eq(posts.clip, clip)).returning();
