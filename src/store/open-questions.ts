import { and, eq, gte, lt, sql } from 'drizzle-orm';
import type { Json } from '../core/json.ts';
import type { Database } from './open-store.ts';
import { openQuestions } from './tables/questions-table.ts';

const theirs = (owner: string, id: string) =>
  and(eq(openQuestions.owner, owner), eq(openQuestions.id, id), gte(openQuestions.expiresAt, sql`now()`));

const maxQuestions = 200;

/** Writes down what someone was asked, for some minutes. */
export const writeQuestion = async (
  database: Database,
  { owner, id, about, minutes }: { owner: string; id: string; about: Json; minutes: number },
): Promise<void> => {
  const expiresAt = sql`now() + make_interval(mins => ${minutes})`;
  await database
    .insert(openQuestions)
    .values({ owner, id, about, expiresAt })
    .onConflictDoUpdate({ target: [openQuestions.owner, openQuestions.id], set: { about, expiresAt } });
  // Each form opened is one, so the oldest go.
  const recent = sql`select id from open_questions where owner = ${owner} order by expires_at desc limit ${maxQuestions}`;
  await database
    .delete(openQuestions)
    .where(and(eq(openQuestions.owner, owner), sql`${openQuestions.id} not in (${recent})`));
};

/** What someone's question is about; undefined if it was never asked or has expired. */
export const readQuestion = async (
  database: Database,
  owner: string,
  id: string,
): Promise<Json | undefined> => {
  const [row] = await database.select().from(openQuestions).where(theirs(owner, id));
  return row?.about;
};

/** Whose question it is; null if there is none with this ID. */
export const ownerOfQuestion = async (database: Database, id: string): Promise<string | null> => {
  const [row] = await database
    .select({ owner: openQuestions.owner })
    .from(openQuestions)
    .where(eq(openQuestions.id, id));
  return row?.owner ?? null;
};

/** Closes someone's question. False if it was never asked, was answered or has expired. */
export const closeQuestion = async (database: Database, owner: string, id: string): Promise<boolean> =>
  (await database.delete(openQuestions).where(theirs(owner, id)).returning()).length > 0;

export const removeExpiredQuestions = async (database: Database): Promise<void> => {
  await database.delete(openQuestions).where(lt(openQuestions.expiresAt, sql`now()`));
};
