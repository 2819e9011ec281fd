import { timestamp } from 'drizzle-orm/pg-core';

/** A point in time, always with its zone; the database's clock is the only one that decides. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
