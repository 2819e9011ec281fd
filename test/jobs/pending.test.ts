import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { spendingOf } from '../../src/jobs/balance.ts';
import { changeRules } from '../../src/jobs/community-rules.ts';
import { forgetPending, keepPending } from '../../src/jobs/pending.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import { findUnclaimed } from '../../src/store/claims.ts';
import { listConsents } from '../../src/store/consents.ts';
import { grantCredits } from '../../src/store/ledger.ts';
import { pendingOf } from '../../src/store/pending-orders.ts';
import { actor } from '../peers/render-services.ts';
import { standUp } from './job-stand.ts';
import { ask } from './job-studio.ts';

const ana = actor('ana', { communities: ['home'] });
const ben = actor('ben', { communities: ['home'] });

describe('an order that a question is asked about', () => {
  const stand = standUp();
  const jobs = () => findUnclaimed(stand.store.database, 10);
  const files = async (): Promise<number> => {
    const query = sql`select 1 from photos where removed_at is null`;
    const { rows } = (await stand.store.database.execute(query)) as unknown as { rows: unknown[] };
    return rows.length;
  };
  const dear = async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    await changeRules(stand.services, 'home', () => ({ askAbove: 1 }));
    const values = { photos: [stand.photo()], effect: 'old-photo', takes: 2 };
    return ask(stand.services, 'animate', ana, values, { community: 'home', canAsk: true });
  };
  const answer = (who: typeof ana, id: string | undefined, to: string) =>
    ask(stand.services, 'confirm', who, { id, to }, { community: 'home', canAsk: true });

  it('waits in the store, and is carried out once for its owner alone', async () => {
    const asked = await dear();
    expect(asked.text).toMatchObject({ key: 'ask_price', values: { credits: 6, left: 10 } });
    expect(await jobs()).toEqual([]);
    const id = asked.actions[0]?.id;
    await expect(answer(ben, id, 'open')).rejects.toMatchObject({ kind: 'not_found' });
    const replies = await Promise.all(['open', 'open'].map((to) => answer(ana, id, to)));
    expect(replies.map(({ text }) => text.key).sort()).toEqual(['accepted', 'already_accepted']);
    const [job, ...more] = await jobs();
    expect(more).toEqual([]);
    const [agreement, ...others] = await listConsents(stand.store.database, job?.id ?? '');
    expect(others).toEqual([]);
    expect(agreement).toMatchObject({ question: 'price', actor: 'ana', surface: 'memory' });
    expect(Date.now() - Number(agreement?.at)).toBeLessThan(60_000);
    // What was said stays; the words of the order wait nowhere else any more.
    const { rows } = (await stand.store.database.execute(sql`select 1 from pending_orders`)) as unknown as {
      rows: unknown[];
    };
    expect(rows).toEqual([]);
    expect((await answer(ana, id, 'open')).text.key).toBe('already_accepted');
  });

  it('is forgotten with its photo at a no', async () => {
    const { actions } = await dear();
    expect(await files()).toBe(1);
    await answer(ana, actions[0]?.id, 'no');
    expect(await files()).toBe(0);
    await expect(answer(ana, actions[0]?.id, 'open')).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('leaves files that another order of its owner needs', async () => {
    const { actions } = await dear();
    const [first] = await pendingOf(stand.store.database, 'ana');
    if (first === undefined) throw new Error('nothing is pending');
    await keepPending(stand.services, { order: first.order, questions: [], agreed: [] });
    await answer(ana, actions[0]?.id, 'no');
    expect(await files()).toBe(1);
    for (const last of await pendingOf(stand.store.database, 'ana'))
      await forgetPending(stand.services, last);
    expect(await files()).toBe(0);
  });

  it('is forgotten with its photo where 20 others of its owner wait', async () => {
    const first = await dear();
    for (let count = 1; count < 21; count++) await dear();
    expect(await files()).toBe(20);
    await expect(answer(ana, first.actions[0]?.id, 'open')).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('is forgotten after a day without an answer, and no sooner', async () => {
    await dear();
    await sweep(stand.services);
    expect(await files()).toBe(1);
    await stand.store.database.execute(sql`update pending_orders set expires_at = '2020-01-01'`);
    await sweep(stand.services);
    expect(await files()).toBe(0);
  });

  it('is not asked about when it costs little', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    await changeRules(stand.services, 'home', () => ({ askAbove: 5 }));
    const values = { photos: [stand.photo()], effect: 'old-photo' };
    for (const canAsk of [true, false]) {
      const { text } = await ask(stand.services, 'animate', ana, values, { community: 'home', canAsk });
      expect(text.key).toBe('accepted');
    }
    expect(await files()).toBe(2);
  });

  it('is asked about at the operator’s price, at the server’s, or never where the server says so', async () => {
    await stand.rebuild({ limits: { askAbove: 1 } });
    await grantCredits(stand.store.database, 'ana', 100);
    const admin = actor('ana', { communities: ['home'], manages: ['home'] });
    const order = async () => {
      const values = { photos: [stand.photo()], effect: 'old-photo' };
      return (await ask(stand.services, 'animate', ana, values, { community: 'home', canAsk: true })).text
        .key;
    };
    const set = async (values: Record<string, unknown>) =>
      (await ask(stand.services, 'settings', admin, values, { community: 'home' })).text;
    expect(await set({})).toMatchObject({ values: { rules: { askAbove: 1 } } });
    expect(await order()).toBe('ask_price');
    expect(await set({ 'ask-above': 40 })).toMatchObject({ values: { rules: { askAbove: 40 } } });
    expect(await order()).toBe('accepted');
    expect(await set({ 'ask-above': 1 })).toMatchObject({ values: { rules: { askAbove: 1 } } });
    expect(await order()).toBe('ask_price');
    expect(await set({ 'ask-above': 0 })).toMatchObject({ values: { rules: { askAbove: 0 } } });
    expect(await order()).toBe('accepted');
  });

  it('is refused, and nothing of it is kept, where nobody can be asked', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    await stand.rebuild({ limits: { askAbove: 1 } });
    const values = { photos: [stand.photo()], effect: 'old-photo' };
    const asked = ask(stand.services, 'animate', ana, values, { canAsk: false });
    await expect(asked).rejects.toMatchObject({ kind: 'cannot_ask' });
    expect([await jobs(), await files()]).toEqual([[], 0]);
  });

  it('keeps no file where nothing had to be asked, and the order is refused after all', async () => {
    await stand.rebuild({ limits: { askAbove: 50 }, room: { jobs: 1 } });
    await grantCredits(stand.store.database, 'ana', 10);
    const animate = (key: string, values = {}) =>
      ask(
        stand.services,
        'animate',
        ana,
        { photos: [stand.photo()], effect: 'old-photo', ...values },
        { canAsk: true, key },
      );
    await animate('first');
    expect(await files()).toBe(1);
    await expect(animate('second')).rejects.toMatchObject({ kind: 'too_many_jobs' });
    expect(await files()).toBe(1);
  });

  it('keeps one set of files when the same order comes twice at once', async () => {
    await stand.rebuild({ limits: { askAbove: 50 } });
    await grantCredits(stand.store.database, 'ana', 10);
    const values = { photos: [stand.photo()], effect: 'old-photo' };
    await Promise.all(
      [1, 2, 3].map(() => ask(stand.services, 'animate', ana, values, { canAsk: true, key: 'one' })),
    );
    expect(await jobs()).toHaveLength(1);
    expect(await files()).toBe(1);
  });

  it('still has its files where its yes is refused, and can be answered again', async () => {
    const { actions } = await dear();
    await spendingOf(stand.services, 'off');
    await expect(answer(ana, actions[0]?.id, 'open')).rejects.toThrow();
    expect(await files()).toBe(1);
    await spendingOf(stand.services, 'on');
    expect((await answer(ana, actions[0]?.id, 'open')).text.key).toBe('accepted');
  });
});
