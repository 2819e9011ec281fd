import { timestamp } from 'drizzle-orm/pg-core';

/** A timestamp with time zone. Always set by the database clock, never by a process. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
