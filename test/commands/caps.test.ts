import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/all.ts';
import { settings } from '../../commands/settings.ts';
import { type Caps, capsOf, noCaps } from '../../src/core/caps.ts';
import type { Command, Request } from '../../src/core/command.ts';
import { asFailure } from '../../src/core/failure.ts';
import { bind } from '../../src/jobs/bind-command.ts';
import { changeRules, rulesOf } from '../../src/jobs/community-rules.ts';
import { postProcess } from '../../src/jobs/finish-take.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { failureText } from '../../src/text/failure-text.ts';
import { sentence } from '../../src/text/sentence.ts';
import { settingsText } from '../../src/text/settings-text.ts';
import { otherEngine } from '../jobs/engines.ts';
import { standUp } from '../jobs/job-stand.ts';
import { english } from '../messages/opened.ts';
import { actor, request } from '../peers/render-services.ts';

const free: Partial<Caps> = { resolution: '480p', seconds: 3, rendered: 7, watermark: true };
const boosted: Partial<Caps> = { resolution: '1080p', seconds: 10, rendered: 600, watermark: false };

it.each([
  { tiers: [], operator: noCaps, caps: noCaps },
  { tiers: [free], operator: noCaps, caps: { ...noCaps, ...free } },
  { tiers: [free, boosted], operator: noCaps, caps: { ...noCaps, ...boosted } },
  {
    tiers: [boosted],
    operator: { ...noCaps, resolution: '720p', rendered: 60, watermark: true },
    caps: { ...boosted, models: [], resolution: '720p', rendered: 60, watermark: true },
  },
  {
    tiers: [{ models: ['a'] }, { models: ['b', 'a'] }],
    operator: noCaps,
    caps: { ...noCaps, models: ['a', 'b'] },
  },
] as const)('the best of all tiers counts, and no more than the operator allows (%#)', (row) => {
  expect(capsOf(row.tiers, row.operator)).toEqual(row.caps);
});

describe('what members may ask for', () => {
  const stand = standUp();
  const never = new AbortController().signal;

  const run = (name: string, raw: object, more: Partial<Request> = {}) => {
    const command = commands.find((one) => one.name === name) as Command<typeof stand.services>;
    const known = {
      effects: stand.services.effects.map((one) => one.name),
      engines: ['here'],
      models: ['here-model'],
    };
    const here = { community: 'home', visibility: 'community', target: { platform: 'memory' } } as const;
    return bind(command, stand.services, known).run(request(actor('ana'), { ...here, ...more }), { ...raw });
  };
  const animate = (raw: object, more?: Partial<Request>) =>
    run('animate', { photos: [stand.photo()], effect: 'parallax', ...raw }, more);
  const orderOf = async (reply: Awaited<ReturnType<typeof run>>) =>
    (await stand.reload(reply.job?.id ?? '')).order;
  const clipOf = async (reply: Awaited<ReturnType<typeof run>>): Promise<string> => {
    const id = reply.job?.id ?? '';
    await runJob(stand.services, id, never);
    return (await clipsOfJob(stand.store.database, id))[0]?.id ?? '';
  };
  const open = async (): Promise<void> => {
    await stand.rebuild({ engines: [otherEngine(stand.engine, 'here', 0, true)] });
    await changeRules(stand.services, 'home', () => ({ roleCaps: { everyone: free, booster: boosted } }));
  };
  const booster = { roles: ['booster'] };

  it.each([
    [{ resolution: '1080p' }, 'You can make clips up to 480p here. Choose 480p or lower.'],
    [{ upscale: '720p' }, 'You can make clips up to 480p here. Choose 480p or lower.'],
    [{ seconds: 4 }, 'You can make clips up to 3 seconds long here. Choose fewer seconds.'],
    [
      { takes: 3 },
      'You can render 7 seconds of clips per hour here and have 7 left. Choose fewer seconds or takes, or try again later.',
    ],
  ])('%o is refused with what to change, and given to whoever has a better role', async (raw, sentence) => {
    await open();
    const refused = asFailure(await animate(raw).catch((error: unknown) => error));
    expect(failureText(english, refused)).toBe(sentence);
    expect((await animate(raw, booster)).job).not.toBeNull();
    // Whoever sits at this machine runs it.
    expect((await animate(raw, { uncapped: true })).job).not.toBeNull();
  });

  it('whatever makes a clip of another keeps within it too', async () => {
    await open();
    await changeRules(stand.services, 'home', ({ roleCaps }) => ({
      roleCaps: { ...roleCaps, everyone: { ...free, rendered: 12 } },
    }));
    const wide = { seconds: 5, resolution: '1080p', upscale: '1080p' };
    const clip = await clipOf(await animate(wide, booster));
    const capped = { resolution: '480p', seconds: 3, post: [], label: true };
    expect(await orderOf(await run('reroll', { id: clip }))).toMatchObject(capped);
    expect(await orderOf(await run('motion', { id: clip, to: 'more' }))).toMatchObject(capped);
    await expect(run('edit', { id: clip, seconds: 5 })).rejects.toMatchObject({ kind: 'over_cap' });
    await expect(run('extend', { id: clip })).rejects.toMatchObject({ kind: 'over_cap' });
    // Eleven of twelve seconds are taken.
    await expect(run('remix', { id: clip })).rejects.toMatchObject({ kind: 'rendered_enough' });
    const again = await orderOf(await run('reroll', { id: clip }, booster));
    expect(again).toMatchObject({ resolution: '1080p', seconds: 5 });
    expect(again.label).not.toBe(true);
  });

  it('outside communities what the operator says holds', async () => {
    await open();
    const services = { ...stand.services, caps: { ...noCaps, resolution: '480p' } } as const;
    const command = commands.find((one) => one.name === 'animate') as Command<typeof services>;
    const asked = bind(command, services, { effects: ['parallax'], engines: [], models: [] });
    const alone = request(actor('ana'), { target: { platform: 'memory' } });
    const photos = [stand.photo()];
    const { job } = await asked.run(alone, { photos, effect: 'parallax' });
    expect((await stand.reload(job?.id ?? '')).order.resolution).toBe('480p');
    await expect(asked.run(alone, { photos, effect: 'parallax', resolution: '720p' })).rejects.toMatchObject({
      kind: 'over_cap',
    });
  });

  it('a watermark says in the picture what the clip is', async () => {
    await open();
    const order = await orderOf(await animate({}));
    const { storage } = stand.services;
    await using workspace = await storage.workspace();
    const files = { sound: null, logo: null };
    const { folder } = workspace;
    const rendered = { model: undefined, files, parts: [], folder, rendered: stand.photo().path };
    const { post } = await postProcess(stand.services, order, rendered, never);
    expect(post).toMatchObject([{ kind: 'watermark', mark: { kind: 'label' } }]);
  });

  it('admins set it by role, see it, and take it back', async () => {
    await open();
    const blank = Object.fromEntries(Object.keys(settings.options).map((name) => [name, null]));
    const manager = request(actor('max', { manages: ['home'] }), { community: 'home' });
    const set = (more: object) => settings.run(stand.services, manager, { ...blank, ...more } as never);
    await set({ role: 'everyone', 'role-models': 'here-model', 'role-render': 60 });
    const rules = await rulesOf(stand.services, 'home');
    expect(rules.roleCaps).toEqual({
      everyone: { ...free, rendered: 60, models: ['here-model'] },
      booster: boosted,
    });
    expect(settingsText(english, { rules, daily: { member: 20, community: null } })).toContain(
      '480p · up to 3 s · 60 s per hour · here-model · watermark',
    );
    await set({ role: 'everyone' });
    expect((await rulesOf(stand.services, 'home')).roleCaps).toEqual({ booster: boosted });
    await expect(set({ 'role-seconds': 3 })).rejects.toMatchObject({ kind: 'missing_option' });
  });

  it.each([
    [500, 'Daily credits: default (500)'],
    [null, 'Daily credits: no limit'],
  ])('settings say how many credits there are where nobody has set it: %s', async (communityDaily, said) => {
    await stand.rebuild({ limits: { daily: 20, communityDaily } });
    const blank = Object.fromEntries(Object.keys(settings.options).map((name) => [name, null]));
    const manager = request(actor('max', { manages: ['home'] }), { community: 'home' });
    const { text } = await settings.run(stand.services, manager, blank as never);
    const lines = sentence(english, text).split('\n');
    expect(lines).toEqual(expect.arrayContaining([said, 'Daily credits per member: default (20)']));
  });
});
