import { describe, expect, it } from 'vitest';
import { wordsAfter } from '../../commands/setting-lists.ts';
import { defaultRules } from '../../src/core/rules.ts';
import { changeRules, rulesOf } from '../../src/jobs/community-rules.ts';
import { standUp } from '../jobs/job-stand.ts';
import { ask } from '../jobs/job-studio.ts';
import { actor } from '../peers/render-services.ts';

const admin = actor('ana', { communities: ['home'], manages: ['home'] });
const channel = '100000000000000001';

describe('settings', () => {
  const stand = standUp();
  const set = (values: Record<string, unknown>) =>
    ask(stand.services, 'settings', admin, values, { community: 'home' });

  const slips = [
    ['channels', '#clips'],
    ['channels', `<#${channel}> #clips`],
    ['channels', 'all, #clips'],
    ['channels', ' '],
    ['models', 'klng-2.5'],
    ['models', 'test-model, klng-2.5'],
    ['models', 'none'],
    ['roles', 'Boosters'],
    ['roles', `<@&${channel}> Boosters`],
    ['role', 'Boosters'],
    ['role', `<@&${channel}> <@&${channel}1>`],
    ['adults-only', 'promts'],
    ['allow-effect', 'paralax'],
    ['forbid-effect', 'kisss'],
    ['new-clips', 'everyone'],
    ['at-most', 'hidden'],
    ['cover', 'never'],
    ['label', 'never'],
  ] as const;

  it('refuse whatever they do not know, and then nothing changes', async () => {
    await changeRules(stand.services, 'home', () => ({
      channels: ['1'],
      models: ['a'],
      roles: ['2'],
      days: 3,
    }));
    const before = await rulesOf(stand.services, 'home');
    for (const [option, value] of slips) {
      const asked = set({ 'keep-days': 9, [option]: value });
      await expect(asked, value).rejects.toMatchObject({ kind: 'unknown_choice', facts: { option } });
      expect(await rulesOf(stand.services, 'home'), value).toEqual(before);
    }
  });

  const lists = [
    [{ channels: `<#${channel}>, -1001234567890 42` }, { channels: [channel, '-1001234567890', '42'] }],
    [{ roles: `<@&${channel}> @everyone` }, { roles: [channel, 'everyone'] }],
    [{ 'adults-only': 'Prompts, parallax' }, { adultsOnly: ['prompts', 'parallax'] }],
  ] as const;

  it('take lists, and "all" or "none" to take them back', async () => {
    for (const [values, rules] of lists) {
      await set(values);
      expect(await rulesOf(stand.services, 'home')).toEqual({ ...defaultRules, ...rules });
      const open = Object.keys(values).map((name) => [name, name === 'adults-only' ? 'none' : 'all']);
      await set(Object.fromEntries(open));
      expect(await rulesOf(stand.services, 'home')).toEqual(defaultRules);
    }
  });

  it('refuse blocked words that no longer fit', () => {
    const many = Array.from({ length: 200 }, (_, index) => `word${index}`);
    expect(wordsAfter(many.slice(1), 'one more', null)).toHaveLength(200);
    expect(() => wordsAfter(many, 'one more', null)).toThrow('too_many_choices');
    expect(wordsAfter(many, 'one more', 'word0')).toContain('one more');
  });

  it('lose nothing when many set something at once', async () => {
    const roles = Array.from({ length: 8 }, (_, index) => `${channel}${index}`);
    await Promise.all([
      ...roles.map((role, index) => set({ role, 'role-credits': index })),
      set({ 'forbid-effect': 'parallax' }),
      set({ 'allow-effect': 'old-photo' }),
      set({ 'keep-days': 3 }),
    ]);
    expect(await rulesOf(stand.services, 'home')).toEqual({
      ...defaultRules,
      days: 3,
      effects: { parallax: false, 'old-photo': true },
      roleCredits: Object.fromEntries(roles.map((role, index) => [role, index])),
    });
  });
});
