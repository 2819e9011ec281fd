import { sql } from 'drizzle-orm';
import { bigint, bigserial, check, date, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { jobs } from './jobs-table.ts';
import { moment } from './moment.ts';

/** The credits an owner or a community's pool can still spend, and the day (UTC) of the last refill. */
export const accounts = pgTable(
  'accounts',
  {
    owner: text().primaryKey(),
    balance: bigint({ mode: 'number' }).notNull().default(0),
    refilledOn: date('refilled_on'),
  },
  (table) => [check('accounts_balance', sql`${table.balance} >= 0`)],
);

/**
 * All credit movements, in double entry: what leaves one column enters another, so the three columns always add up to
 * what was granted. Per job and account there is at most one hold, one settlement and one refund.
 */
export const ledger = pgTable(
  'ledger',
  {
    sequence: bigserial({ mode: 'number' }).primaryKey(),
    owner: text().notNull(),
    job: text().references(() => jobs.id),
    kind: text().$type<'grant' | 'refill' | 'hold' | 'capture' | 'release' | 'refund'>().notNull(),
    available: bigint({ mode: 'number' }).notNull(),
    held: bigint({ mode: 'number' }).notNull(),
    spent: bigint({ mode: 'number' }).notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('ledger_held_once').on(table.job, table.owner).where(sql`${table.kind} = 'hold'`),
    uniqueIndex('ledger_settled_once')
      .on(table.job, table.owner)
      .where(sql`${table.kind} in ('capture', 'release')`),
    uniqueIndex('ledger_refunded_once').on(table.job, table.owner).where(sql`${table.kind} = 'refund'`),
    index('ledger_created').on(table.createdAt),
    index('ledger_owner').on(table.owner),
    check(
      'ledger_balances',
      sql`${table.kind} in ('grant', 'refill') or ${table.available} + ${table.held} + ${table.spent} = 0`,
    ),
  ],
);

/** Credits held or captured across all owners, by month (`2026-11`) and day (`2026-11-21`) of the hold, UTC. */
export const spending = pgTable(
  'spending',
  { period: text().primaryKey(), credits: bigint({ mode: 'number' }).notNull() },
  (table) => [check('spending_credits', sql`${table.credits} >= 0`)],
);
