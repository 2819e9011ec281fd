import { sql } from 'drizzle-orm';
import type { LedgerFigures, SpendLine, StorageFigures } from '../core/overview.ts';
import { auditLedger } from './ledger.ts';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';

/**
 * Credits captured in the last 30 days by day (UTC) and engine, oldest first. A community pool's share is not counted
 * twice.
 */
export const spendLines = (database: Database): Promise<SpendLine[]> =>
  rowsOf(
    database,
    sql`select to_char(ledger.created_at at time zone 'UTC', 'YYYY-MM-DD') as day, jobs.engine,
      sum(ledger.spent)::float8 as credits
    from ledger join jobs on jobs.id = ledger.job and jobs.owner = ledger.owner
    where ledger.kind = 'capture' and ledger.created_at > now() - interval '30 days'
    group by 1, 2 order by 1, 2`,
  );

/** Totals of all accounts, and whether the ledger balances. */
export const ledgerFiguresOf = async (database: Database): Promise<LedgerFigures> => {
  const [row] = await rowsOf<Omit<LedgerFigures, 'imbalance'>>(
    database,
    sql`select coalesce(sum(available) filter (where kind in ('grant', 'refill')), 0)::float8 as granted,
      coalesce(sum(available), 0)::float8 as available, coalesce(sum(held), 0)::float8 as held,
      coalesce(sum(spent), 0)::float8 as spent,
      coalesce(sum(available) filter (where kind = 'refund'), 0)::float8 as refunded
    from ledger`,
  );
  const { drift, accounts, orphans } = await auditLedger(database);
  const sums = row ?? { granted: 0, available: 0, held: 0, spent: 0, refunded: 0 };
  return { ...sums, imbalance: Math.abs(drift) + accounts + orphans };
};

/** Counts and bytes of stored clips and photos, according to the database. */
export const storedFigures = async (database: Database): Promise<Omit<StorageFigures, 'freeBytes'>> => {
  const [row] = await rowsOf<Omit<StorageFigures, 'freeBytes'>>(
    database,
    sql`select clips.count as clips, clips.bytes as "clipBytes", photos.count as photos, photos.bytes as "photoBytes"
    from (select count(*)::int as count, coalesce(sum(bytes), 0)::float8 as bytes from clips where deleted_at is null) as clips,
      (select count(*)::int as count, coalesce(sum(bytes), 0)::float8 as bytes from photos where removed_at is null) as photos`,
  );
  return row ?? { clips: 0, clipBytes: 0, photos: 0, photoBytes: 0 };
};
