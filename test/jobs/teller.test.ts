import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openCardUpdater } from '../../src/jobs/update-card.ts';
import { insertClip } from '../../src/store/clip-rows.ts';
import { hideClips } from '../../src/store/hidden-clips.ts';
import { grantCredits } from '../../src/store/ledger.ts';
import { clipRow, insertJob, jobRow } from '../store/rows.ts';
import { standUp } from './job-stand.ts';

const fence = { signal: new AbortController().signal, check: async () => {} };

describe('the card of a job that is worked on', () => {
  const stand = standUp();
  const shown: number[] = [];
  const frames: boolean[] = [];

  /** A teller, a job, and a clock that only this test moves. */
  const open = async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    shown.length = frames.length = 0;
    await stand.rebuild({
      platform: {
        ...stand.memory,
        update: async (_address, { fraction, preview }) => {
          shown.push(fraction);
          frames.push(preview !== undefined);
        },
      },
    });
    await grantCredits(stand.store.database, 'ana', 10);
    const { job } = await stand.ask('ana');
    const row = await stand.reload(job.id);
    const teller = openCardUpdater(stand.services, fence);
    const see = async (fraction: number): Promise<void> => {
      teller.show({ ...row, state: 'generating', fraction });
      await teller.stop();
    };
    return { teller, row, see };
  };
  afterEach(() => vi.useRealTimers());

  it('is edited at most every five seconds', async () => {
    const { see } = await open();
    await see(0);
    await see(0.2);
    vi.advanceTimersByTime(4_999);
    await see(0.4);
    expect(shown).toEqual([0]);
    vi.advanceTimersByTime(1);
    await see(0.6);
    expect(shown).toEqual([0, 0.6]);
  });

  it('is not edited while nothing changes to the eye', async () => {
    const { see } = await open();
    await see(0.5);
    vi.advanceTimersByTime(60_000);
    await see(0.51);
    expect(shown).toEqual([0.5]);
  });

  it('shows no frame of what is made from a clip that moderators hid meanwhile', async () => {
    const { database } = stand.store;
    const source = await insertJob(database, jobRow());
    const { row, see, teller } = await open();
    await database.execute(sql`update jobs set "order" = jsonb_set("order", '{parent}', to_jsonb(${source?.id}::text))
      where id = ${row.id}`);
    await insertClip(database, clipRow(source?.id ?? '', 1));
    teller.preview({ jpeg: new Uint8Array(1), mark: 'ai-generated' });
    await see(0.6);
    await hideClips(database, source?.id ?? '', true);
    vi.advanceTimersByTime(5_000);
    await see(0.8);
    expect(frames).toEqual([true, false]);
  });

  it('is not edited while an edit is under way', async () => {
    const { teller, row } = await open();
    teller.show({ ...row, state: 'generating', fraction: 0.1 });
    vi.advanceTimersByTime(60_000);
    teller.show({ ...row, state: 'generating', fraction: 0.9 });
    await teller.stop();
    expect(shown).toEqual([0.1]);
  });
});
