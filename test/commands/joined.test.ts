import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Clip } from '../../src/core/clip.ts';
import type { Request } from '../../src/core/command.ts';
import { withParts } from '../../src/core/joined.ts';
import type { Visibility } from '../../src/core/permission.ts';
import { withoutWords } from '../../src/core/personal-words.ts';
import { changeRules } from '../../src/jobs/community-rules.ts';
import { insertClip } from '../../src/store/clip-rows.ts';
import { findJob } from '../../src/store/jobs.ts';
import { otherEngine } from '../jobs/engines.ts';
import { standUp } from '../jobs/job-stand.ts';
import { ask, publishAs } from '../jobs/job-studio.ts';
import { keep } from '../peers/marked.ts';
import { actor } from '../peers/render-services.ts';
import { clipRow, insertJob, jobRow } from '../store/rows.ts';

const ana = actor('ana');
const ben = actor('ben', { communities: ['home', 'other'] });

describe('a clip that goes on from somebody else’s', () => {
  const stand = standUp();

  beforeEach(async () => {
    const { engine } = stand;
    await stand.rebuild({
      engine: { ...engine, plan: (shot, model) => ({ ...engine.plan(shot, model), credits: 0 }) },
    });
  });

  const stored = async (changes: Partial<Clip>): Promise<string> => {
    const job = await insertJob(stand.store.database, jobRow());
    const row = { ...clipRow(job?.id ?? '', 1), community: 'home', ...changes };
    await insertClip(stand.store.database, row);
    await using workspace = await stand.services.storage.workspace();
    for (const key of [row.file, row.thumbnail]) {
      await writeFile(join(workspace.folder, 'bytes'), row.id);
      await keep(stand.services.storage, key, join(workspace.folder, 'bytes'));
    }
    return row.id;
  };

  it.each<[Visibility, string, Visibility, Visibility]>([
    ['community', 'home', 'community', 'community'],
    ['community', 'other', 'community', 'private'],
    ['community', 'home', 'public', 'private'],
    ['public', 'other', 'community', 'community'],
    ['public', 'other', 'public', 'public'],
  ])('a %s one made in %s, asked for as %s, is %s', async (visibility, community, asked, made) => {
    const id = await stored({ visibility });
    const request: Partial<Request> = { community, visibility: asked };
    expect((await ask(stand.services, 'extend', ben, { id }, request)).job?.visibility).toBe(made);
  });

  it('may be shown as widely as the first one, while that is so', async () => {
    const first = await stored({ visibility: 'community' });
    const { recipe } = clipRow('', 1);
    const after = { clip: first, owner: 'ana', seconds: 4 };
    const more = { owner: 'ben', recipe: { ...recipe, order: { ...recipe.order, after } } };
    const [here, elsewhere] = [await stored(more), await stored({ ...more, community: 'other' })];
    const show = (id: string, to: Visibility) => ask(stand.services, 'share', ben, { id, to });
    await show(here, 'community');
    const refused = { kind: 'not_allowed' };
    await expect(show(here, 'public')).rejects.toMatchObject(refused);
    await expect(show(elsewhere, 'community')).rejects.toMatchObject(refused);
    await publishAs(stand.services, ana, first);
    await publishAs(stand.services, ben, here);
    await ask(stand.services, 'delete', ana, { id: first });
    await expect(show(elsewhere, 'public')).rejects.toMatchObject(refused);
    await show(here, 'private');
  });

  it('keeps the words of the first part, until what it is made with is erased', async () => {
    const { recipe } = clipRow('', 1);
    const post = [{ kind: 'title', text: 'Two cats' }] as const;
    const id = await stored({ recipe: { ...recipe, order: { ...recipe.order, prompt: 'waves', post } } });
    const job = await ask(stand.services, 'extend', ana, { id });
    const order = (await findJob(stand.store.database, job.job?.id ?? ''))?.order;
    const parts = [{ effect: 'parallax', prompt: 'waves', post }];
    expect(order?.post).toEqual([]);
    expect(order && withParts(order).slice(1)).toEqual(parts);
    const joined = { clips: [id], jobs: [], style: 'cut', parts } as const;
    const erased = order && withoutWords({ ...order, joined });
    expect(JSON.stringify(erased)).not.toMatch(/waves|Two cats/);
  });

  it('of clips of which one was deleted says which, when it is edited', async () => {
    const [first, second] = [await stored({}), await stored({})];
    const { recipe } = clipRow('', 1);
    const joined = { clips: [first, second], jobs: [], style: 'cut', parts: [] } as const;
    const order = { ...recipe.order, joined };
    const id = await stored({ recipe: { ...recipe, order } });
    await ask(stand.services, 'delete', ana, { id: first });
    await expect(ask(stand.services, 'edit', ana, { id, title: 'Cats' })).rejects.toMatchObject({
      kind: 'part_gone',
      facts: { number: 1, count: 2 },
    });
  });

  it.each([
    ['extend', {}],
    ['reroll', {}],
    ['remix', {}],
    ['motion', { to: 'more' }],
    ['refine', {}],
    ['preset', { do: 'save' }],
    ['animate', { effect: 'hug' }],
  ])('of joined clips %s makes nothing, because nothing was rendered', async (name, more) => {
    const { recipe } = clipRow('', 1);
    const joined = { clips: [], jobs: [], style: 'cut', parts: [] } as const;
    const order = { ...recipe.order, effect: 'joined', joined };
    const id = await stored({ visibility: 'community', recipe: { ...recipe, order } });
    const who = name === 'remix' ? ben : ana;
    const about = name === 'animate' ? { like: id, photos: [stand.photo()] } : { id };
    await expect(ask(stand.services, name, who, { ...about, ...more })).rejects.toMatchObject({
      kind: 'not_rerendered',
    });
    const { actions } = await ask(stand.services, 'clip', who, { id });
    expect(actions.map(({ command }) => command)).not.toContain(name);
    expect(actions.some(({ command }) => command === 'edit')).toBe(who === ana);
  });

  it('keeps to the rules about what its parts say and show, also once they are deleted', async () => {
    const { recipe } = clipRow('', 1);
    const shown = { visibility: 'community', recipe } as const;
    const post = [{ kind: 'title', text: 'Zebra' }] as const;
    const titled = await stored({ ...shown, recipe: { ...recipe, order: { ...recipe.order, post } } });
    const other = await stored(shown);
    await stand.rebuild({ engine: otherEngine(stand.engine, 'local', 0, true) });
    const here = { community: 'home', visibility: 'community' } as const;
    const joining = async (...clips: readonly [string, string]): Promise<string> => {
      const [id, clip2] = clips;
      const { job } = await ask(stand.services, 'join', ana, { id, clip2, style: 'cut' }, here);
      const { order } = await stand.reload(job?.id ?? '');
      return stored({ recipe: { ...recipe, order } });
    };
    const film = await joining(titled, other);
    const longer = await joining(film, other);
    const share = (id: string) => ask(stand.services, 'share', ana, { id, to: 'community' }, here);
    await share(film);
    await changeRules(stand.services, 'home', () => ({ blockedWords: ['zebra'] }));
    const refused = { kind: 'blocked_words' };
    for (const id of [titled, film, longer]) await expect(joining(id, other)).rejects.toMatchObject(refused);
    await ask(stand.services, 'delete', ana, { id: titled });
    for (const id of [film, longer]) await expect(share(id)).rejects.toMatchObject(refused);
  });

  it('neither shows the first one more widely when it is extended again', async () => {
    const first = await stored({ visibility: 'community' });
    const { recipe } = clipRow('', 1);
    const after = { clip: first, owner: 'ana', seconds: 1 };
    const own = { owner: 'ben', seconds: 1, visibility: 'community' as const };
    const second = await stored({ ...own, recipe: { ...recipe, order: { ...recipe.order, after } } });
    const { job } = await ask(stand.services, 'extend', ben, { id: second }, { community: 'home' });
    const { order } = await stand.reload(job?.id ?? '');
    expect(order.after).toMatchObject({ clip: second, owner: 'ben', sources: [first] });
    const third = await stored({ ...own, recipe: { ...recipe, order } });
    const show = () => ask(stand.services, 'share', ben, { id: third, to: 'public' });
    await expect(show()).rejects.toMatchObject({ kind: 'not_allowed' });
    const joining = ask(stand.services, 'join', ben, { id: third, clip2: third });
    await expect(joining).rejects.toMatchObject({ kind: 'not_allowed' });
  });
});
