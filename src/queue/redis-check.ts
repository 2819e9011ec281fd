import { Redis } from 'ioredis';
import { Failure } from '../core/failure.ts';
import { answer } from './backend-answer.ts';

/** `evicts`: a full Redis drops jobs silently. `forgets`: a restart of Redis loses all jobs until the next sweep. */
type RedisWarning = 'evicts' | 'forgets';

/** Selecting a database that doesn't exist leaves the client in another one, which nobody would notice. */
const wantDatabase = async (redis: Redis, database: number): Promise<void> => {
  const missing = redis.select(database).then(
    () => false,
    (error: unknown) => {
      if (error instanceof Error && /DB index/.test(error.message)) return true;
      throw error;
    },
  );
  if (!(await answer(missing))) return;
  throw new Failure('bad_setting', {
    name: 'REDIS_URL',
    rule: 'names a database that this Redis doesn’t have',
  });
};

/**
 * What is wrong with how a Redis keeps our jobs. Don't accept jobs on `evicts`. Throws `Failure` `queue_down` or
 * `bad_setting`.
 */
export const checkRedis = async (url: string): Promise<readonly RedisWarning[]> => {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await wantDatabase(redis, Number(new URL(url).pathname.slice(1)));
    const report = await answer(redis.info());
    return [
      ...(report.includes('maxmemory_policy:noeviction') ? [] : (['evicts'] as const)),
      ...(report.includes('aof_enabled:1') ? [] : (['forgets'] as const)),
    ];
  } finally {
    redis.disconnect();
  }
};
