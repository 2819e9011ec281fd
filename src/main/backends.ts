import type { Config } from '../config.ts';
import { Failure } from '../core/failure.ts';
import type { Log } from '../core/log.ts';
import type { Storage } from '../core/storage.ts';
import { openQueue } from '../queue/bull-queue.ts';
import { wantKeptJobs } from '../queue/redis-check.ts';
import { openDisk } from '../storage/disk.ts';
import { openPglite, openPostgres, type Store } from '../store/open-store.ts';
import type { Limits } from '../store/spend.ts';

/** The database: Postgres if configured, else the built-in one. */
export const openStore = (config: Config, log: Log, migrating = true): Promise<Store> =>
  config.DATABASE_URL === undefined
    ? openPglite(config.DATA_DIR, migrating)
    : openPostgres(
        config.DATABASE_URL,
        (error) => log.warn({ error }, 'database connection lost'),
        migrating,
      );

/** The S3 library is loaded only if a bucket is configured. */
export const openStorage = async (config: Config, alone: boolean): Promise<Storage> => {
  const disk = await openDisk(config.DATA_DIR, alone);
  if (config.S3_BUCKET === undefined) return disk;
  const { openS3 } = await import('../storage/s3/open-s3.ts');
  return openS3(
    {
      bucket: config.S3_BUCKET,
      endpoint: config.S3_ENDPOINT,
      region: config.S3_REGION,
      folder: config.DATA_DIR,
    },
    disk,
  );
};

/** The queue on Redis, Postgres or the built-in database, whichever is configured. */
export const openAppQueue = async (config: Config, store: Store, lanes: readonly string[], log: Log) => {
  const settings = { lanes, onError: (error: unknown): void => log.warn({ error }, 'queue') };
  if (config.REDIS_URL !== undefined) {
    await wantKeptJobs(config.REDIS_URL);
    return openQueue({ kind: 'redis', url: config.REDIS_URL }, settings);
  }
  if (store.pglite === null) {
    if (config.DATABASE_URL === undefined) throw new Failure('internal');
    return openQueue({ kind: 'postgres', url: config.DATABASE_URL }, settings);
  }
  const queue = await openQueue({ kind: 'pglite', database: store.pglite }, settings);
  // No other process uses this database, so no job is being worked on and the sweeper can refill the queue at once.
  await queue.clear();
  return queue;
};

const cents = (dollars: number | undefined): number | null =>
  dollars === undefined ? null : Math.round(dollars * 100);

/** What may be spent, from the settings. */
export const limitsOf = (config: Config): Limits => ({
  daily: config.CREDITS_DAILY,
  communityDaily: config.COMMUNITY_CREDITS_DAILY ?? null,
  budgetDaily: cents(config.BUDGET_DAILY),
  budgetMonthly: cents(config.BUDGET_MONTHLY),
  askAbove: config.ASK_ABOVE === 0 ? null : config.ASK_ABOVE,
  on: config.SPENDING === 'on',
});
