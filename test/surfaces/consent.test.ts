import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/core/consent.ts';
import { clipsOfJob, setVisibility } from '../../src/store/clip-rows.ts';
import { listConsents } from '../../src/store/consents.ts';
import { findJob } from '../../src/store/jobs.ts';
import { rowsOf } from '../../src/store/rows-of.ts';
import { english } from '../messages/opened.ts';
import { type Asker, askers, type Who } from './askers.ts';
import { finish, openChats } from './chats.ts';

/** What begins with each question: the values of the first order, and what is given with it. */
type Asked = Exclude<Question, 'photo'>;
const orders: Record<
  Asked,
  [values: Record<string, string | number>, more: { heard?: true; foreign?: true }]
> = {
  kiss: [{ effect: 'kiss' }, {}],
  hug: [{ effect: 'hug' }, {}],
  voice: [{ effect: 'talking-head' }, { heard: true }],
  person: [{ effect: 'old-photo' }, { foreign: true }],
  price: [{ effect: 'parallax', takes: 3 }, {}],
};
const questions = Object.keys(orders) as Asked[];

/** What whoever goes on from the clip is asked then: its owner is not asked twice, and somebody else always. */
const later: Record<Asked, Record<'reroll' | 'remix' | 'extend' | 'edit', Asked | null>> = {
  kiss: { reroll: null, remix: 'kiss', extend: null, edit: 'hug' },
  hug: { reroll: null, remix: 'hug', extend: null, edit: 'kiss' },
  voice: { reroll: null, remix: 'voice', extend: 'voice', edit: 'hug' },
  person: { reroll: null, remix: 'person', extend: 'person', edit: 'hug' },
  price: { reroll: null, remix: null, extend: null, edit: 'hug' },
};

const surfaces = ['discord', 'telegram', 'web', 'terminal'] as const;
// A first order here is of a photo of one's own, or moves nobody: who is shown is asked about when somebody goes on from it.
const alone: readonly string[] = ['discord', 'web', 'terminal'];
const cells = surfaces.flatMap((surface) =>
  questions
    .filter((question) => question !== 'person' || !alone.includes(surface))
    .map((question) => ({ surface, question })),
);

const asks = (question: Asked): string =>
  question === 'price' ? 'credits' : english.format('replies.ask-consent', { question });

describe('what is asked before a clip is made', () => {
  const chats = openChats({ works: false });
  const jobsOf = async (owner: string): Promise<string[]> => {
    const rows = await rowsOf<{ id: string }>(
      chats().services.store.database,
      sql`select id from jobs where owner = ${owner} order by created_at, id`,
    );
    return rows.map(({ id }) => id);
  };
  const waiting = async (owner: string): Promise<number> =>
    (await rowsOf(chats().services.store.database, sql`select id from pending_orders where owner = ${owner}`))
      .length;
  // Where an answer takes long, a press ends before its job begins and before the question is forgotten.
  const answered = (owner: string): Promise<void> => expect.poll(() => waiting(owner)).toBe(0);
  const newJob = async (owner: string, before: readonly string[]): Promise<string> => {
    await answered(owner);
    const added = async () => (await jobsOf(owner)).filter((id) => !before.includes(id));
    await expect.poll(added).not.toEqual([]);
    const [job = '', ...more] = await added();
    expect(more).toEqual([]);
    return job;
  };

  it.each(cells)('$surface, $question: the asker alone answers, and it is written down', async (cell) => {
    const { question } = cell;
    const asker: Asker = await askers[cell.surface](chats());
    const [ana, ben] = [asker.owner('ana'), asker.owner('ben')];
    const { database } = chats().services.store;

    /** Puts an order to somebody: what they are asked, and what comes of each answer. */
    const begin = async (who: Who, asked: Asked | null, say: () => ReturnType<Asker['order']>) => {
      const owner = asker.owner(who);
      const before = await jobsOf(owner);
      const told = await say();
      if (asked === null) {
        expect(told.answers, told.words).toEqual([]);
        return newJob(owner, before);
      }
      expect(told.words).toContain(asks(asked));
      const yes = told.answers.find((answer) => /:(open|hidden)$/.test(answer)) ?? '';
      const other = who === 'ana' ? 'ben' : 'ana';
      expect([await jobsOf(owner), await waiting(owner)]).toEqual([before, 1]);
      const others = await jobsOf(asker.owner(other));
      await told.press(other, yes);
      expect([await jobsOf(owner), await waiting(owner)]).toEqual([before, 1]);
      expect(await jobsOf(asker.owner(other))).toEqual(others);
      const from = Date.now();
      await told.press(who, yes);
      const job = await newJob(owner, before);
      const agreed = await listConsents(database, job);
      expect(agreed.filter((one) => one.question === asked)).toMatchObject([
        { question: asked, actor: owner, surface: asker.surface },
      ]);
      expect(agreed.at(-1)?.at.getTime()).toBeGreaterThanOrEqual(from - 1_000);
      return job;
    };

    const [values, more] = orders[question];
    const refused = await asker.order(values, more);
    const none = await jobsOf(ana);
    const no = refused.answers.find((answer) => answer.endsWith(':no')) ?? '';
    await refused.press('ana', no);
    await answered(ana);
    expect(await jobsOf(ana)).toEqual(none);

    const job = await begin('ana', question, () => asker.order(values, more));
    await finish(chats(), job);
    const [clip] = await clipsOfJob(database, job);
    if (clip === undefined) throw new Error('no clip');
    if (!clip.community) await setVisibility(database, { id: clip.id }, 'public');
    const next = later[question];
    const again = await begin('ana', next.reroll, () => asker.again('ana', 'reroll', clip.id));
    const consents = (await listConsents(database, job)).filter((one) => one.question !== 'price');
    expect(await listConsents(database, again)).toEqual(consents);
    await begin('ana', next.edit, () => asker.again('ana', 'edit', clip.id, { effect: next.edit ?? '' }));
    if (question === 'voice')
      await begin('ana', 'voice', () => asker.again('ana', 'edit', clip.id, {}, true));
    await begin('ben', next.remix, () => asker.again('ben', 'remix', clip.id));
    // Nobody goes on from a clip of two photos.
    if (!['kiss', 'hug'].includes(question))
      await begin('ben', next.extend, () => asker.again('ben', 'extend', clip.id));
    expect(ben).not.toBe(ana);
    await database.execute(sql`update jobs set state = 'done', outcome = 'cancelled' where state <> 'done'`);
  });

  it.each(surfaces)(
    '%s: a poor photo is asked about once, and fixed with one press; a terminal goes on',
    async (surface) => {
      const asker: Asker = await askers[surface](chats());
      const { media } = chats().services;
      const fixed: unknown[] = [];
      const { intakePhoto } = media;
      // Its stand-in measures nothing.
      const poor: typeof intakePhoto = async (source, target, at, fixes = []) => {
        fixed.push(...fixes);
        const stored = await intakePhoto(source, target, at, fixes);
        return fixes.length > 0 ? stored : { ...stored, advice: ['small', 'blurred'], poor: ['enlarge'] };
      };
      Object.assign(media, { intakePhoto: poor });
      try {
        const told = await asker.order({ effect: 'parallax' }, {});
        if (surface === 'terminal') return expect(told.answers).toEqual([]);
        expect(told.words).toContain('very small');
        const [no, fix = '', go] = told.answers;
        expect([no, fix, go].map((answer) => answer?.split(':').at(-1)?.replace('-hidden', ''))).toEqual([
          'no',
          'enlarge',
          expect.stringMatching(/open|hidden/),
        ]);
        const before = await jobsOf(asker.owner('ana'));
        await told.press('ana', fix);
        const job = await newJob(asker.owner('ana'), before);
        const { database } = chats().services.store;
        const found = await findJob(database, job);
        expect(found?.order).toMatchObject({ fixes: ['enlarge'], photos: [expect.any(String)] });
        expect(fixed).toEqual(['enlarge']);
        expect(await listConsents(database, job)).toEqual([]);
        // The photo as it was is gone.
        const kept = sql`select id from photos where removed_at is null and owner = ${asker.owner('ana')}`;
        expect((await rowsOf<{ id: string }>(database, kept)).map(({ id }) => id)).toEqual(
          found?.order.photos,
        );
      } finally {
        Object.assign(media, { intakePhoto });
        await chats().services.store.database.execute(
          sql`update jobs set state = 'done', outcome = 'cancelled' where state <> 'done'`,
        );
      }
    },
  );
});
