import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { sharePath } from '../../adapters/web/gallery/clip-urls.ts';
import { Failure } from '../../src/core/failure.ts';
import { type Actor, can, type Visibility } from '../../src/core/permission.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Target } from '../../src/core/target.ts';
import { changeRules } from '../../src/jobs/community-rules.ts';
import { reportClip } from '../../src/jobs/report-clip.ts';
import { askToPublish, publishRequested } from '../../src/jobs/share-answer.ts';
import { findClip, insertClip } from '../../src/store/clip-rows.ts';
import { communityNames } from '../../src/store/communities.ts';
import { grantCredits } from '../../src/store/ledger.ts';
import { postsOf } from '../../src/store/posts.ts';
import { standUp } from '../jobs/job-stand.ts';
import { ask, publishAs } from '../jobs/job-studio.ts';
import { keep } from '../peers/marked.ts';
import { actor, request, webSecret } from '../peers/render-services.ts';
import { clipRow, insertJob, jobRow } from '../store/rows.ts';

const home = { community: 'home' } as const;
const ana = actor('ana', { communities: ['home'] });
const ben = actor('ben', { communities: ['home'] });
const eve = actor('eve');

const states = ['private', 'link', 'community', 'public'] as const;
/** What others see of a clip in each state after one press, and after the press that answers. */
const presses: Record<string, readonly string[]> = {
  share: ['private', 'link', 'community', 'public'],
  'share:link': ['link', 'link', 'community+link', 'public+link'],
  'share:unlink': ['private', 'private', 'community', 'public'],
  'share:public': ['private', 'link', 'community', 'public'],
  'publish:yes': ['private', 'link', 'community', 'public'],
  'share:public publish:no': ['private', 'link', 'community', 'public'],
  'share:public publish:yes': ['public', 'public+link', 'public', 'public'],
  post: ['community', 'community+link', 'community', 'public'],
  'post unshare': ['private', 'private', 'private', 'private'],
  'share:community': ['community', 'community+link', 'community', 'community'],
  'share:private': ['private', 'private', 'private', 'private'],
  unshare: ['private', 'private', 'private', 'private'],
};

describe('sharing in named steps', () => {
  const stand = standUp();
  const posted: Reply[] = [];
  const erased: unknown[] = [];
  /** How the chat answers: what stays there, and what happens while a message is sent. */
  let stays = 0;
  let sending: () => Promise<void> = async () => {};
  let openly: (address: Target) => Target | null;
  beforeEach(async () => {
    posted.length = erased.length = stays = 0;
    openly = (target) => ({ ...target, open: true });
    sending = async () => {};
    await stand.rebuild({
      platform: {
        ...stand.memory,
        channelOf: (address) => openly(address),
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
  });

  const made = async (state: (typeof states)[number], more: object = {}): Promise<string> => {
    const job = await insertJob(stand.store.database, jobRow());
    const visibility: Visibility = state === 'link' ? 'private' : state;
    const row = { ...clipRow(job?.id ?? '', 1), community: 'home', visibility, ...more };
    await insertClip(stand.store.database, row);
    await using workspace = await stand.services.storage.workspace();
    for (const key of [row.file, row.thumbnail]) {
      await writeFile(join(workspace.folder, 'bytes'), key);
      await keep(stand.services.storage, key, join(workspace.folder, 'bytes'));
    }
    if (state === 'link') await ask(stand.services, 'share', ana, { id: row.id, to: 'link' }, home);
    return row.id;
  };
  const press = async (id: string, buttons: string, who: Actor = ana): Promise<Reply> => {
    let last: Reply | null = null;
    for (const button of buttons.split(' ')) {
      const [name = '', to] = button.split(':');
      last = await ask(stand.services, name, who, { id, ...(to && { to }) }, home);
    }
    if (last === null) throw new Error('nothing was pressed');
    return last;
  };
  const seen = async (id: string): Promise<string> => {
    const clip = await findClip(stand.store.database, id);
    if (clip === null) throw new Error('no clip');
    const [member, stranger] = [can(ben, 'view', clip), can(eve, 'view', clip)];
    const state = stranger ? 'public' : member ? 'community' : 'private';
    expect(state).toBe(clip.visibility);
    if (clip.linkKey === null) return state;
    return state === 'private' ? 'link' : `${state}+link`;
  };

  const cells = Object.entries(presses).flatMap(([buttons, after]) =>
    states.map((state, index) => ({ buttons, state, after: after[index] ?? '' })),
  );
  it.each(cells)('$buttons on a clip that is $state: $after', async ({ buttons, state, after }) => {
    const id = await made(state);
    await press(id, buttons);
    expect(await seen(id)).toBe(after);
  });

  it('shows only what is open now, and every step can be undone', async () => {
    const shown = async (id: string): Promise<string[]> =>
      (await press(id, 'share')).actions.map(({ command, argument }) => argument ?? command);
    const undone = { link: 'unlink', community: 'unshare', public: 'unshare' } as const;
    const rows = await Promise.all(
      states.map(async (state) => [state, (await shown(await made(state))).join(' ')] as const),
    );
    expect(Object.fromEntries(rows)).toEqual({
      private: 'link post public',
      link: 'link post public unlink unshare',
      community: 'link post public unshare',
      public: 'link post community unshare',
    });
    for (const [state, back] of Object.entries(undone))
      expect(rows.find(([one]) => one === state)?.[1]).toContain(back);
    expect(await shown(await made('private', { hiddenAt: new Date() }))).toEqual([]);
    openly = () => null;
    expect(await shown(await made('community'))).toEqual(['link', 'public', 'unshare']);
    const outside = await ask(stand.services, 'share', ana, {
      id: await made('private', { community: null }),
    });
    expect(outside.actions.map(({ argument }) => argument)).toEqual(['link', 'public']);
  });

  it('a link is signed, works for its days alone, and a new one is another', async () => {
    const id = await made('private');
    const linkIn = ({ text }: Reply) => (text.key === 'shared' ? text.values.link : null);
    const first = linkIn(await press(id, 'share:link'));
    expect(linkIn(await press(id, 'share:link'))).toEqual(first);
    const days = (Date.parse(first?.until ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.99);
    expect(days).toBeLessThanOrEqual(30);
    const clip = await findClip(stand.store.database, id);
    if (clip?.linkKey == null || clip.linkUntil === null) throw new Error('no link');
    expect(first?.url).toBe(`https://clips.example${sharePath(webSecret, id, clip.linkKey, clip.linkUntil)}`);
    await press(id, 'share:unlink');
    expect(linkIn(await press(id, 'share'))).toBeNull();
    expect(linkIn(await press(id, 'share:link'))?.url).not.toBe(first?.url);
  });

  it('a link that goes on working is shown with its button', async () => {
    const id = await made('link');
    const told = await press(id, 'share:community');
    expect(told.text).toMatchObject({
      values: { visibility: 'community', link: { url: expect.any(String) } },
    });
    expect(told.actions).toContainEqual({ command: 'share', id, argument: 'unlink' });
    const narrower = await press(await made('public'), 'share:community');
    expect(narrower.text).toMatchObject({ values: { link: null } });
  });

  it('a post shows the clip where it is asked for, and goes when the clip is private again', async () => {
    const id = await made('private');
    await press(id, 'post');
    expect(posted).toMatchObject([{ ephemeral: false, clips: [{ clip: { id } }] }]);
    await press(id, 'unshare');
    expect(erased).toMatchObject([[{ open: true }, 'posted', { posted: { message: 'a message' } }]]);
    const elsewhere = ask(stand.services, 'post', ana, { id }, { community: 'other' });
    await expect(elsewhere).rejects.toMatchObject({ kind: 'cannot_post' });
    expect(await seen(id)).toBe('private');
  });

  it('posts once for two presses, and again later', async () => {
    const id = await made('private');
    await Promise.all([press(id, 'post'), press(id, 'post')]);
    expect(posted).toHaveLength(1);
    await stand.store.database.execute(sql`update posts set posted_at = posted_at - interval '2 minutes'`);
    await press(id, 'post');
    expect(posted).toHaveLength(2);
  });

  it('a request that is answered again posts nothing', async () => {
    const id = await made('private');
    const again = () => ask(stand.services, 'post', ana, { id }, { ...home, key: 'update 1' });
    await again();
    await stand.store.database.execute(sql`update posts set posted_at = posted_at - interval '2 minutes'`);
    await again();
    expect(posted).toHaveLength(1);
  });

  it('a post that fails leaves the clip private, and nothing to delete', async () => {
    const id = await made('private');
    sending = () => Promise.reject(new Failure('unavailable', { name: 'Chat' }));
    await expect(press(id, 'post')).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await seen(id)).toBe('private');
    expect(await postsOf(stand.store.database, id)).toEqual([]);
    sending = async () => {};
    await press(id, 'post');
    expect(await seen(id)).toBe('community');
  });

  it('a post that arrives after the clip was made private is deleted', async () => {
    const id = await made('private');
    sending = async () => void (await press(id, 'unshare'));
    await expect(press(id, 'post')).rejects.toMatchObject({ kind: 'cannot_post' });
    expect(erased.at(-1)).toMatchObject([{ open: true }, 'posted', { posted: { message: 'a message' } }]);
    expect(await seen(id)).toBe('private');
  });

  it('a message that could not be deleted is tried again', async () => {
    const id = await made('private');
    await press(id, 'post');
    stays = 1;
    const told = async () => {
      const { actions, text } = await press(id, 'unshare');
      expect(actions.some(({ command }) => command === 'unshare')).toBe(stays > 0);
      return text.key === 'shared' ? text.values.stays : null;
    };
    expect(await told()).toBe(1);
    expect(await told()).toBe(1);
    stays = 0;
    expect(await told()).toBe(0);
    expect(await postsOf(stand.store.database, id)).toEqual([]);
  });

  it.each([
    ['other channels only', { channels: ['clips'] }, {}, 'channel_closed'],
    ['a role only', { roles: ['makers'] }, {}, 'role_missing'],
    ['age-restricted channels only', { adultsOnly: ['everything'] }, {}, 'adults_only'],
    ['where it came from', {}, { adult: true }, 'adults_only'],
  ] as const)('posts only where the rules allow it: %s', async (_, rules, order, kind) => {
    await changeRules(stand.services, 'home', () => rules);
    const { recipe } = clipRow('', 1);
    const id = await made('private', { recipe: { ...recipe, order: { ...recipe.order, ...order } } });
    await expect(press(id, 'post')).rejects.toMatchObject({ kind });
    expect(await seen(id)).toBe('private');
    expect(posted).toEqual([]);
  });

  it('posts with the spoiler that the rules ask for', async () => {
    await changeRules(stand.services, 'home', () => ({ cover: 'always' }));
    await press(await made('private'), 'post');
    expect(posted[0]?.clips[0]?.clip.recipe.order.spoiler).toBe(true);
  });

  it.each([
    ['what moderators hid', { hiddenAt: new Date() }, {}, 'clip_hidden'],
    ['what its community keeps to itself', {}, { widest: 'community' }, 'too_open'],
  ] as const)('nothing goes further than it may: %s', async (_, more, rules, kind) => {
    await changeRules(stand.services, 'home', () => rules);
    const id = await made('private', more);
    for (const step of ['share:link', 'share:public'])
      await expect(press(id, step)).rejects.toMatchObject({ kind });
    expect(await seen(id)).toBe('private');
  });

  it('what moderators hid stays hidden in whatever is made from it, until they allow it again', async () => {
    const first = await made('community');
    const jobOf = async (id: string) => (await findClip(stand.store.database, id))?.job ?? '';
    const next = async (parent: string, more: object = {}) => {
      const row = jobRow();
      const job = await insertJob(stand.store.database, {
        ...row,
        order: { ...row.order, visibility: 'community', parent },
        ...more,
      });
      return job?.id ?? '';
    };
    const job = await next(await jobOf(first));
    const running = await next(job);
    const copy = clipRow(job, 1);
    await insertClip(stand.store.database, { ...copy, community: 'home' });
    const mod = actor('mod', { communities: ['home'], moderates: ['home'] });
    await press(first, 'hide', mod);
    for (const step of ['share:link', 'share:public', 'share:community', 'post'])
      await expect(press(copy.id, step), step).rejects.toMatchObject({ kind: 'clip_hidden' });
    const offered = (await press(copy.id, 'share')).actions.map(({ command }) => command);
    expect(offered.filter((one) => one !== 'unshare')).toEqual([]);
    expect((await stand.reload(running)).order.visibility).toBe('private');
    await grantCredits(stand.store.database, 'ana', 20);
    const again = await stand.ask('ana', { parent: job, visibility: 'community', community: 'home' });
    expect(again.job.order.visibility).toBe('private');
    const { text, actions } = await ask(stand.services, 'reports', mod, {}, home);
    expect(text).toEqual({
      key: 'reports',
      values: { list: [], hidden: [{ clip: first, effect: 'parallax' }] },
    });
    expect(actions).toEqual([{ command: 'hide', id: first, argument: 'undo' }]);
    await press(first, 'hide:undo', mod);
    await press(copy.id, 'share:community');
    expect(await seen(copy.id)).toBe('community');
  });

  it('moderators are told in their channel of what members can see, and of nothing private', async () => {
    const reports = { channel: 'staff', address: { platform: 'memory', staff: true } };
    await changeRules(stand.services, 'home', () => ({ reports }));
    const complaint = { kind: 'copyright', reason: '' } as const;
    await reportClip(stand.services, eve, await made('link'), complaint, () => true);
    expect(posted).toEqual([]);
    await reportClip(stand.services, ben, await made('community'), complaint);
    expect(posted.map(({ text }) => text.key)).toEqual(['report_posted']);
  });

  it('a clip that is published tells what its community is called, and none before', async () => {
    const clip = await findClip(stand.store.database, await made('community'));
    if (clip === null) throw new Error('no clip');
    const asked = { ...request(ana), community: 'home', communityName: 'Cats' };
    const names = () => communityNames(stand.store.database, ['home']);
    await askToPublish(stand.services, asked, clip);
    expect((await names()).size).toBe(0);
    await publishRequested(stand.services, asked, clip, true);
    expect((await names()).get('home')).toBe('Cats');
  });

  it('nobody but its owner takes a step, not even when asked', async () => {
    const id = await made('community');
    for (const buttons of Object.keys(presses))
      await expect(press(id, buttons, ben), buttons).rejects.toMatchObject({ kind: 'not_allowed' });
    await ask(stand.services, 'share', ana, { id, to: 'public' });
    await expect(press(id, 'publish:yes', ben)).rejects.toMatchObject({ kind: 'not_allowed' });
    expect(await seen(id)).toBe('community');
    expect((await publishAs(stand.services, ana, id)).text.key).toBe('shared');
    // An answer counts once.
    await press(id, 'unshare');
    expect((await press(id, 'publish:yes')).text.key).toBe('ask_publish');
    expect(await seen(id)).toBe('private');
  });
});
