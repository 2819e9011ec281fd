import { it } from 'vitest';
import { postgresAvailable, startPostgres } from '../peers/postgres.ts';
import { redisAvailable, startRedis } from '../peers/redis.ts';
import { clean, jobs, judge, kills, patience, surroundings } from './kills.ts';
import { storm } from './storm.ts';

it.runIf(redisAvailable() && postgresAvailable())(
  `workers killed again and again lose, charge twice and post twice none of ${jobs} jobs of both lanes on Redis and Postgres, through a Redis flush and a Postgres restart`,
  async () => {
    const around = await surroundings();
    const redis = await startRedis();
    const postgres = await startPostgres();
    clean.push(redis.stop, postgres.stop);
    const task = { database: postgres.url, redis: redis.url, ...around.task };
    const flush = async (kill: number): Promise<void> => {
      if (kill === Math.round(kills / 3)) await redis.flush();
      if (kill === Math.round((kills * 2) / 3)) await postgres.restart();
    };
    judge('Redis and Postgres', await storm(task, { workers: 3, kills, patience, onKill: flush }), around);
  },
  5 * patience,
);
