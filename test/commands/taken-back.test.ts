import { beforeEach, describe, expect, it } from 'vitest';
import type { Clip } from '../../src/core/clip.ts';
import { partsKept } from '../../src/core/joined.ts';
import type { Order } from '../../src/core/order.ts';
import type { Reply } from '../../src/core/reply.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { takeDown } from '../../src/jobs/take-down.ts';
import { clipsOfJob, findClip, setVisibility } from '../../src/store/clip-rows.ts';
import { listJobs } from '../../src/store/jobs.ts';
import { grantCredits } from '../../src/store/ledger.ts';
import { sentence } from '../../src/text/sentence.ts';
import { standUp } from '../jobs/job-stand.ts';
import { ask } from '../jobs/job-studio.ts';
import { english } from '../messages/opened.ts';
import { actor } from '../peers/render-services.ts';
import { order } from '../store/rows.ts';

const never = new AbortController().signal;
const home = { community: 'home' } as const;
const ana = actor('ana', { communities: ['home'] });
const mod = actor('mod', { communities: ['home'], moderates: ['home'] });
const everything = { unfinishedOnly: false, before: null, limit: 9 } as const;
const open = { community: 'home', visibility: 'community' } as const;

describe('what was shown and is taken back', () => {
  const stand = standUp();
  const posted: Reply[] = [];
  const erased: unknown[] = [];
  let stays = 0;
  const nothing = async (): Promise<void> => {};
  /** What happens while a clip is rendered, and while a message is sent. */
  let [rendering, sending] = [nothing, nothing];

  beforeEach(async () => {
    posted.length = erased.length = stays = 0;
    [rendering, sending] = [nothing, nothing];
    const { engine } = stand;
    await stand.rebuild({
      engine: {
        ...engine,
        collect: async (...all) => {
          await rendering();
          return engine.collect(...all);
        },
      },
      platform: {
        ...stand.memory,
        deliver: async (_address, reply, delivery) => {
          posted.push(reply);
          await sending();
          await delivery.arrived('posted', 'a message');
          return 'posted';
        },
        erase: async (...asked) => {
          erased.push(asked);
          return stays;
        },
      },
    });
    for (const owner of ['ana', 'ben']) await grantCredits(stand.store.database, owner, 100);
  });

  const rendered = async (more: Partial<Order> = {}, owner = 'ana'): Promise<[Clip, ...Clip[]]> => {
    const { job } = await stand.ask(owner, { ...open, ...more });
    await runJob(stand.services, job.id, never);
    const [first, ...others] = await clipsOfJob(stand.store.database, job.id);
    if (first === undefined) throw new Error('no clip');
    return [first, ...others];
  };
  const joining = (...clips: readonly Clip[]): Partial<Order> => ({
    effect: 'joined',
    joined: {
      clips: clips.map(({ id }) => id),
      jobs: clips.map(({ job }) => job),
      style: 'cut',
      parts: partsKept(clips.map(({ recipe }) => recipe.order)),
    },
  });
  const hide = async (id: string): Promise<string> =>
    sentence(english, (await ask(stand.services, 'hide', mod, { id }, home)).text);
  const visibility = async ({ id }: Clip) => (await findClip(stand.store.database, id))?.visibility ?? 'gone';
  const jobs = async () => (await listJobs(stand.store.database, 'ana', everything)).map(({ id }) => id);
  /** Messages that show a clip to everyone, and those that were deleted. */
  const shown = () => posted.filter(({ clips, ephemeral }) => clips.length > 0 && !ephemeral).length;

  it('a remake that a worker already has comes out private once its source is hidden', async () => {
    const [first] = await rendered();
    rendering = async () => void (await hide(first.id));
    const [remake] = await rendered({ parent: first.job });
    expect([await visibility(remake), shown(), erased.length]).toEqual(['private', 1, 1]);
  });

  it('a remake that is on its way is deleted where it arrives', async () => {
    const [first] = await rendered();
    sending = async () => {
      sending = nothing;
      await hide(first.id);
    };
    const [remake] = await rendered({ parent: first.job });
    expect([await visibility(remake), shown(), erased.length]).toEqual(['private', 2, 2]);
  });

  it('what only its owner was sent stays when it becomes private on its way', async () => {
    sending = async () => {
      const [job = ''] = await jobs();
      await setVisibility(stand.store.database, { job }, 'private');
    };
    const [clip] = await rendered({ community: null });
    expect([await visibility(clip), posted.length, erased.length]).toEqual(['private', 1, 0]);
  });

  it('the other takes of a job that isn’t done stay private as well', async () => {
    let made = 0;
    rendering = async () => {
      made += 1;
      if (made !== 2) return;
      const [job = ''] = await jobs();
      await setVisibility(stand.store.database, { job }, 'private');
    };
    const clips = await rendered({ takes: 2 });
    expect([await Promise.all(clips.map(visibility)), shown()]).toEqual([['private', 'private'], 0]);
  });

  it('an edit of a joined clip that moderators hid can’t be shown', async () => {
    const [[one], [other]] = [await rendered(), await rendered()];
    const [film] = await rendered(joining(one, other));
    const [edited] = await rendered({ ...joining(one, other), parent: film.job });
    await hide(film.id);
    expect(await visibility(one)).toBe('community');
    const share = ask(stand.services, 'share', ana, { id: edited.id, to: 'community' }, home);
    await expect(share).rejects.toMatchObject({ kind: 'clip_hidden' });
  });

  it('hiding a result also hides what contains those of its takes that were deleted', async () => {
    const [one, two] = await rendered({ takes: 2 });
    const [[other], [film]] = [await rendered(), await rendered(joining(one))];
    await ask(stand.services, 'delete', ana, { id: one.id }, home);
    expect(await visibility(one)).toBe('gone');
    await hide(two?.id ?? '');
    expect([await visibility(film), await visibility(other)]).toEqual(['private', 'community']);
  });

  const containing = async () => {
    const [[one], [other]] = [await rendered(), await rendered()];
    const [film] = await rendered(joining(one, other));
    const after = { clip: film.id, owner: 'ana', seconds: 4 };
    const [longer] = await rendered({ parent: film.job, after }, 'ben');
    return { one, all: [one, film, longer, other] };
  };

  it('what contains a hidden clip is private too, and each owner is told once', async () => {
    const { one, all } = await containing();
    stays = 1;
    expect(await hide(one.id)).toContain('I couldn’t delete 3 messages that show it.');
    expect(await Promise.all(all.map(visibility))).toEqual(['private', 'private', 'private', 'community']);
    const told = posted.flatMap(({ text }) => (text.key === 'hidden_by_moderators' ? [text.values] : []));
    expect(told).toEqual([
      { effect: one.recipe.order.effect, others: 1 },
      { effect: order.effect, others: 0 },
    ]);
  });

  it('what contains a clip that was taken down goes too', async () => {
    const { one, all } = await containing();
    expect(await takeDown(stand.services, one.id, 'minor')).toMatchObject({ clips: 3, stays: 0 });
    expect(await Promise.all(all.map(visibility))).toEqual(['gone', 'gone', 'gone', 'community']);
    expect(erased).toHaveLength(3);
  });

  it('a film that contains another take of a job stays when one take is taken down', async () => {
    const [[one, other], [third]] = [await rendered({ takes: 2 }), await rendered()];
    const film = async (take: Clip | undefined) => (await rendered(joining(take as Clip, third)))[0];
    const [gone, stays] = [await film(one), await film(other)];
    expect(await takeDown(stand.services, one.id, 'minor')).toMatchObject({ clips: 2 });
    expect(await Promise.all([gone, stays, other as Clip].map(visibility))).toEqual([
      'gone',
      'community',
      'community',
    ]);
  });

  it('taking down one of several takes deletes the message that shows all of them', async () => {
    const [one, other] = await rendered({ takes: 2 });
    stays = 1;
    expect(await takeDown(stand.services, one.id, 'minor')).toMatchObject({ clips: 1, stays: 1 });
    expect([erased.length, await visibility(other as Clip)]).toEqual([1, 'community']);
  });

  it('deleting the last clip of a result deletes its message; before that, it is said to show what was deleted', async () => {
    const [one, other] = await rendered({ takes: 2 });
    const deleted = async (clip: Clip | undefined): Promise<string> =>
      sentence(english, (await ask(stand.services, 'delete', ana, { id: clip?.id }, home)).text);
    expect(await deleted(one)).toBe('Clip deleted.\n1 message still shows what was deleted.');
    expect(erased).toEqual([]);
    expect(await deleted(other)).toBe('Clip deleted.');
    expect(erased).toHaveLength(1);
  });
});
