import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Queue } from '../../src/core/queue.ts';
import type { Services } from '../../src/jobs/services.ts';
import { auditLedger } from '../../src/store/ledger.ts';
import { spentSoFar } from '../../src/store/spend.ts';
import { predictionEngine } from '../peers/predictions-client.ts';
import { buildServices } from '../peers/render-services.ts';
import { databases } from '../store/databases.ts';
import { order } from '../store/rows.ts';
import { range, tally } from '../store/till.ts';
import { submitFiles } from './submit-files.ts';

// Nobody works here, so whatever is pushed is lost, as with a queue that was flushed.
const flushed: Queue = {
  push: async () => {},
  knows: async () => new Set(),
  work: async () => ({ stop: async () => {} }),
  clear: async () => {},
  ping: async () => {},
  close: async () => {},
};

describe.each(databases)('a crowd that asks two processes on $name', ({ open }) => {
  let folder: string;
  let opened: Awaited<ReturnType<typeof open>>;
  let houses: Services[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-crowd-'));
    await writeFile(join(folder, 'photo'), 'bytes of a photo');
    opened = await open();
    const parts = { folder, queue: flushed, engines: [predictionEngine('')], platforms: [] };
    const limits = { daily: 100, communityDaily: 60, budgetDaily: 50, budgetMonthly: 90 };
    const both = [opened.store, opened.other];
    houses = await Promise.all(both.map((store) => buildServices({ ...parts, store, limits })));
  });
  afterAll(async () => {
    await opened.close();
    await rm(folder, { recursive: true });
  });

  it('is given exactly what the budget allows, and keeps no more', async () => {
    const photo = { path: join(folder, 'photo'), name: 'photo' };
    const asked = range(50).map(async (index) => {
      const services = houses[index % 2];
      if (services === undefined) throw new Error('no house');
      const wish = {
        ...order,
        owner: `owner-${index % 7}`,
        community: `community-${index % 3}`,
        seed: index,
      };
      return submitFiles(services, wish, [photo], `key-${index}`);
    });
    expect(tally(await Promise.allSettled(asked))).toEqual({ held: 16, budget_spent: 34 });
    const { database } = opened.store;
    expect(await spentSoFar(database)).toEqual({ month: 48, day: 48 });
    expect(await auditLedger(database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });

  it('never gets more unfinished jobs into the queue than one person may have', async () => {
    const photo = { path: join(folder, 'photo'), name: 'photo' };
    const room = { jobs: 5, communityJobs: null, bytes: null, rendered: null };
    const more = { daily: 100_000, communityDaily: null, budgetDaily: null, budgetMonthly: null };
    const asked = range(20).map(async (index) => {
      const services = houses[index % 2];
      if (services === undefined) throw new Error('no house');
      return submitFiles(
        { ...services, quotas: room, limits: { ...services.limits, ...more } },
        { ...order, owner: 'greedy', seed: index },
        [photo],
        null,
      );
    });
    expect(tally(await Promise.allSettled(asked))).toEqual({ held: 5, too_many_jobs: 15 });
  });
});
