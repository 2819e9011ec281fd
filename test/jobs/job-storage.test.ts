import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { cancel } from '../../src/jobs/cancel-job.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import type { Services } from '../../src/jobs/services.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import { openAttempt } from '../../src/store/attempts.ts';
import { claimJob } from '../../src/store/claims.ts';
import { insertInputFiles } from '../../src/store/input-file-rows.ts';
import { auditLedger, balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { photoRow, plan } from '../store/rows.ts';
import { standUp } from './job-stand.ts';

const never = new AbortController().signal;
const errno = (code: string): Error =>
  Object.assign(new Error(`${code}: trouble`), { code, syscall: 'read' });

describe('storage in trouble', () => {
  const stand = standUp();
  const { reload } = stand;

  /** The house with a clip's storage, or the removal of files, failing for as long as `trouble` gives an error. */
  const withTrouble = (name: 'clipPath' | 'remove', trouble: (key: string) => Error | null): Services => {
    const { storage } = stand.services;
    const first = <Arguments extends readonly [string, ...unknown[]], Result>(
      does: (...given: Arguments) => Promise<Result>,
    ) => {
      return async (...given: Arguments): Promise<Result> => {
        const error = trouble(given[0]);
        if (error !== null) throw error;
        return does(...given);
      };
    };
    const failing = {
      clipPath: first(storage.clipPath),
      remove: first(storage.remove),
    };
    return { ...stand.services, storage: { ...storage, [name]: failing[name] } };
  };
  const due = (job: string) =>
    stand.store.database.execute(sql`update jobs set resume_at = now() where id = ${job}`);

  it.each(['EIO', 'ESTALE', 'EACCES'])(
    '%s at delivery fails nothing that is made and paid for',
    async (code) => {
      await grantCredits(stand.store.database, 'ana', 10);
      const { job } = await stand.ask('ana');
      let away = true;
      const services = withTrouble('clipPath', (key) =>
        away && key.startsWith('clips/') ? errno(code) : null,
      );
      await runJob(services, job.id, never).catch(() => {});
      expect(await reload(job.id)).toMatchObject({ state: 'delivering', outcome: null });
      away = false;
      await due(job.id);
      await runJob(services, job.id, never);
      expect(await reload(job.id)).toMatchObject({ state: 'done', outcome: 'succeeded' });
      expect(stand.delivered).toHaveLength(1);
      expect(await balanceOf(stand.store.database, 'ana')).toBe(7);
    },
  );

  it('one photo that cannot be removed stops no other, nor the rest of the sweep', async () => {
    const rows = [photoRow(), photoRow(), photoRow()];
    await insertInputFiles(
      stand.store.database,
      rows.map((row) => ({ ...row, kind: 'photo' })),
      -1,
    );
    const services = withTrouble('remove', (key) => (key === rows[0]?.file ? errno('EIO') : null));
    await sweep(services);
    const left = await stand.store.database.execute(sql`select id from photos where removed_at is null`);
    expect((left as unknown as { rows: unknown[] }).rows).toEqual([{ id: rows[0]?.id }]);
    await sweep(stand.services);
    const none = await stand.store.database.execute(sql`select id from photos where removed_at is null`);
    expect((none as unknown as { rows: unknown[] }).rows).toEqual([]);
  });

  it('a poisoned job whose engine is here no longer ends and gives its hold back', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const { job } = await stand.ask('ana');
    await claimJob(stand.store.database, job.id, 'dead');
    const attempt = {
      idempotencyKey: 'key',
      job: job.id,
      take: 1,
      number: 1,
      plan: { ...plan, engine: 'gone' },
    };
    await openAttempt(stand.store.database, 'dead', attempt);
    await stand.store.database.execute(
      sql`update jobs set claims = 11, lease_until = now() where id = ${job.id}`,
    );
    await runJob(stand.services, job.id, never);
    expect(await reload(job.id)).toMatchObject({ outcome: 'failed', failure: { kind: 'poison' } });
    expect(await balanceOf(stand.store.database, 'ana')).toBe(10);
    expect(await auditLedger(stand.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });

  it('cancel says what it did: ended though an engine is gone, too late once the answer is on its way', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const { job } = await stand.ask('ana');
    await claimJob(stand.store.database, job.id, 'dead');
    const attempt = {
      idempotencyKey: 'key',
      job: job.id,
      take: 1,
      number: 1,
      plan: { ...plan, engine: 'gone' },
    };
    await openAttempt(stand.store.database, 'dead', attempt);
    await stand.store.database.execute(sql`update jobs set lease_until = now() where id = ${job.id}`);
    // As it was when somebody looked, a while ago.
    expect(await cancel(stand.services, job)).toBe('ended');
    expect(await reload(job.id)).toMatchObject({ outcome: 'cancelled' });

    const { job: second } = await stand.ask('ana');
    await stand.store.database.execute(sql`update jobs set state = 'delivering' where id = ${second.id}`);
    expect(await cancel(stand.services, second)).toBe('too_late');
    expect(await reload(second.id)).toMatchObject({ cancelRequested: false });
  });
});
