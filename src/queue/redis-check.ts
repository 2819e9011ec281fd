import { Redis } from 'ioredis';
import { asFailure, Failure } from '../core/failure.ts';
import { answer } from './backend-answer.ts';

/** `evicts`: a full Redis drops jobs silently. `forgets`: a restart of Redis loses all jobs until the next sweep. */
type RedisWarning = 'evicts' | 'forgets';

const rules: readonly (readonly [RegExp, string])[] = [
  [/WRONGPASS/, 'has a wrong user name or password'],
  [/NOAUTH/, 'needs a password, such as redis://:password@localhost:6379'],
  [/NOPERM/, 'names a user who lacks rights. Run ACL SETUSER with ~bull:* &* +@all'],
  [/certificate/, 'reaches a Redis whose certificate isn’t trusted'],
  [/DB index/, 'names a database that this Redis doesn’t have'],
];

/** `bad_setting` with what to change, if Redis itself complained about it; else what the client made of it. */
const explained = (error: unknown, complaint: unknown): unknown => {
  const [, rule] = rules.find(([words]) => words.test(String(complaint))) ?? [];
  return rule === undefined ? error : new Failure('bad_setting', { name: 'REDIS_URL', rule }, error);
};

/**
 * What is wrong with how a Redis keeps our jobs. Don't accept jobs on `evicts`. Throws `Failure` `queue_down` or
 * `bad_setting`.
 */
export const checkRedis = async (url: string): Promise<readonly RedisWarning[]> => {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  // The first complaint says more than what the client makes of it.
  const complaints: unknown[] = [];
  redis.on('error', (error) => complaints.push(error));
  try {
    // Selecting a database that doesn't exist leaves the client in another one, which nobody would notice.
    const selected = redis.select(Number(new URL(url).pathname.slice(1)));
    const report = await answer(selected.then(() => redis.info()));
    return [
      ...(report.includes('maxmemory_policy:noeviction') ? [] : (['evicts'] as const)),
      ...(report.includes('aof_enabled:1') ? [] : (['forgets'] as const)),
    ];
  } catch (error) {
    throw explained(error, complaints[0] ?? asFailure(error).cause);
  } finally {
    redis.disconnect();
  }
};

/** Throws `Failure` `bad_setting` if a Redis drops jobs when it is full, and what `checkRedis` throws. */
export const requireNoEviction = async (url: string): Promise<void> => {
  if (!(await checkRedis(url)).includes('evicts')) return;
  const rule = 'reaches a Redis that drops jobs when it is full. Set maxmemory-policy to noeviction';
  throw new Failure('bad_setting', { name: 'REDIS_URL', rule });
};
