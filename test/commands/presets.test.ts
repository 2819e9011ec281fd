import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Request } from '../../src/core/command.ts';
import { asFailure } from '../../src/core/failure.ts';
import { changeRules } from '../../src/jobs/community-rules.ts';
import { forgetOwner } from '../../src/jobs/forget-owner.ts';
import { savePreset } from '../../src/jobs/own-presets.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { moveCommunity } from '../../src/store/communities.ts';
import { failureText } from '../../src/text/failure-text.ts';
import { sentence } from '../../src/text/sentence.ts';
import { otherEngine } from '../jobs/engines.ts';
import { standUp } from '../jobs/job-stand.ts';
import { askAtHome } from '../jobs/job-studio.ts';
import { english } from '../messages/opened.ts';
import { actor } from '../peers/render-services.ts';

describe('presets', () => {
  const stand = standUp();
  const run = (name: string, raw: object, more?: Partial<Request>) =>
    askAtHome(stand.services, name, raw, more);
  const said = async (name: string, raw: object, more?: Partial<Request>) =>
    sentence(english, (await run(name, raw, more)).text);
  const refused = async (name: string, raw: object, more?: Partial<Request>) =>
    failureText(english, asFailure(await run(name, raw, more).catch((error: unknown) => error)));
  const orderOf = async (raw: object, more?: Partial<Request>) => {
    const { job } = await run('animate', { photos: [stand.photo()], ...raw }, more);
    return (await stand.reload(job?.id ?? '')).order;
  };
  const engines = () => [otherEngine(stand.engine, 'here', 0, true), otherEngine(stand.engine, 'there', 0)];
  const ben = { actor: actor('ben') };
  const admin = { actor: actor('adm', { manages: ['home'] }) };
  const soft = { name: 'Soft glow', effect: 'old-photo', prompt: 'slow zoom', ratio: '1:1', loop: true };

  it.each([
    [{}, { effect: 'old-photo', prompt: 'slow zoom', ratio: '1:1', loop: true, seconds: 3 }],
    [
      { effect: 'parallax', ratio: '16:9', loop: false },
      { effect: 'parallax', ratio: '16:9', loop: false },
    ],
    [{ prompt: 'pan left' }, { prompt: 'pan left', ratio: '1:1' }],
    [{ model: 'here-model' }, { model: 'here-model', engine: null }],
    [{ model: 'auto' }, { model: null }],
    [{ engine: 'here' }, { engine: 'here', model: null }],
  ])('fill in what %j leaves open, before personal defaults', async (raw, expected) => {
    await stand.rebuild({ engines: engines() });
    await run('defaults', { effect: 'parallax', ratio: '9:16', seconds: 3 });
    await run('preset', { ...soft, model: 'there-model' });
    expect(await orderOf({ preset: 'soft GLOW', ...raw })).toMatchObject(expected);
  });

  it('keep the settings and the prompt of a clip, without its photo, owner, place and texts', async () => {
    await stand.rebuild({ engines: engines() });
    const { job } = await run('animate', {
      ...{ photos: [stand.photo()], effect: 'old-photo', prompt: 'slow zoom', ratio: '9:16' },
      ...{ watermark: 'Ana', title: 'For Ben', deflicker: true },
    });
    await runJob(stand.services, job?.id ?? '', new AbortController().signal);
    const id = (await clipsOfJob(stand.store.database, job?.id ?? ''))[0]?.id ?? '';
    expect(await said('preset', { id, do: 'save' })).toContain(
      'Saved as the preset old-photo. It includes the prompt.',
    );
    await run('preset', { id, do: 'save' });
    const { file } = await run('preset', { name: 'old-photo-2', do: 'export' });
    const exported = JSON.parse(file?.content ?? '{}');
    expect(exported).toMatchObject({
      name: 'old-photo-2',
      values: { effect: 'old-photo', prompt: 'slow zoom' },
    });
    for (const secret of ['ana', 'Ben', 'home', id, job?.id ?? '', 'photos', 'address'])
      expect(file?.content).not.toMatch(new RegExp(`"[^"]*\\b${secret}\\b`, 'i'));
    expect(await refused('preset', { id, do: 'save' }, { ...ben, community: 'elsewhere' })).toBe(
      english.format('failures.not_found'),
    );
  });

  it('are listed, shown, renamed, changed and deleted by their owner', async () => {
    expect(await said('presets', {})).toContain('You have no presets.');
    await run('preset', soft);
    expect(await said('presets', {})).toContain('• Soft glow: Old photo · “slow zoom” · 2 more');
    expect(await said('preset', { name: 'soft glow' })).toContain(
      '• Effect: Old photo\n• Prompt: slow zoom\n• Aspect ratio: 1:1\n• Loop: On',
    );
    expect(await said('preset', { name: 'soft glow', rename: 'Mine' })).toContain('Preset Mine');
    await run('preset', { name: 'Mine', seconds: 7 });
    expect(await said('preset', { name: 'mine' })).toContain('• Effect: Old photo');
    expect(await refused('preset', { name: 'mime' })).toBe(
      'There’s no preset named mime. Did you mean Mine?',
    );
    expect(await refused('preset', { name: 'Mine' }, ben)).toContain('no preset named Mine');
    expect(await said('preset', { name: 'Mine', do: 'delete' })).toBe('Deleted the preset Mine.');
    expect(await refused('animate', { photos: [stand.photo()], preset: 'Mine' })).toContain('no preset');
  });

  it('are shared by admins, or by members where that is allowed, and taken back by both', async () => {
    await stand.rebuild({ engines: engines() });
    await run('preset', soft);
    expect(await refused('preset', { name: 'Soft glow', do: 'share' })).toBe(
      english.format('failures.not_manager'),
    );
    await changeRules(stand.services, 'home', () => ({ presets: 'members' }));
    expect(await said('preset', { name: 'Soft glow', do: 'share' })).toContain('with its prompt');
    expect(await orderOf({ preset: 'Soft glow' }, ben)).toMatchObject({ effect: 'old-photo', ratio: '1:1' });
    const elsewhere = { ...ben, community: 'elsewhere' };
    expect(await refused('preset', { name: 'Soft glow' }, elsewhere)).toContain('no preset');
    for (const change of [{ do: 'unshare' }, { rename: 'Bens' }])
      expect(await refused('preset', { name: 'Soft glow', ...change }, ben)).toBe(
        english.format('failures.not_manager'),
      );
    await run('preset', { ...soft, seconds: 2 }, ben);
    expect(await refused('preset', { name: 'Soft glow', do: 'share' }, ben)).toContain('already a preset');
    await moveCommunity(stand.store.database, 'home', 'moved');
    expect(await said('presets', {}, { community: 'moved' })).toContain('Shared here\n• Soft glow');
    await moveCommunity(stand.store.database, 'moved', 'home');
    expect(await said('preset', { name: 'Soft glow', do: 'unshare' }, admin)).toContain('no longer shared');
  });

  it('whose words are blocked are not shared', async () => {
    await changeRules(stand.services, 'home', () => ({ blockedWords: ['zoom'] }));
    await run('preset', soft, admin);
    expect(await refused('preset', { name: 'Soft glow', do: 'share' }, admin)).toBe(
      english.format('failures.blocked_words'),
    );
  });

  it('never hand on the prompt of someone else, or out of an age-restricted channel', async () => {
    await stand.rebuild({ engines: engines() });
    const clipOf = async (more: Partial<Request>) => {
      const raw = { photos: [stand.photo()], effect: 'old-photo', prompt: 'slow zoom' };
      const { job } = await run('animate', raw, more);
      await runJob(stand.services, job?.id ?? '', new AbortController().signal);
      return (await clipsOfJob(stand.store.database, job?.id ?? ''))[0]?.id ?? '';
    };
    const there = { actor: actor('ben', { communities: ['home'] }) };
    const id = await clipOf({});
    expect(await said('preset', { id, do: 'save' }, there)).not.toContain('prompt');
    expect(await said('preset', { name: 'old-photo' }, there)).not.toContain('slow zoom');
    const rated = await clipOf({ adult: true });
    expect(await said('preset', { id: rated, do: 'save' })).not.toContain('prompt');
  });

  it('are held to the same limits as options, and blocked words do not get in by renaming', async () => {
    await changeRules(stand.services, 'home', () => ({
      ...{ roleCaps: { everyone: { seconds: 3 } }, blockedWords: ['zoom'], presets: 'members' },
    }));
    await run('preset', { name: 'long', seconds: 9 });
    expect(await refused('animate', { photos: [stand.photo()], preset: 'long' })).toContain(
      'up to 3 seconds',
    );
    await run('preset', { name: 'long', do: 'share' });
    await run('preset', { name: 'long', do: 'delete' });
    expect(await refused('preset', { name: 'long', rename: 'Zoom' })).toBe(
      english.format('failures.blocked_words'),
    );
    expect(await refused('preset', { name: 'long', rename: ' ' })).toContain('New name');
  });

  it('are listed twenty at a time', async () => {
    for (let number = 10; number < 35; number += 1) await run('preset', { name: `p${number}`, seconds: 2 });
    const { actions } = await run('presets', {});
    expect(actions).toHaveLength(21);
    expect(await said('presets', { after: actions.at(-1)?.id })).toContain('• p34');
  });

  it('name what no longer exists, unless something else is chosen', async () => {
    await stand.rebuild({ engines: engines() });
    await run('preset', { name: 'far', model: 'there-model' });
    await stand.rebuild({ engines: engines().slice(0, 1) });
    expect(await refused('animate', { photos: [stand.photo()], preset: 'far' })).toBe(
      'The preset far uses there-model as its Model, which isn’t available anymore. Choose another value for Model, or delete the preset.',
    );
    expect(await orderOf({ preset: 'far', model: 'here-model' })).toMatchObject({ model: 'here-model' });
    await savePreset(stand.services, 'ana', { name: 'old', values: { effect: 'ghost', seconds: 2 } });
    expect(await refused('animate', { photos: [stand.photo()], preset: 'old' })).toContain(
      'uses ghost as its Effect, which isn’t available anymore',
    );
    expect(await orderOf({ preset: 'old', effect: 'old-photo' })).toMatchObject({ seconds: 2 });
  });

  const file = async (content: string) => {
    const path = join(stand.folder(), 'preset.json');
    await writeFile(path, content);
    return { file: { path, name: 'preset.json' } };
  };
  const fine = { photoplay: 'preset', version: 1, name: 'From afar', values: { effect: 'old-photo' } };

  it.each([
    ['{', 'isn’t a preset'],
    [JSON.stringify({ ...fine, owner: 'eve' }), 'isn’t allowed: owner'],
    [JSON.stringify({ ...fine, version: 2 }), 'The field version'],
    [JSON.stringify({ photoplay: 'preset', version: 1, values: {} }), 'is missing the field name'],
    [JSON.stringify({ ...fine, values: { effect: { deep: true } } }), 'The field values.effect'],
    [JSON.stringify({ ...fine, values: { photos: 'x' } }), 'no photos option'],
    [JSON.stringify({ ...fine, values: { visibility: 'private' } }), 'no visibility option'],
    [JSON.stringify({ ...fine, values: { effect: 'old-foto' } }), 'Did you mean Old photo?'],
    [JSON.stringify({ ...fine, values: { seconds: 700 } }), 'Seconds'],
    [JSON.stringify({ ...fine, values: {} }), 'nothing to save'],
  ])('refuse the file %s', async (content, reason) => {
    expect(await refused('preset', await file(content))).toContain(reason);
    expect(await said('presets', {})).toContain('You have no presets.');
  });

  it('from a stranger hold no file, ID or audience, and no name of theirs fills an answer', async () => {
    const long = 'x'.repeat(100_000);
    const values = [
      ...[{ visibility: 'public' }, { takes: 4 }, { id: 'A'.repeat(22) }, { photos: '/etc/passwd' }],
      ...[{ audio: '/etc/passwd' }, { like: 'A'.repeat(22) }, { [long]: 1 }, { effect: { kiss: 1 } }],
    ];
    const contents = [
      ...values.map((own) => JSON.stringify({ ...fine, values: own })),
      JSON.stringify({ ...fine, [long]: 1 }),
      JSON.stringify({ ...fine, values: {} }).replace('{}', '{"__proto__":{"effect":"kiss"}}'),
    ];
    for (const content of contents) {
      const answer = await refused('preset', await file(content));
      expect(answer, content.slice(0, 80)).not.toContain('Something went wrong');
      expect(answer.length, content.slice(0, 80)).toBeLessThan(300);
    }
    expect(await said('presets', {})).toContain('You have no presets.');
  });

  it('are the same after export and import, and gone once their owner is forgotten', async () => {
    await run('preset', soft, admin);
    await run('preset', { name: 'Soft glow', do: 'share' }, admin);
    const { file: exported } = await run('preset', { name: 'Soft glow', do: 'export' });
    expect(exported?.name).toBe('Soft-glow.json');
    await run('preset', await file(exported?.content ?? ''));
    const own = await run('preset', { name: 'Soft glow', do: 'export' });
    expect(own.file).toEqual(exported);
    expect(await said('forget', {}, admin)).toContain('It deletes 2 presets');
    await forgetOwner(stand.services, { id: 'adm' });
    expect(await said('presets', {}, ben)).toContain('You have no presets.');
    expect(await said('presets', {})).not.toContain('Shared here');
  });
});
