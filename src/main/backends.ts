import type { Config } from '../config.ts';
import { Failure } from '../core/failure.ts';
import type { Log } from '../core/log.ts';
import type { Storage } from '../core/storage.ts';
import { openQueue } from '../queue/bull-queue.ts';
import { wantNoEviction } from '../queue/redis-check.ts';
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

/** The bucket, if one is configured. The S3 library is loaded only then. */
export const openBucketStorage = async (
  { DATA_DIR: folder, S3_BUCKET: bucket, S3_ENDPOINT: endpoint, S3_REGION: region }: Config,
  disk: Storage,
  keeps = true,
): Promise<Storage | null> => {
  if (bucket === undefined) return null;
  const { openS3 } = await import('../storage/s3/open-s3.ts');
  return openS3({ bucket, endpoint, region, folder }, disk, keeps);
};

/** Where files are stored: a bucket if configured, else the data folder. */
export const openStorage = async (config: Config, alone: boolean): Promise<Storage> => {
  const disk = await openDisk(config.DATA_DIR, alone);
  return (await openBucketStorage(config, disk)) ?? disk;
};

/** The queue on Redis, Postgres or the built-in database, whichever is configured. */
export const openAppQueue = async (config: Config, store: Store, lanes: readonly string[], log: Log) => {
  const settings = { lanes, onError: (error: unknown): void => log.warn({ error }, 'queue') };
  if (config.REDIS_URL !== undefined) {
    await wantNoEviction(config.REDIS_URL);
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
