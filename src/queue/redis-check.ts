import { Redis } from 'ioredis';
import { answer } from './within.ts';

/** `evicts`: a full Redis drops jobs silently. `forgets`: a restart of Redis loses all jobs until the next sweep. */
type RedisWarning = 'evicts' | 'forgets';

/** What is wrong with how a Redis keeps our jobs. `evicts` is no state to take jobs in. Throws Failure `queue_down`. */
export const checkRedis = async (url: string): Promise<readonly RedisWarning[]> => {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    const report = await answer(redis.info());
    return [
      ...(report.includes('maxmemory_policy:noeviction') ? [] : (['evicts'] as const)),
      ...(report.includes('aof_enabled:1') ? [] : (['forgets'] as const)),
    ];
  } finally {
    redis.disconnect();
  }
};
