import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Question } from '../../core/consent.ts';
import type { Json } from '../../core/json.ts';
import type { Order } from '../../core/order.ts';
import { moment } from './moment.ts';

/** Consent given before a question that is still open. `at` is an ISO date. */
export type GivenConsent = {
  readonly question: Question;
  readonly actor: string;
  readonly surface: string;
  readonly at: string;
};

/** Orders that wait for their owner's answer. */
export const pendingOrders = pgTable('pending_orders', {
  id: text().primaryKey(),
  owner: text().notNull(),
  order: jsonb().$type<Order>().notNull(),
  questions: jsonb().$type<readonly Question[]>().notNull(),
  agreed: jsonb().$type<readonly GivenConsent[]>().notNull(),
  expiresAt: moment('expires_at').notNull(),
});

/** Forms and confirmations that were shown to a person, with what they are about. */
export const openQuestions = pgTable(
  'open_questions',
  {
    owner: text().notNull(),
    id: text().notNull(),
    about: jsonb().$type<Json>(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.owner, table.id] })],
);
