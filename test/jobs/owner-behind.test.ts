import { describe, expect, it } from 'vitest';
import { newId } from '../../src/core/id.ts';
import { ownerBehind } from '../../src/jobs/lists.ts';
import { keepPending } from '../../src/jobs/pending.ts';
import { insertClip } from '../../src/store/clip-rows.ts';
import { clipRow, insertJob, jobRow, order } from '../store/rows.ts';
import { standUp } from './job-stand.ts';

describe('whose a button is', () => {
  const stand = standUp();

  it('is told by its clip, its job or the order that waits for an answer, each with an owner of its own', async () => {
    const { services, store } = stand;
    const job = await insertJob(store.database, { ...jobRow(), owner: 'ana' });
    const clip = { ...clipRow(job?.id ?? '', 1), owner: 'ben' };
    await insertClip(store.database, clip);
    const waiting = await keepPending(services, {
      order: { ...order, owner: 'cleo' },
      questions: ['price'],
      agreed: [],
    });
    const ids = [clip.id, job?.id ?? '', waiting, newId()];
    expect(await Promise.all(ids.map((id) => ownerBehind(services, id)))).toEqual([
      'ben',
      'ana',
      'cleo',
      null,
    ]);
  });
});
