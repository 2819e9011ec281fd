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
import type { Candidate, Operation, PlannedTake } from '../../core/engine.ts';
import type { FailureRecord } from '../../core/failure.ts';
import type { JobState, Outcome, WaitsFor } from '../../core/job.ts';
import type { Order } from '../../core/order.ts';
import type { Delivered, Parts } from '../../core/platform.ts';
import type { Target } from '../../core/target.ts';
import { moment } from './moment.ts';

/** One order being carried out. `lease` names the process at work; it counts only while `lease_until` is ahead. */
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
    /** Who may film it, best first; a take passes from one to the next. */
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
    /** Claims not let go in good order: how often its worker died. */
    claims: integer().notNull().default(0),
    /** How often it was let go because something went wrong. */
    retries: integer().notNull().default(0),
    cancelRequested: boolean('cancel_requested').notNull().default(false),
    /** Nobody takes it before. */
    resumeAt: moment('resume_at'),
    /** What it waits for that will come back by itself, and since when. */
    waitsFor: text('waits_for').$type<WaitsFor>(),
    waitsSince: moment('waits_since'),
    createdAt: moment('created_at').notNull().defaultNow(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    uniqueIndex('jobs_key').on(table.owner, table.key),
    index('jobs_owner').on(table.owner, table.sequence),
    uniqueIndex('jobs_sequence').on(table.sequence),
    index('jobs_created').on(table.createdAt),
    index('jobs_finished').on(table.finishedAt).where(sql`${table.state} = 'done'`),
    index('jobs_unfinished').on(table.priority, table.sequence).where(sql`${table.state} <> 'done'`),
  ],
);

/** One seed's try inside a job. */
export const takes = pgTable(
  'takes',
  {
    job: text()
      .notNull()
      .references(() => jobs.id),
    number: integer().notNull(),
    seed: bigint({ mode: 'number' }).notNull(),
    /** Which of the job's candidates films it, counted from 0. */
    candidate: integer().notNull().default(0),
    /** What its clip cost. */
    credits: integer().notNull().default(0),
    clip: text(),
    failure: jsonb().$type<FailureRecord>(),
  },
  (table) => [primaryKey({ columns: [table.job, table.number] })],
);

/** One call of an engine for a take, written before the call: the receipt follows once there is one. */
export const attempts = pgTable(
  'attempts',
  {
    marker: text().primaryKey(),
    job: text()
      .notNull()
      .references(() => jobs.id),
    take: integer().notNull(),
    number: integer().notNull(),
    plan: jsonb().$type<PlannedTake>().notNull(),
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

/** A place in line, and when by the database's clock a card was told of it, with the moment it named, in milliseconds since 1970. */
export type Shown = { readonly place: number; readonly readyAt: number; readonly at: number };

/** Where a job's answer goes and whether it got there: exactly one row a job. */
export const deliveries = pgTable(
  'deliveries',
  {
    job: text()
      .primaryKey()
      .references(() => jobs.id),
    key: text().notNull().unique(),
    address: jsonb().$type<Target>().notNull(),
    tries: integer().notNull().default(0),
    /** The parts of the answer that were begun. */
    memo: jsonb().$type<Parts>(),
    /** What its card was last told while it waited. */
    shown: jsonb().$type<Shown>(),
    /** Until when its card can be changed; null where that never ends, or where its last words were said. */
    cardUntil: moment('card_until'),
    delivered: text().$type<Delivered>(),
    sentAt: moment('sent_at'),
    /** When its owner was told of what could not be brought. */
    toldAt: moment('told_at'),
  },
  (table) => [
    index('deliveries_card').on(table.cardUntil).where(sql`${table.cardUntil} is not null`),
    index('deliveries_kept')
      .on(table.job)
      .where(sql`${table.delivered} = 'kept' and ${table.toldAt} is null`),
  ],
);
