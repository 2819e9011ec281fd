import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { JobStatus } from '../../src/core/job.ts';
import { cancel } from '../../src/jobs/cancel-job.ts';
import { refreshCards } from '../../src/jobs/refresh.ts';
import { otherEngine } from './engines.ts';
import { standUp } from './job-stand.ts';

describe('cards of those who wait', () => {
  const stand = standUp();
  let told: JobStatus[];

  const refresh = async (seconds = 0): Promise<Record<string, number | null>> => {
    told = [];
    await refreshCards(stand.services, seconds);
    return Object.fromEntries(told.map(({ id, queuePosition }) => [id, queuePosition]));
  };

  beforeEach(async () => {
    const platform = {
      ...stand.memory,
      update: async (_address: unknown, status: JobStatus) => void told.push(status),
    };
    const engines = ['here', 'far'].map((name) => otherEngine(stand.engine, name, 0, name === 'here'));
    await stand.rebuild({ engines, platform, places: 1 });
  });

  const ask = async (owner: string, engine = 'here') => (await stand.ask(owner, { engine })).job;

  it('are told of their place when it changes, each in its own line, and of nothing else', async () => {
    const [first, second, third] = [await ask('ana'), await ask('ben'), await ask('cy')];
    const far = await ask('dee', 'far');
    const all = { [first.id]: 1, [second.id]: 2, [third.id]: 3, [far.id]: 1 };
    expect(await refresh()).toEqual(all);
    expect(await refresh()).toEqual({});
    await cancel(stand.services, first);
    expect(await refresh(10)).toEqual({});
    expect(await refresh()).toEqual({ [second.id]: 1, [third.id]: 2 });
  });

  it('are told by one process of several', async () => {
    await ask('ana');
    told = [];
    await Promise.all([1, 2, 3].map(() => refreshCards(stand.services, 0)));
    expect(told).toHaveLength(1);
  });

  it('are told of their time when it changes by much', async () => {
    const job = await ask('ana');
    await refresh();
    await stand.store.database.execute(sql`update jobs set expected_seconds = 60 where id = ${job.id}`);
    expect(await refresh()).toEqual({ [job.id]: 1 });
    expect(await refresh()).toEqual({});
  });
});
