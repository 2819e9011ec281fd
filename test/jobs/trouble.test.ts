import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/core/engine.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Platform } from '../../src/core/platform.ts';
import { clipsOf } from '../../src/jobs/lists.ts';
import { maximumAttempts } from '../../src/jobs/run-attempt.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { findDelivery } from '../../src/store/deliveries.ts';
import { balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { rowsOf } from '../../src/store/rows-of.ts';
import { order } from '../store/rows.ts';
import { standUp } from './job-stand.ts';
import { submitFiles } from './submit-files.ts';

const never = new AbortController().signal;

describe('a job in trouble', () => {
  const stand = standUp();

  /** The test engine with some calls made to fail, a number of times each. */
  const failing = (name: 'check' | 'collect', kind: 'unavailable' | 'bad_output', times: number): Engine => {
    const { engine } = stand;
    let left = times;
    const once = <Result>(work: () => Promise<Result>): Promise<Result> => {
      left -= 1;
      return left >= 0 ? Promise.reject(new Failure(kind)) : work();
    };
    return name === 'check'
      ? { ...engine, check: (operation, fence) => once(() => engine.check(operation, fence)) }
      : { ...engine, collect: (operation, context) => once(() => engine.collect(operation, context)) };
  };

  it.each([
    ['check', 'unavailable'],
    ['collect', 'bad_output'],
  ] as const)('is never paid again because %s failed with %s after the receipt', async (name, kind) => {
    await grantCredits(stand.store.database, 'ana', 10);
    await stand.rebuild({ engine: failing(name, kind, 2) });
    await stand.work();
    const seed = name === 'check' ? 5_001 : 5_002;
    const { job } = await stand.ask('ana', { seed });
    await stand.done(job.id);
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'succeeded' });
    expect(stand.provider.made.get(`seed-${seed}`)).toBe(1);
  });

  it.each([
    ['bad_output', 3],
    ['unavailable', 20],
  ] as const)('fails for nothing when collecting what is paid for ends %s %i times', async (kind, times) => {
    await grantCredits(stand.store.database, 'ana', 10);
    await stand.rebuild({ engine: failing('collect', kind, times) });
    const { job } = await stand.ask('ana', { seed: 5_100 + times });
    for (let run = 1; run <= times; run++) {
      expect(await stand.reload(job.id)).toMatchObject({ outcome: null });
      await runJob(stand.services, job.id, never).catch(() => {});
    }
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'failed', failure: { kind } });
    expect(await balanceOf(stand.store.database, 'ana')).toBe(10);
    expect(stand.provider.made.get(`seed-${5_100 + times}`)).toBe(1);
  });

  it('goes on after the database was away for a moment in the middle of it', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const { engine } = stand;
    let away = true;
    const lost: Engine = {
      ...engine,
      collect: async (operation, context) => {
        if (away) {
          away = false;
          throw new Error('connection terminated');
        }
        return engine.collect(operation, context);
      },
    };
    await stand.rebuild({ engine: lost });
    await stand.work();
    const { job } = await stand.ask('ana', { seed: 5_003 });
    await stand.done(job.id);
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'succeeded' });
    expect(stand.provider.made.get('seed-5003')).toBe(1);
  });

  it('does not call a provider for ever that never says what became of a call', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    let starts = 0;
    const silent: Engine = {
      ...stand.engine,
      start: async () => {
        starts += 1;
        throw new Failure('unknown_outcome');
      },
      find: async () => null,
    };
    await stand.rebuild({ engine: silent });
    const { job } = await stand.ask('ana');
    for (let run = 0; run < 10; run++) await runJob(stand.services, job.id, never).catch(() => {});
    expect(starts).toBe(maximumAttempts);
    expect(await stand.reload(job.id)).toMatchObject({
      outcome: 'failed',
      failure: { kind: 'unknown_outcome' },
    });
    expect(await balanceOf(stand.store.database, 'ana')).toBe(10);
  });

  it('begins anew when the engine knows nothing of a call that got no answer', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    let starts = 0;
    const deaf: Engine = {
      ...stand.engine,
      start: async (...call) => {
        starts += 1;
        if (starts === 1) throw new Failure('unknown_outcome');
        return stand.engine.start(...call);
      },
      find: async () => null,
    };
    await stand.rebuild({ engine: deaf });
    const { job } = await stand.ask('ana');
    for (let run = 0; run < 3; run++) await runJob(stand.services, job.id, never).catch(() => {});
    expect(starts).toBe(2);
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'succeeded' });
    const rows = await rowsOf<{ state: string }>(
      stand.store.database,
      sql`select state from attempts where job = ${job.id} order by number`,
    );
    expect(rows.map(({ state }) => state)).toEqual(['dead', 'done']);
  });

  it.each([
    ['is kept after three tries that no waiting mends', new Failure('internal'), 'kept', 3],
    ['is tried on while its chat is away', new Failure('unavailable', { name: 'Chat' }), null, 6],
    ['is tried on after what nobody knows', new Error('cut off'), null, 6],
  ] as const)('%s', async (_, error, delivered, tries) => {
    await grantCredits(stand.store.database, 'ana', 10);
    let count = 0;
    const platform: Platform = {
      ...stand.memory,
      deliver: async () => {
        count += 1;
        throw error;
      },
    };
    await stand.rebuild({ platform });
    const { job } = await stand.ask('ana');
    for (let run = 0; run < 6; run++) {
      await stand.store.database.execute(sql`update jobs set resume_at = null where id = ${job.id}`);
      await runJob(stand.services, job.id, never).catch(() => {});
    }
    expect(count).toBe(tries);
    expect((await findDelivery(stand.store.database, job.id))?.delivered ?? null).toBe(delivered);
  });

  it('ends, uncharged, when its clip has vanished before it could be delivered', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    let folder = '';
    const platform: Platform = {
      ...stand.memory,
      deliver: async (address, reply, delivery) => {
        if (folder === '') {
          folder = reply.clips[0]?.path ?? '';
          await rm(folder);
          throw new Error('cut off');
        }
        return stand.memory.deliver(address, reply, delivery);
      },
    };
    await stand.rebuild({ platform });
    const { job } = await stand.ask('ana');
    for (let run = 0; run < 3; run++) await runJob(stand.services, job.id, never).catch(() => {});
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'failed', failure: { kind: 'not_found' } });
    expect(await balanceOf(stand.store.database, 'ana')).toBe(10);
    expect(await clipsOf(stand.services, 'ana', null)).toEqual({ entries: [], next: null });
  });

  it('runs on the engine it was priced for, whatever the worker would choose', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const { job } = await stand.ask('ana');
    const dear: Engine = { ...stand.engine, name: 'dear' };
    const { engines } = stand.services;
    await runJob({ ...stand.services, engines: [dear, ...engines] }, job.id, never);
    expect((await clipsOf(stand.services, 'ana', null)).entries[0]?.clip.recipe.engine).toBe('predictions');
  });

  it('keeps no photo of a request that was refused for its second one', async () => {
    const pair = { ...stand.services.effects[0], name: 'pair', needs: { photos: 2 } } as const;
    const [first] = stand.services.effects;
    if (first === undefined) throw new Error('no effect');
    const services = {
      ...stand.services,
      effects: [{ ...first, ...pair }],
      media: {
        ...stand.services.media,
        intakePhoto: async (source: string, target: string) => {
          if (source === 'broken') throw new Failure('photo_damaged');
          return stand.services.media.intakePhoto(source, target);
        },
      },
    };
    const [good, bad] = [stand.photo(), { path: 'broken', name: 'broken.jpg' }];
    await expect(
      submitFiles(services, { ...order, effect: 'pair' }, [good, bad], null),
    ).rejects.toMatchObject({
      kind: 'photo_damaged',
      facts: { name: 'broken.jpg' },
    });
    expect(await readdir(join(stand.folder(), 'files/photos'))).toEqual([]);
  });

  it('takes as many photos as the effect can do with, and no others', async () => {
    const [first] = stand.services.effects;
    if (first === undefined) throw new Error('no effect');
    const needs = { photos: 2, fewest: 1 } as const;
    const services = { ...stand.services, effects: [{ ...first, name: 'pair', needs }] };
    await grantCredits(stand.store.database, order.owner, 10);
    const give = (count: number) =>
      submitFiles(
        services,
        { ...order, effect: 'pair' },
        Array.from({ length: count }, () => stand.photo()),
        null,
      );
    for (const count of [1, 2]) expect((await give(count)).job.order.photos).toHaveLength(count);
    for (const given of [0, 3])
      await expect(give(given)).rejects.toMatchObject({
        kind: 'wrong_photo_count',
        facts: { given, needed: 2, fewest: 1 },
      });
  });

  it('gives one owner nothing of another who used the same key', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    await grantCredits(stand.store.database, 'bob', 10);
    const [hers, his] = [await stand.ask('ana', {}, 'key'), await stand.ask('bob', {}, 'key')];
    expect(his.job.id).not.toBe(hers.job.id);
  });
});
