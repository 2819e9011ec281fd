import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { insertClip } from '../../src/store/clip-rows.ts';
import { findJob } from '../../src/store/jobs.ts';
import { clipRow } from '../store/rows.ts';
import { standUp } from './job-stand.ts';

const stand = standUp();
const rich = { limits: { daily: 10_000 } };
const outcomes = async (asked: readonly Promise<unknown>[]): Promise<string[]> => {
  const settled = await Promise.allSettled(asked);
  return settled.map((one) =>
    one.status === 'fulfilled' ? 'taken' : one.reason instanceof Failure ? one.reason.kind : 'error',
  );
};
const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));
const taken = (all: readonly string[]): number => all.filter((one) => one === 'taken').length;

describe('a person', () => {
  it('has no more unfinished jobs than they may, however many are asked for at once', async () => {
    await stand.rebuild({ ...rich, room: { jobs: 3 } });
    const all = await outcomes(times(8, () => stand.ask('ana')));
    expect(taken(all)).toBe(3);
    expect(new Set(all)).toEqual(new Set(['taken', 'too_many_jobs']));
    expect(await outcomes([stand.ask('ben')])).toEqual(['taken']);
  });

  it('may ask again once one is done, and a repeated request is no new job', async () => {
    await stand.rebuild({ ...rich, room: { jobs: 1 } });
    const { job } = await stand.ask('ana', {}, 'key');
    expect((await stand.ask('ana', {}, 'key')).job.id).toBe(job.id);
    expect(await outcomes([stand.ask('ana')])).toEqual(['too_many_jobs']);
    await stand.work();
    await stand.done(job.id);
    expect(await outcomes([stand.ask('ana')])).toEqual(['taken']);
  });

  it('whose clips fill their room is told so, and nothing is kept of what they gave', async () => {
    await stand.rebuild({ ...rich, room: { bytes: 1_000_000 } });
    const { job } = await stand.ask('ana');
    await insertClip(stand.store.database, { ...clipRow(job.id, 9), owner: 'ana', bytes: 2_000_000 });
    await expect(stand.ask('ana')).rejects.toMatchObject({ kind: 'no_room', facts: { megabytes: 1 } });
    expect(await outcomes([stand.ask('ben')])).toEqual(['taken']);
    expect(await findJob(stand.store.database, job.id)).not.toBeNull();
  });
});

it('counts an order of several clips as that many in a community too', async () => {
  await stand.rebuild({ ...rich, room: { communityJobs: 4 } });
  const variants = times(4, (seed) => ({ seed }));
  const several = { community: 'home', takes: 4, variants };
  expect(await outcomes([stand.ask('ana', several)])).toEqual(['taken']);
  expect(await outcomes([stand.ask('ben', { community: 'home' })])).toEqual(['too_many_community_jobs']);
});

it('a community has no more unfinished jobs than it may, whoever asks at once', async () => {
  await stand.rebuild({ ...rich, room: { communityJobs: 4 } });
  const all = await outcomes(times(9, (index) => stand.ask(`member ${index}`, { community: 'home' })));
  expect(taken(all)).toBe(4);
  expect(await outcomes([stand.ask('ana', { community: 'other' }), stand.ask('ana')])).toEqual([
    'taken',
    'taken',
  ]);
});
