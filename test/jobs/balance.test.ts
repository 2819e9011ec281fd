import { beforeEach, describe, expect, it } from 'vitest';
import { animate } from '../../commands/animate.ts';
import { credits } from '../../commands/credits.ts';
import { grant, spending } from '../../commands/operator.ts';
import { reroll } from '../../commands/reroll.ts';
import type { Command } from '../../src/core/command.ts';
import type { Engine } from '../../src/core/engine.ts';
import { asFailure } from '../../src/core/failure.ts';
import type { Text } from '../../src/core/text.ts';
import { bind } from '../../src/jobs/bind-command.ts';
import { cancel } from '../../src/jobs/cancel-job.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import type { Services } from '../../src/jobs/services.ts';
import { auditLedger, balanceOf } from '../../src/store/ledger.ts';
import { poolOf } from '../../src/store/spend.ts';
import { sentence } from '../../src/text/sentence.ts';
import { english } from '../messages/opened.ts';
import { actor, request } from '../peers/render-services.ts';
import { standUp } from './job-stand.ts';

const never = new AbortController().signal;
const limits = { daily: 10, communityDaily: 20, budgetDaily: 60, budgetMonthly: 60 };

const said = (text: Text): string => sentence(english, text);

describe('what clips cost', () => {
  const stand = standUp();
  const balance = (owner = 'ana') => balanceOf(stand.store.database, owner);
  const both = async () => [await balance(), await balance(poolOf('home'))];

  /** A command as Ana gives it in her community, and the sentence she reads. */
  const say = async (command: unknown, raw: object = {}, owner = 'ana') => {
    const known = { effects: ['parallax'], engines: ['predictions'], models: [] };
    const bound = bind(command as Command<Services>, stand.services, known);
    return bound.run(request(actor(owner), { community: 'home', target: { platform: 'memory' } }), {
      ...raw,
    });
  };
  const free = (): Engine => ({
    ...stand.engine,
    plan: (shot, model) => ({ ...stand.engine.plan(shot, model), credits: 0 }),
  });

  beforeEach(() => stand.rebuild({ limits }));

  it('is told before as the most it can be, and after as what it was', async () => {
    const accepted = await say(animate, { photos: [stand.photo()], takes: 2, seed: 7 });
    expect(said(accepted.text)).toBe(
      'Rendering 2 Parallax takes, starting at seed 7. This costs up to 6 credits. You’ll have 4 left.',
    );
    const real = stand.engine;
    let checks = 0;
    const half: Engine = {
      ...real,
      check: async (operation, fence) => {
        checks += 1;
        const failure = { kind: 'model_failed', facts: {} } as const;
        return checks === 1 ? { state: 'failed', failure } : real.check(operation, fence);
      },
    };
    await stand.rebuild({ engine: half, limits });
    await runJob(stand.services, accepted.job?.id ?? '', never);
    const [finished] = stand.delivered;
    expect(finished && said(finished.text)).toBe(
      'Your Parallax clip is ready. You used 3 credits and have 7 left.',
    );
    expect(await both()).toEqual([7, 17]);
    const again = await say(reroll, { id: finished?.clips[0]?.clip.id, seed: 8 });
    expect(said(again.text)).toBe(
      'Rendering your Parallax clip (seed 8). This costs up to 3 credits. You’ll have 4 left.',
    );
    expect(await auditLedger(stand.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });

  it('is not spoken of where nothing is paid', async () => {
    await stand.rebuild({ engine: free(), limits: { ...limits, on: false } });
    const accepted = await say(animate, { photos: [stand.photo()], seed: 7 });
    await runJob(stand.services, accepted.job?.id ?? '', never);
    const sentences = [accepted, ...stand.delivered].map(({ text }) => said(text));
    expect(sentences).toEqual(['Rendering your Parallax clip (seed 7).', 'Your Parallax clip is ready.']);
  });

  it('is nothing, for owner and community, when a job fails or is cancelled', async () => {
    const failure = { kind: 'content_blocked', facts: {} } as const;
    const failing: Engine = { ...stand.engine, check: async () => ({ state: 'failed', failure }) };
    await stand.rebuild({ engine: failing, limits });
    const [failed, cancelled] = [
      await stand.ask('ana', { community: 'home' }),
      await stand.ask('ana', { community: 'home', seed: 8 }),
    ];
    expect(await both()).toEqual([4, 14]);
    await runJob(stand.services, failed.job.id, never);
    expect(await cancel(stand.services, cancelled.job)).toBe('ended');
    expect(await both()).toEqual([10, 20]);
    expect(await auditLedger(stand.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });

  it('stays within what the owner, the community and the service have, of fifty asked at once', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        stand.ask(`owner-${index % 10}`, { community: `community-${index % 2}`, seed: index }),
      ),
    );
    const held = asked.filter(({ status }) => status === 'fulfilled');
    expect(held).toHaveLength(12);
    expect(await auditLedger(stand.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
    await stand.rebuild({ limits: { ...limits, budgetDaily: 40 } });
    await expect(stand.ask('newcomer')).resolves.toMatchObject({ repeated: false });
    await expect(stand.ask('newcomer')).rejects.toMatchObject({ kind: 'budget_spent' });
  });

  it('is shown with the pool, the next topping up and the last jobs', async () => {
    const { job } = await stand.ask('ana', { community: 'home' });
    await runJob(stand.services, job.id, never);
    await stand.ask('ana', { community: 'home', takes: 2 });
    await stand.ask('bob', { community: 'home' });
    const lines = said((await say(credits)).text).split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^You have 1 credit\. Refills to 10 at .+ UTC\.$/),
      expect.stringMatching(/^This server has 8 credits\. Refills to 20 at /),
      'Recent costs: Parallax up to 6 and Parallax 3',
      'The local engine is free.',
    ]);
    expect(said((await say(credits, {}, 'newcomer')).text)).toMatch(/^You have 10 credits/);
    await expect(say(credits, {}, '')).rejects.toMatchObject({ kind: 'not_allowed' });
  });

  it('can be met from what the operator gave, besides the daily credits', async () => {
    expect(said((await say(grant, { owner: 'ana', credits: 5 })).text)).toBe(
      'Gave ana 5 credits. They now have 15.',
    );
    expect(said((await say(grant, { owner: poolOf('home'), credits: 1 })).text)).toMatch(/now have 21/);
    expect(await both()).toEqual([15, 21]);
  });

  describe('while paid work is turned off', () => {
    it('refuses what costs, at once and in every process, and says what still works', async () => {
      expect(said((await say(spending)).text)).toMatch(/^Paid models are on\. .* \$0\.00 of \$0\.60 today/);
      expect(said((await say(spending, { to: 'off' })).text)).toMatch(/^Paid models are off\./);
      await stand.rebuild({ limits: { ...limits, on: false } });
      expect(said((await say(spending, { to: 'on' })).text)).toMatch(
        / are off because SPENDING is set to off\./,
      );
      await say(spending, { to: 'off' });
      await stand.rebuild({ limits });
      const refusal = await stand.ask('ana').catch(asFailure);
      expect(refusal).toMatchObject({ kind: 'spending_off' });
      expect(english.format('failures.spending_off')).toContain('The local engine is free.');
      await stand.rebuild({ engine: free(), limits });
      await expect(stand.ask('ana')).resolves.toMatchObject({ repeated: false });
    });

    it('starts nothing that was waiting, gives its credits back, and finishes what was begun', async () => {
      const { engine } = stand;
      let starts = 0;
      const counting: Engine = {
        ...engine,
        start: async (plan, context) => {
          starts += 1;
          return engine.start(plan, context);
        },
        check: async (operation, fence) => {
          await say(spending, { to: 'off' });
          return engine.check(operation, fence);
        },
      };
      await stand.rebuild({ engine: counting, limits });
      const [begun, waiting] = [await stand.ask('ana', { seed: 8 }), await stand.ask('ana', { seed: 9 })];
      await runJob(stand.services, begun.job.id, never);
      await runJob(stand.services, waiting.job.id, never);
      expect(starts).toBe(1);
      expect(await stand.reload(begun.job.id)).toMatchObject({ outcome: 'succeeded' });
      expect(await stand.reload(waiting.job.id)).toMatchObject({ failure: { kind: 'spending_off' } });
      expect(await balance()).toBe(7);
    });
  });
});
