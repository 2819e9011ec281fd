import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/core/engine.ts';
import { Failure } from '../../../src/core/failure.ts';
import { createReplicateEngine } from '../../../src/engines/replicate/replicate-engine.ts';
import { auditLedger, balanceOf, grantCredits } from '../../../src/store/ledger.ts';
import { standUp } from '../../jobs/job-stand.ts';
import { submitFiles } from '../../jobs/submit-files.ts';
import { unfenced } from '../../peers/fence.ts';
import { order } from '../../store/rows.ts';
import { openStand, type Stand } from './replicate-stand.ts';
import { planning } from './shots.ts';

const photo = { path: resolve('test/fixtures/photos/cat-chelsea.jpg'), name: 'cat' };
const models = ['flux-kontext-apps/restore-image', 'bytedance/seedance-1-pro-fast'];

describe('an old photo on Replicate', () => {
  const jobs = standUp();
  let stand: Stand;
  beforeEach(async () => {
    const clip = Buffer.from('0000001c667479706d70343200000000', 'hex');
    stand = await openStand({ run: 20, clip }, { tuning: { grace: 1 } });
  });
  afterEach(() => stand.close());

  const film = async (engine: Engine): Promise<void> => {
    await jobs.rebuild({ engine });
    await grantCredits(jobs.store.database, 'ana', 100);
    const wish = { ...order, owner: 'ana', effect: 'old-photo' };
    const { job } = await submitFiles(jobs.services, wish, [photo], null);
    await jobs.work();
    await jobs.done(job.id);
    expect(await jobs.reload(job.id)).toMatchObject({ outcome: 'succeeded' });
    expect(stand.peer.predictions().map(({ model }) => model)).toEqual(models);
    expect(await balanceOf(jobs.store.database, 'ana')).toBe(86);
    expect(await auditLedger(jobs.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
    expect(await stand.filesKept()).toEqual([]);
  };

  it('is restored once, filmed once and paid once', async () => {
    await film(createReplicateEngine(stand.settings, planning));
  });

  it.each([1, 2])(
    'is so where the answer to going on is lost before it is saved (the %d. time)',
    async (time) => {
      const engine = createReplicateEngine(stand.settings, planning);
      let steps = 0;
      const check: Engine['check'] = async (operation) => {
        const checked = await engine.check(operation, unfenced);
        if (checked.state !== 'running' || checked.operation === undefined) return checked;
        steps += 1;
        if (steps === time) throw new Failure('unavailable', { name: 'Replicate' });
        return checked;
      };
      await film({ ...engine, check });
      expect(steps).toBe(3);
    },
  );

  it('costs what was agreed when it could not be restored', async () => {
    stand.peer.rule({
      create: ({ number }) => (number === 1 ? { end: { status: 'failed', error: 'no' } } : undefined),
    });
    await film(createReplicateEngine(stand.settings, planning));
  });
});
