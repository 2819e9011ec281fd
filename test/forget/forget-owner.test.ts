import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Clip } from '../../src/core/clip.ts';
import type { Engine } from '../../src/core/engine.ts';
import { newId } from '../../src/core/id.ts';
import { partsKept } from '../../src/core/joined.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { Shot } from '../../src/core/shot.ts';
import { planRender } from '../../src/engines/local/local-plan.ts';
import { cancel } from '../../src/jobs/cancel-job.ts';
import { changeRules } from '../../src/jobs/community-rules.ts';
import { rememberForm } from '../../src/jobs/confirmation.ts';
import { forgetOwner, forgetOwners } from '../../src/jobs/forget-owner.ts';
import { onlyPhotos } from '../../src/jobs/input-files.ts';
import { removeClip } from '../../src/jobs/remove.ts';
import { removeOrphans } from '../../src/jobs/remove-orphans.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import type { Media, Services } from '../../src/jobs/services.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import { clipsOfJob, findClip } from '../../src/store/clip-rows.ts';
import { listConsents } from '../../src/store/consents.ts';
import { beginForgetting, isForgetting } from '../../src/store/erase-owner.ts';
import { finishUpdates, noteBundle, receiveUpdates } from '../../src/store/inbox.ts';
import { auditLedger, balanceOf } from '../../src/store/ledger.ts';
import { keepCopy } from '../../src/store/platform-files.ts';
import { countRatings, countVotes, rateClip, saveVote } from '../../src/store/ratings.ts';
import { insertReport } from '../../src/store/reports.ts';
import { settleJob } from '../../src/store/settle.ts';
import { refill } from '../../src/store/spend.ts';
import { posts } from '../../src/store/tables/clips-table.ts';
import { sessions } from '../../src/store/tables/sessions-table.ts';
import { sentence } from '../../src/text/sentence.ts';
import { standUp } from '../jobs/job-stand.ts';
import { ask } from '../jobs/job-studio.ts';
import { submitFiles } from '../jobs/submit-files.ts';
import { english } from '../messages/opened.ts';
import { actor } from '../peers/render-services.ts';
import { order } from '../store/rows.ts';
import { findings, killedAfter, sha256, writtenLog } from './canary.ts';

const never = new AbortController().signal;
const owner = 'telegram:4471100';
const ana = actor(owner, { communities: ['home'] });
const pixels = 'pixels of the canary';
const words = [
  'CanaryPrompt',
  'CanaryAunt',
  'CanaryFile',
  'CanaryLabel',
  'CanaryNegative',
  'CanaryTitle',
  'CanaryCaption',
].concat(['CanaryPhoto', 'CanaryReport', 'CanaryAgent', 'CanaryPreset', 'CanaryCopy']);
const wish = {
  ...order,
  owner,
  community: 'home',
  // No list of words knows what the second wish means, so the engine quotes it.
  negative: 'CanaryNegative',
  prompt: 'slow zoom on CanaryPrompt, my aunt CanaryAunt waves at the lake',
  post: [
    { kind: 'title', text: 'CanaryTitle' },
    { kind: 'caption', text: 'CanaryCaption' },
    { kind: 'watermark', mark: { kind: 'text', text: 'CanaryLabel' } },
  ],
  names: { someone: 'CanaryPhoto.jpg' },
} as const;
/** A prompt that only its author's order had: no text in the picture, which other jobs may still show. */
const textOnly = { ...wish, prompt: '', negative: '' } as const;

describe('what somebody leaves', () => {
  const stand = standUp('PGlite');
  const written = writtenLog();
  const erased: unknown[] = [];
  let services: Services;
  const photo = () => ({ path: join(stand.folder(), 'photo'), name: 'CanaryFile.jpg' });
  const database = () => stand.store.database;
  const all = () => ({
    ...{ last: photo(), sound: photo(), depth: photo(), mask: photo(), logo: photo() },
    references: [photo(), photo()],
  });
  const make = async (more: object = {}) => {
    const files = 'joined' in more ? onlyPhotos : all();
    const { job } = await submitFiles(services, { ...wish, ...more }, [photo()], null, files);
    await runJob(services, job.id, never);
    return clipsOfJob(database(), job.id);
  };
  /** A clip, what it became in a comparison, and both joined. */
  const makeAll = async (): Promise<Clip[]> => {
    const takes = await make({ takes: 2, compare: true, variants: [{ seed: 1 }, { seed: 2 }] });
    const parts = partsKept([wish]);
    const clips = takes.map(({ id }) => id);
    const joined = { clips, jobs: takes.map(({ job }) => job), style: 'cut', parts };
    return [...takes, ...(await make({ effect: 'joined', prompt: '', post: [], names: {}, joined }))];
  };
  const left = (who: readonly string[] = []) =>
    findings(stand.store, stand.folder(), [...words, ...who], sha256(pixels));
  /** Lines of the log that name them, or what they wrote. */
  const saidInLog = () =>
    written.lines.filter((line) => [...words, owner].some((word) => line.includes(word)));
  const pglite = () => {
    if (stand.store.pglite === null) throw new Error('no database in the process');
    return stand.store.pglite;
  };
  type Work = (services: Services) => Promise<unknown>;
  /**
   * Does something in a process that is killed before its first outside step, and in others that get one step further each.
   * Once it has been `accepted` nobody asks for it again: `goOn` is what every process does by itself. Gives how many died.
   */
  const killedAtEachStep = async (
    work: Work,
    accepted: () => Promise<boolean>,
    goOn: Work,
  ): Promise<number> => {
    for (let steps = 0; ; steps += 1) {
      const dying = killedAfter(services, pglite(), steps);
      const was = await accepted();
      await (was ? goOn : work)(dying.services).catch(() => {});
      if (was && dying.taken() <= steps) return steps;
    }
  };

  beforeEach(async () => {
    await writeFile(join(stand.folder(), 'photo'), pixels);
    const erase: Platform['erase'] = async (...sent) => {
      erased.push(sent);
      return 1;
    };
    erased.length = 0;
    written.lines.length = 0;
    const { engine: paid } = stand;
    // With the notes that the engine of this server writes.
    const notes = (shot: Shot) => planRender(shot, null).warnings;
    const engine: Engine = {
      ...paid,
      plan: (shot, model) => ({ ...paid.plan(shot, model), warnings: notes(shot) }),
    };
    await stand.rebuild({ engine, limits: { daily: 1_000 }, platform: { ...stand.memory, erase } });
    services = { ...stand.services, log: written.log };
  });

  it('is found where it should be, so that a search that finds nothing says something', async () => {
    await make();
    const found = (await left([owner])).map((one) => one.replace(/:.*/s, ''));
    expect(found).toEqual(expect.arrayContaining(['public.clips', 'public.jobs', 'public.photos']));
    expect(found.some((name) => name.startsWith('files'))).toBe(true);
  });

  it('is gone after a clip is deleted, wherever the process is killed', async () => {
    const [clip] = await make();
    if (clip === undefined) throw new Error('no clip');
    await insertReport(database(), { clip: clip.id, actor: 'ben', reason: 'CanaryReport' });
    await keepCopy(database(), { clip: clip.id, platform: 'telegram', file: 'CanaryCopy' });
    const kills = await killedAtEachStep(
      (dying) => removeClip(dying, clip),
      async () => (await findClip(database(), clip.id)) === null,
      sweep,
    );
    // By a process that stood still since it sent the clip.
    await keepCopy(database(), { clip: clip.id, platform: 'telegram', file: 'CanaryCopy' });
    expect(await left()).toEqual([]);
    expect(saidInLog()).toEqual([]);
    expect(kills).toBeGreaterThan(10);
  });

  it('is gone once every clip that has it is deleted: takes, what shows them side by side, and what joins them', async () => {
    const clips = await makeAll();
    expect(clips).toHaveLength(4);
    for (const clip of clips) await removeClip(services, clip);
    expect(await left()).toEqual([]);
    expect(saidInLog()).toEqual([]);
  });

  it('is gone from the orders of others who went on from a clip once it is deleted, and their name once they are forgotten', async () => {
    const [clip] = await make({ visibility: 'public' });
    if (clip === undefined) throw new Error('no clip');
    const plain = { prompt: '', negative: '', post: [], names: {}, owner: 'ben' };
    const parts = partsKept([wish]);
    const after = { clip: clip.id, owner, seconds: 4, parts };
    const [next] = await make({ ...plain, after, parent: clip.job });
    if (next === undefined) throw new Error('no clip');
    const longer = { ...after, clip: next.id, owner: 'ben', sources: [clip.id] };
    await make({ ...plain, after: longer, parent: next.job });
    const joined = { clips: [next.id, next.id], jobs: [next.job, next.job], style: 'cut', parts } as const;
    await make({ ...plain, effect: 'joined', joined });
    await removeClip(services, clip);
    // Ben's clips keep the photo that both gave.
    const kept = (await left()).filter((one) => words.some((word) => one.includes(word)));
    expect(kept).toEqual([]);
    expect(await forgetOwner(services, ana)).toMatchObject({ done: true });
    expect(await findings(stand.store, stand.folder(), [owner], owner)).toEqual([]);
  });

  it.each(['cancelled', 'failed'] as const)(
    'is gone after a job %s without a prompt, killed before it was erased',
    async (outcome) => {
      const { job } = await submitFiles(services, textOnly, [photo()], null);
      await settleJob(database(), job, { outcome, failure: null, spent: 0, delivered: null, lease: null });
      await database().execute(sql`update photos set expires_at = now() - interval '1 second'`);
      await sweep(services);
      await removeOrphans(services, 0);
      expect(await left()).toEqual([]);
    },
  );

  it('is gone after a job is cancelled, wherever the process is killed', async () => {
    const album = 'telegram:5:7';
    const { job } = await submitFiles(services, wish, [photo()], `telegram:album:${album}`, all());
    const note = await rememberForm(services, owner, { prompt: 'CanaryPrompt' });
    await receiveUpdates(database(), [{ id: 'telegram:77', body: { message: {} }, bundle: album }]);
    await noteBundle(database(), album, note);
    await finishUpdates(database(), ['telegram:77']);
    const kills = await killedAtEachStep(
      (dying) => cancel(dying, job),
      async () => (await stand.reload(job.id)).outcome === 'cancelled',
      (dying) => removeOrphans(dying, 0),
    );
    expect(await left()).toEqual([]);
    expect(saidInLog()).toEqual([]);
    expect(kills).toBeGreaterThan(5);
  });

  /** As if they had posted a clip and signed in on the web. */
  const shown = async (clip: Clip): Promise<void> => {
    const target = { platform: 'memory', user: owner };
    await database()
      .insert(posts)
      .values({ id: newId(), clip: clip.id, target, delivered: 'posted', parts: {} });
    const session = { id: newId(), owner, agent: 'CanaryAgent', expiresAt: new Date(Date.now() + 60_000) };
    await database().insert(sessions).values(session);
  };

  const everything = async () => {
    const [clip] = await make();
    if (clip !== undefined) {
      await shown(clip);
      await keepCopy(database(), { clip: clip.id, platform: 'telegram', file: 'CanaryCopy' });
    }
    const [other] = await make({ owner: 'ben', prompt: '', post: [], names: {}, visibility: 'public' });
    if (clip === undefined || other === undefined) throw new Error('no clips');
    await insertReport(database(), { clip: other.id, actor: owner, reason: 'CanaryReport' });
    await rateClip(database(), { clip: other.id, actor: owner, liked: true });
    await saveVote(database(), { job: other.job, clip: other.id, actor: owner });
    await ask(services, 'preset', ana, { name: 'CanaryPreset', effect: 'parallax', prompt: 'CanaryPrompt' });
    await rememberForm(services, owner, {
      prompt: 'CanaryPrompt',
      photos: ['https://cdn.example/CanaryFile.jpg'],
    });
    await changeRules(services, 'home', () => ({ askAbove: 1 }));
    const values = { photos: [photo()], effect: 'old-photo', prompt: 'CanaryPrompt', takes: 2 };
    await ask(services, 'animate', ana, values, { community: 'home', canAsk: true });
    // And about a photo that is poor.
    const intakePhoto: Media['intakePhoto'] = async (...given) => ({
      ...(await services.media.intakePhoto(...given)),
      poor: ['enlarge'],
    });
    const looking = { ...services, media: { ...services.media, intakePhoto } };
    const poor = { photos: [photo()], effect: 'parallax', negative: 'CanaryNegative' };
    const told = await ask(looking, 'animate', ana, poor, { canAsk: true });
    expect(told.text.key).toBe('ask_photo');
    await ask(services, 'defaults', ana, { effect: 'old-photo' });
    const waiting = await submitFiles(services, wish, [photo()], null, all());
    const id = `telegram:${Math.random()}`;
    const from = { id: 4471100 };
    const named = ['CanaryFile'];
    const bodies = [
      ...['message', 'edited_message', 'callback_query', 'inline_query'].map((kind) => ({
        [kind]: { from, photo: named },
      })),
      // As a group or channel writes.
      { message: { sender_chat: from, photo: named } },
      { message: { chat: { ...from, type: 'channel' }, photo: named } },
    ];
    const updates = bodies.map((body, index) => ({ id: `${id}${index}`, body, bundle: `${id}:album` }));
    await receiveUpdates(database(), updates);
    await finishUpdates(
      database(),
      updates.map((update) => update.id),
    );
    return { clip, other, waiting: waiting.job };
  };

  it('is gone after they are forgotten: every word, file and name of theirs', async () => {
    const { clip, other, waiting } = await everything();
    // Ben gave the same photo.
    await removeClip(services, other);
    const done = await forgetOwner(services, ana);
    expect(done).toEqual({ done: true, clips: 1, stays: 3 });
    expect(await left([owner, '4471100'])).toEqual([]);
    expect(await countRatings(database(), other.id)).toEqual({ up: 0, down: 0 });
    expect(await countVotes(database(), other.job)).toEqual(new Map());
    expect((await stand.reload(waiting.id)).outcome).toBe('cancelled');
    expect(erased).toHaveLength(3);
    expect(saidInLog()).toEqual([]);
    expect(await auditLedger(database())).toEqual({ drift: 0, accounts: 0, orphans: 0 });
    expect(clip.owner).toBe(owner);
  });

  it('is gone after they are forgotten, wherever the process is killed', async () => {
    const { other } = await everything();
    await removeClip(services, other);
    const kills = await killedAtEachStep(
      (dying) => forgetOwner(dying, ana),
      async () => (await isForgetting(database(), owner)) || (await left([owner])).length === 0,
      sweep,
    );
    expect(await left([owner, '4471100'])).toEqual([]);
    expect(kills).toBeGreaterThan(20);
  });

  it('is told in full to whoever asks while the sweep is at it', async () => {
    await make({ effect: 'old-photo' });
    await beginForgetting(database(), owner);
    let told: ReturnType<typeof forgetOwner> | undefined;
    const remove = async (key: string): Promise<void> => {
      told ??= forgetOwner(services, ana);
      // Queries take turns, so the other has had time for all of its own.
      for (let turn = 0; turn < 50; turn += 1) await database().execute(sql`select 1`);
      await services.storage.remove(key);
    };
    await forgetOwners({ ...services, storage: { ...services.storage, remove } });
    expect(await told).toMatchObject({ done: true, clips: 1 });
    expect(await left([owner])).toEqual([]);
  });

  it('begins nothing more while it is being forgotten, and may afterwards', async () => {
    const { job } = await submitFiles(services, wish, [photo()], null);
    await database().execute(sql`update jobs set state = 'delivering' where id = ${job.id}`);
    expect(await forgetOwner(services, ana)).toMatchObject({ done: false });
    await expect(submitFiles(services, wish, [photo()], null)).rejects.toMatchObject({ kind: 'forgetting' });
    await runJob(services, job.id, never);
    await sweep(services);
    expect(await left([owner])).toEqual([]);
    await submitFiles(services, wish, [photo()], null);
  });

  it('does not come back with them: neither credits nor what was agreed to', async () => {
    const [clip] = await make({ effect: 'old-photo' });
    const agreed = { question: 'person', actor: owner, surface: 'memory', at: new Date() } as const;
    await database().execute(sql`insert into consents (job, question, actor, surface, agreed_at)
      values (${clip?.job}, 'person', ${agreed.actor}, 'memory', now())`);
    const before = await balanceOf(database(), owner);
    expect(before).toBeLessThan(1_000);
    await forgetOwner(services, ana);
    const [consent] = await listConsents(database(), clip?.job ?? '');
    expect(consent?.actor).toMatch(/^forgotten:/);
    await refill(database(), owner, 1_000);
    expect(await balanceOf(database(), owner)).toBe(before);
    expect(await auditLedger(database())).toEqual({ drift: 0, accounts: 0, orphans: 0 });
    // Once the hash has expired nothing leads from one to the other.
    await forgetOwner(services, ana);
    await database().execute(sql`update forgotten set until = now() - interval '1 second'`);
    await removeOrphans(services);
    const { rows } = (await database().execute(sql`select 1 from forgotten`)) as unknown as {
      rows: unknown[];
    };
    expect(rows).toEqual([]);
  });

  it('is deleted after one question, to which only they can say yes, once', async () => {
    await make();
    const asked = await ask(services, 'forget', ana, {}, { target: { platform: 'telegram' } });
    const said = sentence(english, asked.text);
    expect(said).toContain('Delete everything I store about this Telegram account?');
    expect(said).toContain('This deletes 1 clip');
    const [yes] = asked.actions;
    const answer = (who: typeof ana, to: string) => ask(services, 'forget', who, { id: yes?.id, to });
    await expect(answer(actor('ben'), 'yes')).rejects.toMatchObject({ kind: 'not_found' });
    expect((await answer(ana, 'yes')).text).toMatchObject({ key: 'forgotten', values: { clips: 1 } });
    await expect(answer(ana, 'yes')).rejects.toMatchObject({ kind: 'not_found' });
    const again = await ask(services, 'forget', ana, {});
    await answer(ana, 'no').catch(() => {});
    const no = await ask(services, 'forget', ana, { id: again.actions[1]?.id, to: 'no' });
    expect(no.text.key).toBe('not_deleted');
    await expect(ask(services, 'forget', actor(''), {})).rejects.toMatchObject({ kind: 'not_allowed' });
  });
});
