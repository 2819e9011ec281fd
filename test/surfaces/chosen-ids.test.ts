import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/discord/world.ts';
import { buttonNamed, format } from '../story/discord-parts.ts';
import { finish, latestJob, openChats, photo } from './chats.ts';

describe('what people choose from on Discord', () => {
  const chats = openChats();

  const stage = () => {
    const { discord } = chats();
    const [ana, ben] = [discord.person('Ana'), discord.person('Ben')];
    const channel = discord.channel(discord.guild('Home'));
    const standing = { channel, permissions: 1n << 5n };
    const clipAfter = (...seen: Message[]) =>
      until(() => ana.sees(channel).find((one) => one.attachments.length > 0 && !seen.includes(one)), 20);
    const told = (words: string) =>
      until(() => ana.sees(channel).find(({ content }) => content.includes(words)), 20);
    const offered = async (command: string, option: string, typed: string, who = ana) => {
      const act = await who.suggest(command, option, typed, standing);
      return until(() => act.choices);
    };
    return { discord, ana, ben, channel, standing, clipAfter, told, offered };
  };

  it('ids are one’s own clips by effect, age and words, and failed or waiting jobs where those are meant', async () => {
    const { ana, ben, channel, clipAfter, offered, standing, told } = stage();
    await ana.command('animate', { photo, effect: 'old-photo', prompt: 'grandpa smiles' }, standing);
    const first = await clipAfter();
    await ana.command('animate', { photo, effect: 'parallax' }, standing);
    const second = await clipAfter(first);
    const idOf = (clip: Message): string => buttonNamed(clip, 'Reroll').split(':')[1] ?? '';
    const id = idOf(first);
    // Editors get those they chose, with a timeline.
    await ana.command('export', { id, clip2: idOf(second) }, standing);
    await told(`export.zip?owner=discord:${ana.user.id}&clip=${id}&clip=${idOf(second)}`);
    await ben.command('export', { id }, standing);
    const refused = () =>
      ben.sees(channel).some(({ content }) => content.includes(format('failures.not_allowed')));
    await until(refused, 20);
    for (const command of ['reroll', 'edit', 'clip', 'delete', 'recipe'])
      expect(await offered(command, 'id', '')).toHaveLength(2);
    expect(await offered('animate', 'like', 'grandpa')).toEqual([
      { name: expect.stringMatching(/^Old photo · (now|\d+ seconds? ago) · “grandpa smiles”$/), value: id },
    ]);
    expect(await offered('extend', 'id', 'PARALLAX')).toHaveLength(1);
    expect(await offered('cancel', 'id', '')).toEqual([]);
    expect(await offered('retry', 'id', '')).toEqual([]);
    expect(await offered('reroll', 'id', '', ben)).toEqual([]);
    await ana.command('clips', { effect: 'old-photo' }, standing);
    const listed = await told(format('replies.clips', { count: 1 }));
    expect(listed.content).toMatch(/Old photo · “grandpa smiles” · .+ · <t:\d+:f>/);
    listed.deleted = true;
    await ana.command('clips', { effect: 'talking-head' }, standing);
    await told(format('replies.no-such-clips', { effect: 'Talking head' }));
  });

  it('channels and roles are picked under the settings, and shown as mentions', async () => {
    const { ana, ben, channel, discord, standing, told } = stage();
    await ana.command('settings', {}, standing);
    const panel = await told('Server settings');
    const picked = async (option: string, values: readonly string[], words: string): Promise<void> => {
      await ana.choose(panel, `set:${option}`, values, standing);
      await until(() => panel.content.includes(words), 20);
    };
    await picked('channels', [channel.id], `**Channels:** <#${channel.id}>`);
    await picked('roles', ['77', channel.guild?.id ?? ''], '**Roles:** <@&77> and @everyone');
    await picked('new-clips', ['private'], '**Default visibility:** Private');
    await ana.press(panel, buttonNamed(panel, 'Always use spoilers'), standing);
    await until(() => panel.content.includes('**Spoiler:** always'), 20);
    await picked('channels', [], '**Channels:** all');
    await ben.choose(panel, 'set:channels', [channel.id], { ...standing, permissions: 0n });
    await until(() =>
      ben.sees(channel).some(({ content }) => content.includes(format('failures.not_manager'))),
    );
    expect(panel.content).toContain('**Channels:** all');
    expect(discord.state.commands.get('global')?.find(({ name }) => name === 'settings')).toMatchObject({
      options: expect.arrayContaining([
        expect.objectContaining({ name: 'channels', type: 7 }),
        expect.objectContaining({ name: 'role', type: 8 }),
      ]),
    });
  });

  it('effects that are off here say so', async () => {
    const { ana, offered, standing, told } = stage();
    const names = async () => (await offered('animate', 'effect', '')).map(({ name }) => name);
    expect((await names()).filter((name) => name.includes('(off here)'))).toHaveLength(2);
    await ana.command('settings', { 'allow-effect': 'hug', 'forbid-effect': 'parallax' }, standing);
    await told('Effects turned off');
    expect((await names()).filter((name) => name.includes('(off here)'))).toEqual([
      expect.stringContaining('Parallax'),
      expect.stringContaining('Kiss'),
    ]);
    await ana.command('effects', {}, standing);
    expect((await told('**Kiss')).content).toContain('**Parallax (off here)**');
  });
});

describe('a button that is pressed many times', () => {
  const chats = openChats({ works: false });

  it('shows others one card, and nothing that says thinking', async () => {
    const { discord } = chats();
    const [ana, ben] = [discord.person('Ana'), discord.person('Ben')];
    const channel = discord.channel(discord.guild('Home'));
    const standing = { channel };
    await ana.command('animate', { photo, effect: 'old-photo' }, standing);
    await finish(chats(), await latestJob(chats(), `discord:${ana.user.id}`));
    const clip = await until(() => ana.sees(channel).find(({ attachments }) => attachments.length > 0));
    const before = discord.state.called.length;
    const reroll = buttonNamed(clip, 'Reroll');
    const acts = await Promise.all(Array.from({ length: 12 }, () => ana.press(clip, reroll, standing)));
    const already = format('replies.already-accepted', { effect: 'Old photo' });
    await until(() => ana.sees(channel).filter(({ content }) => content === already).length === 11, 30);
    expect(acts.filter(({ original }) => original?.onlyFor === null)).toHaveLength(1);
    await finish(chats(), await latestJob(chats(), `discord:${ana.user.id}`));
    await until(() => ben.sees(channel).length === 2, 30);
    expect(discord.state.called.slice(before).every(({ status }) => status < 400)).toBe(true);
  });
});
