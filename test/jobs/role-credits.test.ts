import { beforeEach, describe, expect, it } from 'vitest';
import { credits } from '../../commands/credits.ts';
import { settings } from '../../commands/settings.ts';
import { asFailure } from '../../src/core/failure.ts';
import { changeRules, limitServices, policyFor, rulesOf } from '../../src/jobs/community-rules.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { auditLedger } from '../../src/store/ledger.ts';
import { failureText } from '../../src/text/failure-text.ts';
import { sentence } from '../../src/text/sentence.ts';
import { english } from '../messages/opened.ts';
import { actor, request } from '../peers/render-services.ts';
import { order } from '../store/rows.ts';
import { standUp } from './job-stand.ts';
import { submitFiles } from './submit-files.ts';

const never = new AbortController().signal;
const none = { role: null, 'role-credits': null };

describe('what the roles of a member allow a day', () => {
  const stand = standUp();
  beforeEach(() => stand.rebuild({ limits: { daily: 100 } }));

  /** A clip of three credits that Ana asks for in a community. */
  const ask = async (roles: readonly string[], seed: number, community = 'home') => {
    const wish = { ...order, community, seed };
    const policy = await policyFor(stand.services, wish.community, { roles });
    return submitFiles(limitServices(stand.services, policy, { roles }), wish, [stand.photo()], null);
  };
  const set = async (more: { role?: string; 'role-credits'?: number }) => {
    const blank = Object.fromEntries(Object.keys(settings.options).map((name) => [name, null]));
    const manager = request(actor('max', { manages: ['home'] }), { community: 'home' });
    await settings.run(stand.services, manager, { ...blank, ...none, ...more } as never);
    return (await rulesOf(stand.services, 'home')).roleCredits;
  };

  it('is the highest of them, and counts in that community alone', async () => {
    await changeRules(stand.services, 'home', () => ({
      roleCredits: { everyone: 3, boosters: 6, muted: 0 },
    }));
    await ask([], 1);
    const refused = asFailure(await ask([], 2).catch((error: unknown) => error));
    expect(refused).toMatchObject({ kind: 'no_role_credits', facts: { needed: 3, left: 0, daily: 3 } });
    expect(failureText(english, refused)).toContain('your role has 0 of 3 left today');
    await ask(['muted', 'boosters'], 3);
    await expect(ask(['boosters'], 4)).rejects.toMatchObject({ kind: 'no_role_credits' });
    await ask([], 5, 'elsewhere');
    expect(await auditLedger(stand.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });

  it('is not passed by many asked at once, and what fails is given back', async () => {
    await changeRules(stand.services, 'home', () => ({ roleCredits: { everyone: 7 } }));
    const asked = await Promise.allSettled(Array.from({ length: 10 }, (_, seed) => ask([], seed)));
    const [first, ...others] = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(others).toHaveLength(1);
    const failure = { kind: 'content_blocked', facts: {} } as const;
    const failing = { ...stand.engine, check: async () => ({ state: 'failed', failure }) as const };
    await stand.rebuild({ engine: failing, limits: { daily: 100 } });
    await runJob(stand.services, first?.job.id ?? '', never);
    await ask([], 20);
    await expect(ask([], 21)).rejects.toMatchObject({ kind: 'no_role_credits' });
  });

  it('counts a clip once, also where the community pays for it from a pool', async () => {
    await stand.rebuild({ limits: { daily: 100, communityDaily: 100 } });
    await changeRules(stand.services, 'home', () => ({ roleCredits: { everyone: 6 } }));
    await ask([], 1);
    await ask([], 2);
    await expect(ask([], 3)).rejects.toMatchObject({ kind: 'no_role_credits', facts: { left: 0 } });
  });

  it('gives nobody more than the operator does', async () => {
    await stand.rebuild({ limits: { daily: 5 } });
    await changeRules(stand.services, 'home', () => ({ roleCredits: { boosters: 5_000 } }));
    await ask(['boosters'], 1);
    await expect(ask(['boosters'], 2)).rejects.toMatchObject({ kind: 'no_credits' });
  });

  it('is set by those who manage the community, and told by /credits', async () => {
    expect(await set({ role: '<@&100000000000000001>', 'role-credits': 20 })).toEqual({
      '100000000000000001': 20,
    });
    await set({ role: '@everyone', 'role-credits': 5 });
    expect(await set({ role: '<@&100000000000000001>' })).toEqual({ everyone: 5 });
    await expect(set({ 'role-credits': 5 })).rejects.toMatchObject({ kind: 'missing_option' });
    await ask([], 1);
    const told = await credits.run(stand.services, request(actor('ana'), { community: 'home' }), {});
    expect(told.text.key === 'credits' && sentence(english, told.text)).toMatch(
      /You have 97 credits.*\nYour role has 2 of 5 credits left today\. Resets at .+ UTC\./,
    );
  });
});
