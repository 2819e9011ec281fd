import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import type { PostStep } from '../../src/core/post-steps.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { plainMedia } from '../peers/render-services.ts';
import { otherEngine } from './engines.ts';
import { standUp } from './job-stand.ts';

describe('finishing that takes too long', () => {
  const stand = standUp();
  const post: readonly PostStep[] = [{ kind: 'deflicker' }, { kind: 'title', text: 'Two cats' }];

  /** Renders a paid clip whose finishing is in time only if `isQuick` says so; gives what was tried and what was started. */
  const finished = async (isQuick: (steps: readonly PostStep[]) => boolean) => {
    const tried: string[][] = [];
    const started: string[] = [];
    const counted = ['first', 'second'].map((name) => {
      const engine = otherEngine(stand.engine, name, 3);
      return {
        ...engine,
        start: (...given: Parameters<typeof engine.start>) => {
          started.push(name);
          return engine.start(...given);
        },
      };
    });
    await stand.rebuild({
      engines: counted,
      media: {
        ...plainMedia,
        post: async (steps, ...rest) => {
          tried.push(steps.map(({ kind }) => kind));
          if (!isQuick(steps)) throw new Failure('timeout');
          return plainMedia.post(steps, ...rest);
        },
      },
    });
    await grantCredits(stand.store.database, 'ana', 6);
    const { job } = await stand.ask('ana', { post });
    await runJob(stand.services, job.id, new AbortController().signal);
    const [clip] = await clipsOfJob(stand.store.database, job.id);
    return { tried, started, clip, job: await stand.reload(job.id) };
  };

  it('leaves the costly steps out, and says so', async () => {
    const { tried, clip } = await finished((steps) => steps.length === 1);
    expect(tried).toEqual([['deflicker', 'title'], ['title']]);
    expect(clip?.recipe).toMatchObject({ post: [post[1]], warnings: [{ kind: 'post' }] });
  });

  it('even without them is the end of the job: nothing is tried or paid again', async () => {
    const { tried, started, clip, job } = await finished(() => false);
    expect(tried).toHaveLength(2);
    expect(started).toHaveLength(1);
    expect(clip).toBeUndefined();
    expect(job).toMatchObject({ outcome: 'failed', failure: { kind: 'finishing_slow' } });
    expect(await balanceOf(stand.store.database, 'ana')).toBe(6);
  });
});
