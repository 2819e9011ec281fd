import { sql } from 'drizzle-orm';
import { bigint, bigserial, check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { jobs } from './jobs.ts';
import { moment } from './moment.ts';

/** What an owner may still spend. */
export const accounts = pgTable(
  'accounts',
  { owner: text().primaryKey(), balance: bigint({ mode: 'number' }).notNull().default(0) },
  (table) => [check('accounts_balance', sql`${table.balance} >= 0`)],
);

/**
 * Every movement of credits, double entry: what leaves one column enters another, so the three always add up to
 * what was granted. A job is held once and settled once.
 */
export const ledger = pgTable(
  'ledger',
  {
    sequence: bigserial({ mode: 'number' }).primaryKey(),
    owner: text().notNull(),
    job: text().references(() => jobs.id),
    kind: text().$type<'grant' | 'hold' | 'capture' | 'release'>().notNull(),
    available: bigint({ mode: 'number' }).notNull(),
    held: bigint({ mode: 'number' }).notNull(),
    spent: bigint({ mode: 'number' }).notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('ledger_held_once').on(table.job).where(sql`${table.kind} = 'hold'`),
    uniqueIndex('ledger_settled_once').on(table.job).where(sql`${table.kind} in ('capture', 'release')`),
    index('ledger_owner').on(table.owner),
    check(
      'ledger_balances',
      sql`${table.kind} = 'grant' or ${table.available} + ${table.held} + ${table.spent} = 0`,
    ),
  ],
);
