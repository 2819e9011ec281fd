import type { Config } from '../config.ts';
import { Failure } from '../core/failure.ts';
import type { Log } from '../core/log.ts';
import type { Storage } from '../core/storage.ts';
import { openQueue } from '../queue/bull-queue.ts';
import { requireNoEviction } from '../queue/redis-check.ts';
import { openDisk } from '../storage/disk.ts';
import { openPglite, openPostgres, type Store } from '../store/open-store.ts';
import type { SpendLimits } from '../store/spend.ts';

/** The database: Postgres if configured, else the built-in one. */
export const openStore = (config: Config, log: Log, migrating = true): Promise<Store> =>
  config.DATABASE_URL === undefined
    ? openPglite(config.DATA_DIR, migrating)
    : openPostgres(
        config.DATABASE_URL,
        (error) => log.warn({ error }, 'database connection lost'),
        migrating,
      );

/** Storage other than the data folder: the setting that chooses it, and how to open it, loaded only then. */
type StorageEntry = {
  readonly name: string;
  readonly title: string;
  readonly setting: keyof Config;
  /** Without `keeps`, it makes no working copies. */
  open(config: Config, disk: Storage, keeps: boolean): Promise<Storage>;
};

/** What people read after files were moved there is `moved.<name>` in `terminal.json`. */
export const storages = [
  {
    name: 's3',
    title: 'S3 bucket',
    setting: 'S3_BUCKET',
    open: async (config, disk, keeps) => {
      const { DATA_DIR: folder, S3_BUCKET: bucket = '', S3_ENDPOINT: endpoint, S3_REGION: region } = config;
      const { openS3 } = await import('../storage/s3/open-s3.ts');
      return openS3({ bucket, endpoint, region, folder }, disk, keeps);
    },
  },
] as const satisfies readonly StorageEntry[];

/** The storage that the settings choose; null for the data folder. */
export const chosenStorage = (config: Config): StorageEntry | null =>
  storages.find(({ setting }) => config[setting] !== undefined) ?? null;

/** Where files are stored: as configured, else in the data folder. */
export const openStorage = async (config: Config, exclusive: boolean): Promise<Storage> => {
  const disk = await openDisk(config.DATA_DIR, exclusive);
  return (await chosenStorage(config)?.open(config, disk, true)) ?? disk;
};

/** The queue on Redis, Postgres or the built-in database, whichever is configured. */
export const openAppQueue = async (config: Config, store: Store, lanes: readonly string[], log: Log) => {
  const settings = { lanes, onError: (error: unknown): void => log.warn({ error }, 'queue') };
  if (config.REDIS_URL !== undefined) {
    await requireNoEviction(config.REDIS_URL);
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
export const limitsOf = (config: Config): SpendLimits => ({
  daily: config.CREDITS_DAILY,
  communityDaily: config.COMMUNITY_CREDITS_DAILY ?? null,
  budgetDaily: cents(config.BUDGET_DAILY),
  budgetMonthly: cents(config.BUDGET_MONTHLY),
  askAbove: config.ASK_ABOVE,
  on: config.SPENDING === 'on',
});
