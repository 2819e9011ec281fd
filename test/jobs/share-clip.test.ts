import { describe, expect, it } from 'vitest';
import { showClip } from '../../src/jobs/share-clip.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { grantCredits } from '../../src/store/ledger.ts';
import { standUp } from './job-stand.ts';

describe('who sees the takes of a job', () => {
  const stand = standUp();
  const shown = async (job: string): Promise<Record<string, string>> => {
    const clips = await clipsOfJob(stand.store.database, job);
    return Object.fromEntries(clips.map(({ id, visibility }) => [id, visibility]));
  };

  it('hiding one take hides all of them, and showing one shows only that one', async () => {
    await grantCredits(stand.store.database, 'ana', 20);
    await stand.work();
    const { job } = await stand.ask('ana', { takes: 2, visibility: 'community', community: 'home' });
    await stand.done(job.id);
    const [first, second] = await clipsOfJob(stand.store.database, job.id);
    if (first === undefined || second === undefined) throw new Error('there are not two takes');
    expect(await shown(job.id)).toEqual({ [first.id]: 'community', [second.id]: 'community' });

    await showClip(stand.services, first, 'private');
    expect(await shown(job.id)).toEqual({ [first.id]: 'private', [second.id]: 'private' });

    await showClip(stand.services, first, 'community');
    expect(await shown(job.id)).toEqual({ [first.id]: 'community', [second.id]: 'private' });
  });
});
