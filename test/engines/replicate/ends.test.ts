import { resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maximumAttempts } from '../../../src/jobs/run-attempt.ts';
import { runJob } from '../../../src/jobs/run-job.ts';
import { auditLedger, balanceOf, grantCredits } from '../../../src/store/ledger.ts';
import { standUp } from '../../jobs/job-stand.ts';
import { submitFiles } from '../../jobs/submit-files.ts';
import { errors, type Fault } from '../../peers/replicate/faults.ts';
import { order } from '../../store/rows.ts';
import { never, openStand, type Stand } from './replicate-stand.ts';

const photo = { path: resolve('test/fixtures/photos/cat-chelsea.jpg'), name: 'cat' };
const manyRuns = 40;

describe('a job on Replicate', () => {
  const jobs = standUp();
  let stand: Stand;

  beforeEach(async () => {
    const tuning = {
      timeouts: { timeout: 2_000, pauses: 300, pause: 5 },
      grace: 0,
      clip: { bytes: 20_000_000, timeout: 4_000, stall: 500 },
    };
    stand = await openStand({ run: 5 }, { tuning });
    await jobs.rebuild({ engine: stand.engine });
    await grantCredits(jobs.store.database, 'ana', 100);
  });
  afterEach(() => stand.close());

  const ask = async (fault: Fault): Promise<string> => {
    stand.peer.rule({ create: () => fault });
    return (await submitFiles(jobs.services, { ...order, owner: 'ana' }, [photo], null)).job.id;
  };
  /** Runs the job as often as the queue would, but at once, and gives what became of it. */
  const ending = async (id: string) => {
    let job = await jobs.reload(id);
    for (let run = 0; job.state !== 'done' && run < manyRuns; run += 1) {
      await runJob(jobs.services, id, never).catch(() => {});
      job = await jobs.reload(id);
    }
    return job.outcome === 'succeeded' ? null : (job.failure?.kind ?? 'nothing');
  };
  const costsNothing = async (): Promise<void> => {
    const { database } = jobs.store;
    expect(await balanceOf(database, 'ana')).toBe(100);
    expect(await auditLedger(database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
    expect(jobs.delivered.map(({ text }) => text.key)).toEqual(['failed']);
    expect(await stand.filesKept()).toEqual([]);
  };

  it.each([
    [{ refuse: { status: 503 } }, 'unavailable', maximumAttempts],
    [{ refuse: { status: 429, retryAfter: 30 } }, 'rate_limited', maximumAttempts],
    [{ refuse: { status: 500 } }, 'unknown_outcome', maximumAttempts],
    [{ reset: 'before' }, 'unknown_outcome', maximumAttempts],
    [{ refuse: { status: 401 } }, 'auth', 1],
    [{ refuse: { status: 402 } }, 'billing', 1],
  ] as const)('that is refused for ever with %j ends with %s after %i calls', async (fault, kind, posts) => {
    expect(await ending(await ask(fault))).toBe(kind);
    expect(stand.peer.counts()).toMatchObject({ posts, created: 0, billed: 0 });
    await costsNothing();
  });

  it.each([
    [{ end: { status: 'failed', error: errors.sensitive } }, 'content_blocked'],
    [{ end: { status: 'failed', error: errors.memory } }, 'model_failed'],
    [{ end: { status: 'canceled' } }, 'cancelled'],
    [{ output: 'html' }, 'bad_output'],
    [{ output: 'png' }, 'bad_output'],
    [{ output: 'playlist' }, 'bad_output'],
    [{ output: 'empty' }, 'bad_output'],
    [{ output: 'huge' }, 'bad_output'],
    [{ output: 'null' }, 'bad_output'],
    [{ delivery: 'redirect away' }, 'bad_output'],
    [{ delivery: 'cut' }, 'unavailable'],
    [{ delivery: 'gone' }, 'expired'],
  ] as const)(
    'whose prediction ends as %j ends with %s, one call, and costs nothing',
    async (fault, kind) => {
      expect(await ending(await ask(fault))).toBe(kind);
      expect(stand.peer.counts()).toMatchObject({ posts: 1, tokens: 0 });
      await costsNothing();
    },
  );

  it('that hangs ends when the provider ends it, and costs nothing', async () => {
    const id = await ask({ stuck: 'processing' });
    const ended = ending(id);
    while (stand.peer.counts().gets === 0) await new Promise((next) => setTimeout(next, 10));
    stand.peer.advance(601_000);
    expect(await ended).toBe('timeout');
    expect(stand.peer.counts().posts).toBe(1);
    await costsNothing();
  });

  it('that hangs where nobody ends it is stopped by us after three quarters of an hour', async () => {
    const id = await ask({ stuck: 'processing' });
    const stop = new AbortController();
    const begun = runJob(jobs.services, id, stop.signal).catch(() => {});
    while (stand.peer.counts().gets === 0) await new Promise((next) => setTimeout(next, 10));
    stop.abort();
    await begun;
    await jobs.store.database.execute(
      sql`update attempts set started_at = started_at - interval '46 minutes'`,
    );
    expect(await ending(id)).toBe('timeout');
    expect(stand.peer.predictions().map(({ status }) => status)).toEqual(['canceled']);
    await costsNothing();
  });
});
