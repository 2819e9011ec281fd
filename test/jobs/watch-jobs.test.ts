import { describe, expect, it } from 'vitest';
import { openJobViews } from '../../src/jobs/watch-jobs.ts';
import { grantCredits } from '../../src/store/ledger.ts';
import { everything, setPaused } from '../../src/store/pauses.ts';
import { standUp } from './job-stand.ts';

describe('who looks again and again', () => {
  const stand = standUp();

  it('sees a pause, and its end, of a job that only waits', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const { job } = await stand.ask('ana');
    const look = openJobViews(stand.services);
    const seen = async () => (await look([job.id]))[0];
    expect(await seen()).toMatchObject({ queuePosition: 1 });
    await setPaused(stand.store.database, everything, true);
    expect(await seen()).toMatchObject({ queuePosition: null, paused: true });
    await setPaused(stand.store.database, everything, false);
    expect(await seen()).toMatchObject({ queuePosition: 1 });
  });
});
