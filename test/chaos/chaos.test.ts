import { it } from 'vitest';
import { jobs, judge, kills, patience, surroundings } from './kills.ts';
import { storm } from './storm.ts';

it(
  `workers killed again and again lose, charge twice and post twice none of ${jobs} jobs of both lanes on the built-in database`,
  async () => {
    const around = await surroundings();
    const task = { database: null, redis: null, ...around.task };
    judge('the built-in database', await storm(task, { workers: 1, kills, patience }), around);
  },
  5 * patience,
);
