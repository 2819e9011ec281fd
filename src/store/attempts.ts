import { and, desc, eq, getTableColumns, ne, sql } from 'drizzle-orm';
import type { Operation, StoredPlan } from '../core/engine.ts';
import type { FailureRecord } from '../core/failure.ts';
import type { Database } from './open-store.ts';
import { enginePaused } from './pauses.ts';
import { attempts } from './tables/jobs-table.ts';

/** `age`: seconds since it was opened, by the database clock. */
export type AttemptRow = typeof attempts.$inferSelect & { readonly age: number };

export const age = sql<number>`extract(epoch from now() - ${attempts.startedAt})::float8`;

/** True only while we hold the lease on the job: a worker that lost it must not write anything. */
export const ours = (job: string, lease: string) =>
  sql`exists (select 1 from jobs where id = ${job} and lease = ${lease})`;

const attemptFields = { ...getTableColumns(attempts), age };

/** The newest attempt at a take, or null. */
export const latestAttempt = async (
  database: Database,
  take: { readonly job: string; readonly number: number },
): Promise<AttemptRow | null> => {
  const [row] = await database
    .select(attemptFields)
    .from(attempts)
    .where(and(eq(attempts.job, take.job), eq(attempts.take, take.number)))
    .orderBy(desc(attempts.number))
    .limit(1);
  return row ?? null;
};

/** A job's attempts whose outcome is not known yet. */
export const openAttempts = (database: Database, job: string): Promise<AttemptRow[]> =>
  database
    .select(attemptFields)
    .from(attempts)
    .where(and(eq(attempts.job, job), eq(attempts.state, 'open')));

/** Idempotency keys of a job's attempts that made no clip. */
export const unfinishedKeys = async (database: Database, job: string): Promise<string[]> => {
  const rows = await database
    .select({ key: attempts.idempotencyKey })
    .from(attempts)
    .where(and(eq(attempts.job, job), ne(attempts.state, 'done')));
  return rows.map(({ key }) => key);
};

/** Adds the weight of an error while following up on an operation, and returns the total. */
export const countAttemptError = async (
  database: Database,
  idempotencyKey: string,
  weight: number,
): Promise<number> => {
  const [row] = await database
    .update(attempts)
    .set({ errors: sql`${attempts.errors} + ${weight}` })
    .where(eq(attempts.idempotencyKey, idempotencyKey))
    .returning();
  return row?.errors ?? 0;
};

/** Records an attempt before the engine is called. Null if we lost the lease on the job or its engine is paused. */
export const openAttempt = async (
  database: Database,
  lease: string,
  attempt: { idempotencyKey: string; job: string; take: number; number: number; plan: StoredPlan },
): Promise<AttemptRow | null> => {
  const { idempotencyKey, job, take, number, plan } = attempt;
  const result = await database.execute(sql`
    insert into attempts (marker, job, take, number, plan)
    select ${idempotencyKey}, id, ${take}, ${number}, ${JSON.stringify(plan)}::jsonb
    from (select id from jobs where id = ${job} and lease = ${lease} for update) as held
    where not ${enginePaused(plan.engine)}
    on conflict do nothing returning marker`);
  const { rows } = result as unknown as { rows: unknown[] };
  if (rows.length === 0) return null;
  const opened = { operation: null, state: 'open', failure: null, errors: 0, seconds: null } as const;
  return { ...attempt, ...opened, startedAt: new Date(), age: 0 };
};

export const saveOperation = async (
  database: Database,
  idempotencyKey: string,
  operation: Operation,
): Promise<void> => {
  await database.update(attempts).set({ operation }).where(eq(attempts.idempotencyKey, idempotencyKey));
};

/** Replaces an attempt's operation with a newer one. False if we lost the lease on the job. */
export const renewOperation = async (
  database: Database,
  lease: string,
  { idempotencyKey, job }: Pick<AttemptRow, 'idempotencyKey' | 'job'>,
  operation: Operation,
): Promise<boolean> => {
  // Locked, so that a worker that takes over the job reads what was written here.
  const held = sql`exists (select 1 from jobs where id = ${job} and lease = ${lease} for share)`;
  const rows = await database
    .update(attempts)
    .set({ operation })
    .where(and(eq(attempts.idempotencyKey, idempotencyKey), held))
    .returning({ key: attempts.idempotencyKey });
  return rows.length > 0;
};

/** Closes an attempt that will never make a clip. */
export const closeAttempt = async (
  database: Database,
  lease: string,
  attempt: Pick<AttemptRow, 'idempotencyKey' | 'job'>,
  failure: FailureRecord | null,
): Promise<void> => {
  await database
    .update(attempts)
    .set({ state: 'dead', failure, seconds: age })
    .where(and(eq(attempts.idempotencyKey, attempt.idempotencyKey), ours(attempt.job, lease)));
};
