import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Candidate, Operation, StoredPlan } from '../../core/engine.ts';
import type { FailureRecord } from '../../core/failure.ts';
import type { JobState, Outcome, WaitsFor } from '../../core/job.ts';
import type { Order } from '../../core/order.ts';
import type { Delivered, SentParts } from '../../core/platform.ts';
import type { Target } from '../../core/target.ts';
import { moment } from './moment.ts';

/** A job: one order in progress. `lease` identifies the process working on it and counts only until `lease_until`. */
export const jobs = pgTable(
  'jobs',
  {
    id: text().primaryKey(),
    sequence: bigserial({ mode: 'number' }).notNull(),
    owner: text().notNull(),
    key: text(),
    state: text().$type<JobState>().notNull().default('queued'),
    outcome: text().$type<Outcome>(),
    failure: jsonb().$type<FailureRecord>(),
    order: jsonb().$type<Order>().notNull(),
    /** Engines and models that can render it, best first. A take falls back from one to the next. */
    candidates: jsonb().$type<Candidate[]>().notNull(),
    engine: text().notNull(),
    model: text().notNull(),
    work: doublePrecision().notNull(),
    expectedSeconds: doublePrecision('expected_seconds').notNull(),
    credits: integer().notNull(),
    priority: integer().notNull(),
    fraction: doublePrecision().notNull().default(0),
    lease: text(),
    leaseUntil: moment('lease_until'),
    /** Claims that were not released cleanly: how often its worker died. */
    claims: integer().notNull().default(0),
    /** How often it was released because of an error. */
    retries: integer().notNull().default(0),
    cancelRequested: boolean('cancel_requested').notNull().default(false),
    /** No worker claims it before this time. */
    resumeAt: moment('resume_at'),
    /** The temporary outage it is waiting out, and since when. */
    waitsFor: text('waits_for').$type<WaitsFor>(),
    waitsSince: moment('waits_since'),
    createdAt: moment('created_at').notNull().defaultNow(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    /** When what its owner wrote was erased. */
    erasedAt: moment('erased_at'),
  },
  (table) => [
    uniqueIndex('jobs_key').on(table.owner, table.key),
    index('jobs_owner').on(table.owner, table.sequence),
    uniqueIndex('jobs_sequence').on(table.sequence),
    index('jobs_created').on(table.createdAt),
    index('jobs_parent')
      .on(sql`(${table.order}->>'parent')`)
      .where(sql`${table.order}->>'parent' is not null`),
    index('jobs_finished').on(table.finishedAt).where(sql`${table.state} = 'done'`),
    index('jobs_unfinished').on(table.priority, table.sequence).where(sql`${table.state} <> 'done'`),
  ],
);

/** One take of a job: a render with one seed, of one variant if the order has any. */
export const takes = pgTable(
  'takes',
  {
    job: text()
      .notNull()
      .references(() => jobs.id),
    number: integer().notNull(),
    seed: bigint({ mode: 'number' }).notNull(),
    /** Index of the candidate that renders it among its own, from 0. */
    candidate: integer().notNull().default(0),
    /** Credits held for it. Null in jobs older than this column, which hold the same for each take. */
    held: integer(),
    /** Cost of its clip, in credits. */
    credits: integer().notNull().default(0),
    clip: text(),
    failure: jsonb().$type<FailureRecord>(),
  },
  (table) => [primaryKey({ columns: [table.job, table.number] })],
);

/**
 * One engine call for a take. The row is written before the call; the receipt (`operation`) is added once there is one.
 */
export const attempts = pgTable(
  'attempts',
  {
    idempotencyKey: text('marker').primaryKey(),
    job: text()
      .notNull()
      .references(() => jobs.id),
    take: integer().notNull(),
    number: integer().notNull(),
    plan: jsonb().$type<StoredPlan>().notNull(),
    operation: jsonb().$type<Operation>(),
    state: text().$type<'open' | 'done' | 'dead'>().notNull().default('open'),
    failure: jsonb().$type<FailureRecord>(),
    errors: integer().notNull().default(0),
    startedAt: moment('started_at').notNull().defaultNow(),
    seconds: doublePrecision(),
  },
  (table) => [
    uniqueIndex('attempts_order').on(table.job, table.take, table.number),
    index('attempts_dead').on(table.startedAt).where(sql`${table.state} = 'dead'`),
    index('attempts_pace').on(table.startedAt).where(sql`${table.state} = 'done'`),
  ],
);

/**
 * The queue position and ready time that a card last showed. `at` is when it was shown, by the database clock; times
 * are in milliseconds since 1970.
 */
export type Shown = { readonly place: number; readonly readyAt: number; readonly at: number };

/** Where a job's result is delivered and whether it arrived. Exactly one row per job. */
export const deliveries = pgTable(
  'deliveries',
  {
    job: text()
      .primaryKey()
      .references(() => jobs.id),
    key: text().notNull().unique(),
    target: jsonb('address').$type<Target>().notNull(),
    tries: integer().notNull().default(0),
    /** Parts of the result whose sending has started. */
    parts: jsonb('memo').$type<SentParts>(),
    /** What its card last showed while it waited. */
    shown: jsonb().$type<Shown>(),
    /** When its card can no longer be edited; null if that never happens or if its final update was sent. */
    cardUntil: moment('card_until'),
    delivered: text().$type<Delivered>(),
    sentAt: moment('sent_at'),
    /** When its owner was notified of a result that could not be delivered. */
    toldAt: moment('told_at'),
  },
  (table) => [
    index('deliveries_card').on(table.cardUntil).where(sql`${table.cardUntil} is not null`),
    index('deliveries_kept')
      .on(table.job)
      .where(sql`${table.delivered} = 'kept' and ${table.toldAt} is null`),
  ],
);
