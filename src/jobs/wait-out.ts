import { isDiskFull } from '../core/disk-full.ts';
import { Failure, type FailureKind } from '../core/failure.ts';
import type { WaitsFor } from '../core/job.ts';
import type { House } from './house.ts';
import { Later } from './later.ts';
import type { Lease } from './lease.ts';

/** Free room below which nothing is begun, in bytes: enough for a clip and all that its making needs. */
export const neededBytes = 100_000_000;

// A disk or a network folder that is in trouble, not a file that is not there.
const away = ['EIO', 'ESTALE', 'EROFS', 'ENODEV', 'ENXIO', 'ETIMEDOUT', 'EHOSTDOWN', 'ENOTCONN'];

const codesOf = (error: unknown): string[] => {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' && 'syscall' in error ? [error.code] : [];
  return [...own, ...codesOf(error.cause)];
};

// What a full disk looks like to those who only see their own program end.
const vague: readonly FailureKind[] = ['encoder_failed', 'bad_output', 'internal'];

/** What of ours is away, if that is what an error means. */
const faultOf = async ({ storage }: House, error: unknown): Promise<WaitsFor | null> => {
  const codes = codesOf(error);
  const kind = error instanceof Failure ? error.kind : 'internal';
  if (kind === 'disk_full' || isDiskFull(error)) return 'disk';
  if (codes.some((code) => away.includes(code))) return 'storage';
  if (!vague.includes(kind)) return null;
  return (await storage.free().catch(() => neededBytes)) < neededBytes ? 'disk' : null;
};

const longest = 6 * 3_600;
const failures = {
  disk: 'disk_full',
  storage: 'store_down',
  memory: 'encoder_failed',
  delivery: 'unavailable',
} as const;

/**
 * Throws `Later` with a pause where something of ours is away and will be back; after hours of that the Failure people
 * read; anything else as it is. Nobody is charged for having waited.
 */
export const waitOut = async (house: House, lease: Lease, error: unknown): Promise<never> => {
  if (error instanceof Later || lease.signal.aborted) throw error;
  const fault = await faultOf(house, error);
  if (fault === null) throw error;
  const { state, waitsFor, waitsSince } = lease.job;
  const since = waitsFor === fault && waitsSince !== null ? waitsSince.getTime() : Date.now();
  const waited = Math.max(0, (Date.now() - since) / 1_000);
  // What is made already is worth waiting for as long as it takes.
  if (waited > longest && state !== 'delivering') throw new Failure(failures[fault], {}, error);
  const seconds = Math.min(60, Math.max(3, waited / 4));
  throw new Later(`waits for ${fault}`, { cause: error, pause: { seconds, for: fault } });
};
