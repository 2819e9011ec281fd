import { describe, expect, it } from 'vitest';
import { undeliveredTo } from '../../src/jobs/deliver.ts';
import { moveDelivery } from '../../src/store/deliveries.ts';
import { grantCredits } from '../../src/store/ledger.ts';
import { failing, otherEngine } from './engines.ts';
import { standUp } from './job-stand.ts';

describe('what cannot be brought to its owner', () => {
  const stand = standUp();
  const keeping = () => ({ ...stand.memory, deliver: async () => 'kept' as const });
  const run = async (): Promise<string> => {
    await grantCredits(stand.store.database, 'ana', 10);
    await stand.work();
    const { job } = await stand.ask('ana');
    await stand.done(job.id);
    return job.id;
  };

  it('is told of once, to its owner, however many ask at once', async () => {
    await stand.rebuild({ platform: keeping() });
    await run();
    expect(await undeliveredTo(stand.services, 'ben')).toBeNull();
    const told = await Promise.all([1, 2, 3].map(() => undeliveredTo(stand.services, 'ana')));
    const [waited, ...others] = told.filter((one) => one !== null);
    expect(others).toEqual([]);
    expect(waited?.reply).toMatchObject({
      text: { key: 'waited', values: { clips: 1, failures: [] } },
      ephemeral: true,
      actions: [{ command: 'clip' }],
    });
    await waited?.putBack();
    expect(await undeliveredTo(stand.services, 'ana')).not.toBeNull();
    expect(await undeliveredTo(stand.services, 'ana')).toBeNull();
  });

  it('is told of when it is a failure, too', async () => {
    await stand.rebuild({ platform: keeping(), engine: failing(stand.engine, 'content_blocked') });
    await run();
    expect((await undeliveredTo(stand.services, 'ana'))?.reply).toMatchObject({
      text: { values: { clips: 0, failures: [{ kind: 'content_blocked' }] } },
      actions: [],
    });
  });

  it('is nothing when it has arrived', async () => {
    await run();
    expect(await undeliveredTo(stand.services, 'ana')).toBeNull();
  });
});

describe('a failure', () => {
  const stand = standUp();
  const next = async (kind: 'content_blocked' | 'timeout' | 'expired') => {
    const remotes = ['one', 'two'].map((name) => failing(otherEngine(stand.engine, name, 2), kind));
    await stand.rebuild({ engines: [...remotes, otherEngine(stand.engine, 'here', 0, true)] });
    await grantCredits(stand.store.database, 'ana', 10);
    await stand.work();
    const { job } = await stand.ask('ana', { effect: 'old-photo', engine: 'one' });
    await stand.done(job.id);
    return stand.delivered[0]?.actions.map(({ argument = 'again' }) => argument);
  };

  it('offers this machine, and to ask again where that may help', async () => {
    expect(await next('timeout')).toEqual(['again', 'local']);
  });

  it('does not offer to ask again for what was refused', async () => {
    expect(await next('content_blocked')).toEqual(['local']);
  });

  it('offers nothing when the photo is gone', async () => {
    expect(await next('expired')).toEqual([]);
  });
});

describe('a card', () => {
  const stand = standUp();

  it('moves while its job runs, and no more when its answer is on its way', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const { job } = await stand.ask('ana');
    const from = job.order.address;
    const elsewhere = { platform: 'memory', card: 'another' };
    expect(await moveDelivery(stand.store.database, job.id, from, elsewhere)).toBe(true);
    expect(await moveDelivery(stand.store.database, job.id, from, from)).toBe(false);
    await stand.work();
    await stand.done(job.id);
    expect(await moveDelivery(stand.store.database, job.id, elsewhere, from)).toBe(false);
  });
});
