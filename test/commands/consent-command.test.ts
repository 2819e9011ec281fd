import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../commands/all.ts';
import { effects } from '../../effects/all.ts';
import type { Request } from '../../src/core/command.ts';
import { type Consent, consentFor } from '../../src/core/consent.ts';
import { asFailure } from '../../src/core/failure.ts';
import { type Requester, requesterKinds } from '../../src/core/permission.ts';
import type { Reply } from '../../src/core/reply.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import type { Media } from '../../src/jobs/services.ts';
import { redoJob } from '../../src/jobs/submit.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { listConsents } from '../../src/store/consents.ts';
import { sentence } from '../../src/text/sentence.ts';
import { otherEngine } from '../jobs/engines.ts';
import { standUp } from '../jobs/job-stand.ts';
import { ask } from '../jobs/job-studio.ts';
import { submitFiles } from '../jobs/submit-files.ts';
import { english } from '../messages/opened.ts';
import { actor, plainMedia } from '../peers/render-services.ts';
import { order } from '../store/rows.ts';

const ana = actor('ana');
const ben = actor('ben');
const never = new AbortController().signal;

const asked: readonly [string, { foreign?: true; sound?: true }, Consent | null][] = [
  ['parallax', {}, null],
  ['parallax', { foreign: true }, null],
  ['old-photo', {}, null],
  ['old-photo', { foreign: true }, 'person'],
  ['talking-head', {}, null],
  ['talking-head', { sound: true }, 'voice'],
  ['talking-head', { foreign: true }, 'person'],
  ['talking-head', { foreign: true, sound: true }, 'voice'],
  ['kiss', {}, 'kiss'],
  ['kiss', { foreign: true, sound: true }, 'kiss'],
  ['hug', {}, 'hug'],
];

describe('what somebody must agree to', () => {
  const stand = standUp();
  beforeEach(() => stand.rebuild({ limits: { daily: 1_000 } }));

  const run = (
    name: string,
    raw: Readonly<Record<string, unknown>>,
    more: Partial<Request> = {},
    who = ana,
  ): Promise<Reply | string> =>
    ask(stand.services, name, who, raw, { canAsk: true, ...more }).catch(
      (error: unknown) => asFailure(error).kind,
    );
  const sound = async () => {
    await writeFile(join(stand.folder(), 'song'), 'bytes of a song');
    return { audio: { path: join(stand.folder(), 'song'), name: 'song' } };
  };
  const questionIn = (reply: Reply | string): unknown => {
    if (typeof reply === 'string') return reply;
    return reply.text.key === 'ask_consent' ? reply.text.values.question : null;
  };
  const clipOf = async (reply: Reply | string): Promise<string> => {
    if (typeof reply === 'string' || reply.job === null) throw new Error(`no job: ${JSON.stringify(reply)}`);
    await runJob(stand.services, reply.job.id, never);
    return (await clipsOfJob(stand.store.database, reply.job.id))[0]?.id ?? '';
  };
  const actionsOf = (reply: Reply | string) => (typeof reply === 'string' ? [] : reply.actions);
  const agree = (reply: Reply | string, who = ana): Promise<Reply | string> => {
    const [yes] = actionsOf(reply);
    return run('confirm', { id: yes?.id, to: yes?.argument }, {}, who);
  };

  it('is asked with an answer that shows the clip to those the order was for', async () => {
    for (const [visibility, answer] of [
      ['private', 'hidden'],
      ['community', 'open'],
    ]) {
      const asking = await run('animate', { photos: [stand.photo()], effect: 'kiss', visibility });
      const answers = typeof asking === 'string' ? [] : asking.actions.map(({ argument }) => argument);
      expect(answers).toEqual([answer, 'no']);
    }
  });

  it('depends on the effect, on whose photo it is and on the voice; who cannot be asked begins nothing', async () => {
    for (const [effect, { foreign = false, sound: heard }, question] of asked) {
      const values = { photos: [stand.photo()], effect, ...(heard ? await sound() : {}) };
      const foreignPhoto = foreign;
      const label = `${effect} ${JSON.stringify({ foreign, heard })}`;
      expect(questionIn(await run('animate', values, { foreignPhoto })), label).toBe(question);
      const mute = await run('animate', values, { foreignPhoto, canAsk: false });
      expect(questionIn(mute), label).toBe(question === null ? null : 'cannot_ask');
    }
  });

  it('is asked for words that a remote model would read', async () => {
    const values = { photos: [stand.photo()], prompt: 'the two people kiss' };
    expect(questionIn(await run('animate', values))).toBe('kiss');
    expect(questionIn(await run('animate', values, { canAsk: false }))).toBe('cannot_ask');
  });

  it('is asked of those alone who can answer', async () => {
    const values = { photos: [stand.photo()], effect: 'kiss' };
    const told = async (requester: Requester) =>
      questionIn(await run('animate', values, { requester, visibility: 'public' }));
    const answers = await Promise.all(requesterKinds.map(async (kind) => [kind, await told(kind)]));
    expect(Object.fromEntries(answers)).toEqual({
      ...{ person: 'kiss', 'anonymous-admin': 'kiss', channel: 'cannot_ask', bot: 'cannot_ask' },
    });
  });

  it('is written down: what, by whom, where and when; and holds for what its owner makes of the clip', async () => {
    const first = await agree(await run('animate', { photos: [stand.photo()], effect: 'kiss' }));
    const clip = await clipOf(first);
    const job = typeof first === 'string' ? '' : (first.job?.id ?? '');
    const [consent] = await listConsents(stand.store.database, job);
    expect(consent).toMatchObject({ question: 'kiss', actor: 'ana', surface: 'memory' });
    for (const [name, more] of [
      ['reroll', {}],
      ['edit', { prompt: 'slowly' }],
      ['motion', { to: 'more' }],
    ] as const) {
      const again = await run(name, { id: clip, ...more });
      expect(questionIn(again), name).toBe(null);
      const own = typeof again === 'string' ? '' : (again.job?.id ?? '');
      expect(await listConsents(stand.store.database, own)).toEqual([consent]);
    }
    expect(questionIn(await run('edit', { id: clip, effect: 'hug' }))).toBe('hug');
  });

  it('is asked anew of whoever goes on from another’s clip, and of whoever lets it say something else', async () => {
    const shown = { visibility: 'public' } as const;
    const photos = [stand.photo()];
    const kissed = await agree(await run('animate', { photos, effect: 'kiss' }, shown));
    const clip = await clipOf(kissed);
    expect(questionIn(await run('remix', { id: clip }, {}, ben))).toBe('kiss');
    const moved = await clipOf(await run('animate', { photos, effect: 'old-photo' }, shown));
    for (const name of ['remix', 'extend'])
      expect(questionIn(await run(name, { id: moved }, {}, ben)), name).toBe('person');
    const said = { photos, effect: 'talking-head', ...(await sound()) };
    const spoken = await clipOf(await agree(await run('animate', said, shown)));
    expect(questionIn(await run('reroll', { id: spoken }))).toBe(null);
    expect(questionIn(await run('edit', { id: spoken, ...(await sound()) }))).toBe('voice');
    // Even where another question was asked about the new sound, as its yes says nothing about the voice.
    const [other] = await run('edit', { id: spoken, ...(await sound()) }).then(actionsOf);
    const asking = sql`update pending_orders set questions = '["price"]' where id = ${other?.id}`;
    await stand.store.database.execute(asking);
    expect(questionIn(await run('confirm', { id: other?.id, to: other?.argument }))).toBe('voice');
  });

  it('is handed on when a failed job is carried out once more, by its owner or by the operator', async () => {
    for (const again of ['retry', 'redo']) {
      const asked = await agree(await run('animate', { photos: [stand.photo()], effect: 'kiss' }));
      const failed = typeof asked === 'string' ? '' : (asked.job?.id ?? '');
      const consents = await listConsents(stand.store.database, failed);
      expect(consents).toHaveLength(1);
      await stand.store.database.execute(
        sql`update jobs set state = 'done', outcome = 'failed', failure = '{"kind":"model_failed","facts":{}}'
            where id = ${failed}`,
      );
      const { job } =
        again === 'redo'
          ? await redoJob(stand.services, failed)
          : await ask(stand.services, 'retry', ana, { id: failed }, { canAsk: false });
      expect(await listConsents(stand.store.database, job?.id ?? ''), again).toEqual(consents);
    }
  });

  it('is asked or was agreed to, and marked, whichever command renders the clip, wherever it was asked for', async () => {
    const like = stand.engine;
    // With a model to refine with, and one here, which joins.
    const models = () => like.models().map((model) => ({ ...model, refine: model.name }));
    const here = otherEngine(like, 'local', 0, true);
    const marked: unknown[] = [];
    const finishClip: Media['finishClip'] = async (...given) => {
      marked.push(given[2].about);
      return plainMedia.finishClip(...given);
    };
    const media = { ...plainMedia, finishClip };
    await stand.rebuild({ engines: [{ ...like, models }, here], media, limits: { daily: 1_000 } });
    const shown = { visibility: 'public' } as const;
    const photos = [stand.photo()];
    const paid = { photos, engine: like.name };
    await run('preset', { name: 'Soft', effect: 'kiss' });
    const kissed = await agree(await run('animate', { ...paid, effect: 'kiss' }, shown));
    const clip = await clipOf(kissed);
    const job = typeof kissed === 'string' ? '' : (kissed.job?.id ?? '');
    const spoken = { ...paid, effect: 'talking-head', ...(await sound()) };
    const said = await clipOf(await agree(await run('animate', spoken, shown)));
    const moved = await clipOf(await run('animate', { ...paid, effect: 'old-photo' }, shown));
    await stand.store.database.execute(sql`update jobs set outcome = 'cancelled' where id = ${job}`);
    const parts = { id: said, clip2: moved, ...(await sound()) };
    /** Each way to have a clip made, by whom, and the question; none where its owner agreed before. */
    const ways: readonly [string, object, typeof ana, Consent | null][] = [
      ['animate', { ...paid, effect: 'kiss' }, ana, 'kiss'],
      ['animate', { ...spoken, photos: [stand.photo(), stand.photo()] }, ana, 'voice'],
      ['animate', { ...paid, compare: 'kiss,parallax' }, ana, 'kiss'],
      ['animate', { ...paid, preset: 'Soft' }, ana, 'kiss'],
      ['animate', { ...paid, like: clip }, ben, 'kiss'],
      ['remix', { id: clip }, ben, 'kiss'],
      ['extend', { id: moved }, ben, 'person'],
      ['edit', { id: clip, effect: 'hug' }, ana, 'hug'],
      ['join', parts, ana, 'voice'],
      ['reroll', { id: clip }, ana, null],
      ['motion', { id: clip, to: 'more' }, ana, null],
      ['refine', { id: clip }, ana, null],
      ['retry', { id: job }, ana, null],
    ];
    const any = expect.any(String);
    const told = { effect: any, engine: any, model: any, source: expect.stringMatching(/^[a-z]\w+Media/i) };
    const label = (name: string, values: object) => `${name} ${Object.keys(values)}`;
    for (const [name, values, who, question] of ways)
      for (const platform of ['memory', 'discord', 'telegram', 'web', 'terminal']) {
        const more = { target: { platform }, ...shown };
        const asked = await run(name, { ...values }, more, who);
        expect(questionIn(asked), label(name, values)).toBe(question);
        const mute = await run(name, { ...values }, { ...more, canAsk: false }, who);
        expect(questionIn(mute), label(name, values)).toBe(question === null ? null : 'cannot_ask');
        const made = typeof mute === 'string' ? null : mute.job;
        for (const requester of ['channel', 'bot'] as const) {
          const told = await run(name, { ...values }, { ...more, requester }, who);
          expect(questionIn(told), label(name, values)).toBe(question === null ? null : 'cannot_ask');
        }
        if (platform === 'memory') {
          marked.splice(0);
          await clipOf(made === null ? await agree(asked, who) : mute);
          expect(marked.length, label(name, values)).toBeGreaterThan(0);
          for (const about of marked) expect(about, label(name, values)).toMatchObject(told);
        }
        if (made === null) continue;
        const agreed = await listConsents(stand.store.database, made.id);
        expect(agreed, label(name, values)).toMatchObject([{ question: 'kiss', actor: 'ana' }]);
      }
    // Answers themselves are the rows above.
    const known = [...new Set(ways.map(([name]) => name)), 'confirm'];
    expect(known.sort()).toEqual(
      commands
        .filter((command) => 'renders' in command)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('stays with a photo of somebody else’s, through what asked nothing', async () => {
    const still = await run('animate', { photos: [stand.photo()] }, { foreignPhoto: true });
    const clip = await clipOf(still);
    expect(questionIn(await run('edit', { id: clip, effect: 'old-photo' }))).toBe('person');
  });

  it('is not asked where it cannot work: one photo that does not show two people', async () => {
    const media = { ...stand.services.media, countFaces: async () => 1 };
    const services = { ...stand.services, media };
    const values = { photos: [stand.photo()], effect: 'kiss' };
    const alone = ask(services, 'animate', ana, values, { canAsk: true });
    await expect(alone).rejects.toMatchObject({ kind: 'faces_missing', facts: { found: 1, needed: 2 } });
    const two = { photos: [stand.photo(), stand.photo()], effect: 'kiss' };
    expect((await ask(services, 'animate', ana, two, { canAsk: true })).text.key).toBe('ask_consent');
    const nobody = { ...stand.services, media: { ...media, countFaces: async () => 0 } };
    const empty = ask(nobody, 'animate', ana, two, { canAsk: true });
    await expect(empty).rejects.toMatchObject({ kind: 'face_missing', facts: { photo: 1 } });
    const blind = { ...stand.services, media: { ...media, countFaces: async () => null } };
    expect((await ask(blind, 'animate', ana, values, { canAsk: true })).text.key).toBe('ask_consent');
  });

  it('no way into the queue leads past it', async () => {
    const wish = { ...order, effect: 'kiss' };
    const entered = submitFiles(stand.services, wish, [stand.photo(), stand.photo()], null);
    await expect(entered).rejects.toMatchObject({ kind: 'cannot_ask' });
  });

  it('is decided by every effect for itself', () => {
    const asks = (foreignPhoto: boolean, heard: boolean) =>
      effects.flatMap((effect) => {
        const consent = consentFor(effect, { foreignPhoto, sound: heard });
        return consent === null ? [] : [`${effect.name}: ${consent}`];
      });
    expect(asks(false, false)).toEqual(['kiss: kiss', 'hug: hug']);
    expect(asks(false, true)).toEqual(['talking-head: voice', 'kiss: kiss', 'hug: hug']);
    expect(asks(true, false)).toEqual(
      expect.arrayContaining(['old-photo: person', 'dance: person', 'talking-head: person']),
    );
  });

  it('is asked in these words', () => {
    const said = (question: Consent) =>
      sentence(english, { key: 'ask_consent', values: { question, credits: 0 } });
    expect([said('kiss'), said('voice'), said('person')]).toEqual([
      'This makes it look like these people kiss. Is everyone shown an adult, and do they agree?',
      'Does this person agree to appear to say this?',
      'Does the person shown agree?',
    ]);
  });
});
