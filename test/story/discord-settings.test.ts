import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { format, photo, short } from './discord-parts.ts';
import { quickStand } from './quick-stand.ts';

const manageServer = 1n << 5n;

describe('those who manage a server say what is made in it', () => {
  const { discord: stand } = quickStand();

  const stage = () => {
    const staged = stand.stage();
    const { ana, ben, guild, standing } = staged;
    const managing = { ...standing, permissions: manageServer };
    const told = async (act: Awaited<ReturnType<typeof ana.command>>): Promise<string> => {
      const own = () => ben.sees(act.channel).find(({ content }) => /❌|agree\?/.test(content));
      const message = await until(own);
      message.deleted = true;
      return message.content;
    };
    return {
      ...staged,
      set: async (values: Record<string, string | number>): Promise<string> =>
        (await stand.cardOf(await ana.command('settings', values, managing))).content,
      /** Picks in the panel under the settings. */
      pick: async (option: string, values: readonly string[]): Promise<string> => {
        const panel = await stand.cardOf(await ana.command('settings', {}, managing));
        const before = panel.edits;
        await ana.choose(panel, `set:${option}`, values, managing);
        await until(() => panel.edits > before);
        return panel.content;
      },
      /** What Ben is told of a clip that is not made. */
      refusal: async (wish: Record<string, string> = {}, more = {}, second = {}): Promise<string> => {
        const asked = { photo: await photo('cat-chelsea.jpg'), ...second, ...short, ...wish };
        return told(await ben.command('animate', asked, { ...standing, ...more }));
      },
      clip: async (wish: Record<string, string> = {}, more = {}) => {
        const cat = await photo('cat-chelsea.jpg');
        const here = { ...standing, ...more };
        const seen = ben.sees(here.channel);
        await ben.command('animate', { photo: cat, ...short, ...wish }, here);
        return stand.clipIn(() => ben.sees(here.channel), seen);
      },
      elsewhere: { channel: stand.discord.channel(guild) },
      ben,
      told,
    };
  };

  it('nobody else may, and there is nothing to say outside a server', async () => {
    const { ben, standing, told } = stage();
    expect(await told(await ben.command('settings', {}, standing))).toContain(format('failures.not_manager'));
    const direct = { channel: stand.discord.directChannel(ben.user) };
    const asked = await ben.command('settings', {}, direct);
    expect((await stand.cardOf(asked)).content).toContain(format('failures.no_community'));
  });

  it('which effects, and that outlives a restart', async () => {
    const { refusal, set } = stage();
    expect(await refusal({ effect: 'hug' })).toContain(format('failures.effect_off', { effect: 'Hug' }));
    expect(await set({ 'allow-effect': 'hug', 'forbid-effect': 'melt' })).toContain(
      '**Effects turned off:** Melt',
    );
    await stand.restart();
    const portrait = await photo('portrait-astronaut.jpg');
    const pair = { photo: portrait, photo2: portrait };
    expect(await refusal({ effect: 'hug' }, {}, pair)).toContain(
      format('replies.ask-consent', { question: 'hug' }),
    );
    expect(await refusal({ effect: 'melt' })).toContain(format('failures.effect_off', { effect: 'Melt' }));
  });

  it('where, and for whom', async () => {
    const { clip, elsewhere, pick, refusal, set } = stage();
    const shown = await set({ channels: elsewhere.channel.id, roles: '100000000000000001' });
    expect(shown).toContain(`**Channels:** <#${elsewhere.channel.id}>`);
    expect(shown).toContain('**Roles:** <@&100000000000000001>');
    const member = { roles: ['100000000000000001'] };
    expect(await refusal({}, member)).toContain(format('failures.channel_closed'));
    expect(await refusal({}, elsewhere)).toContain(format('failures.role_missing'));
    await clip({}, { ...elsewhere, ...member });
    await pick('channels', []);
    await pick('roles', []);
    await clip();
  });

  it('in a thread as in the channel or forum it belongs to', async () => {
    const { clip, elsewhere, refusal, set, standing } = stage();
    await set({ channels: elsewhere.channel.id });
    await clip({}, { channel: stand.discord.thread(elsewhere.channel) });
    const closed = { channel: stand.discord.thread(standing.channel) };
    expect(await refusal({}, closed)).toContain(format('failures.channel_closed'));
  });

  it('with which models', async () => {
    const { clip, set } = stage();
    expect(await set({ models: 'nothing, local-2.5d' })).toContain('“nothing” isn’t an option.');
    expect(await set({ models: 'local-2.5d' })).toContain('Models:** local-2.5d');
    await clip();
  });

  it('what each of its members may spend, by their roles', async () => {
    const { guild, set } = stage();
    const boosters = '100000000000000001';
    await set({ role: boosters, 'role-credits': 50 });
    expect(await set({ role: guild.id, 'role-credits': 5 })).toContain(`<@&${boosters}> 50 and @everyone 5`);
    await stand.restart();
    expect(await set({ role: boosters })).toMatch(/per member:\*\* @everyone 5\n/);
  });

  it('who sees it, and how much of it', async () => {
    const { ana, clip, refusal, set, standing } = stage();
    await set({ 'new-clips': 'private' });
    const hidden = await clip();
    expect(ana.sees(standing.channel)).not.toContain(hidden);
    await set({ 'at-most': 'private' });
    expect(await refusal({ visibility: 'community' })).toContain(
      format('failures.too_open', { widest: 'private' }),
    );
    await set({ 'new-clips': 'community', 'at-most': 'community', cover: 'always' });
    const covered = await clip();
    expect(ana.sees(standing.channel)).toContain(covered);
    expect(covered.attachments[0]?.spoiler).toBe(true);
  });
});
