import { describe, expect, it } from 'vitest';
import { rulesOf } from '../../src/jobs/community-rules.ts';
import { takeDown } from '../../src/jobs/take-down.ts';
import { reportedClips } from '../../src/store/reports.ts';
import { until } from '../peers/discord/person.ts';
import { buttonNamed, buttonsOf } from '../story/discord-parts.ts';
import * as telegramParts from '../story/telegram-parts.ts';
import { finish, latestJob, onTelegram, openChats, photo } from './chats.ts';

const manageMessages = 1n << 13n;
const staffBits = manageMessages | (1n << 5n);

describe('a clip that somebody reports', () => {
  const chats = openChats({ works: false });
  const open = () => reportedClips(chats().services.store.database, 10);

  it('on Discord is hidden by a moderator, taken down by the operator, and its owner is told both times', async () => {
    const { discord, services } = chats();
    const [ana, ben, mod] = [discord.person('Ana'), discord.person('Ben'), discord.person('Mod')];
    const channel = discord.channel(discord.guild('Home', { botIn: true }), {});
    const standing = { channel, installed: 'guild' } as const;
    const moderating = { ...standing, permissions: manageMessages };
    await ana.command('animate', { photo, visibility: 'community' }, standing);
    await finish(chats(), await latestJob(chats(), `discord:${ana.user.id}`));
    const [clip] = ben.sees(channel).filter(({ attachments }) => attachments.length > 0);
    if (clip === undefined) throw new Error('no clip');
    const asks = async (who: typeof ana, at: typeof standing) => {
      await who.press(clip, buttonNamed(clip, 'Report'), at);
      return until(() =>
        who
          .sees(channel)
          .find(({ content, onlyFor }) => onlyFor === who.user && content.includes('What’s wrong')),
      );
    };
    const asked = await asks(ben, standing);
    expect(buttonsOf(asked).map(({ label }) => label)).not.toContain('Hide');
    for (const _ of [1, 2]) {
      const again = await asks(ben, standing);
      await ben.press(again, buttonNamed(again, 'No consent'), standing);
      await until(() => again.content.includes('within 48 hours'));
      again.deleted = true;
    }
    expect(await open()).toMatchObject([{ kinds: ['consent'], times: 1, hidden: false }]);
    const list = await mod.command('reports', {}, moderating);
    const shown = await until(() => (list.original?.content ?? '') !== '' && list.original);
    expect(shown.content).toBe('**1 reported clip**\n1. Parallax · 1 report · No consent');
    await mod.press(shown, buttonNamed(shown, 'Hide'), moderating);
    await until(() => clip.deleted);
    const told = (words: string) =>
      until(() => ana.sees(discord.directChannel(ana.user)).find(({ content }) => content.includes(words)));
    await told('Moderators hid your Parallax clip.');
    const [line] = await open();
    expect(line).toMatchObject({ hidden: true });
    await takeDown(services, line?.clip ?? '', 'consent');
    await told('someone in it didn’t agree to it. You can’t restore it. If you disagree, contact ops@');
  });

  it('is posted where moderators want to read of it, who decide there', async () => {
    const { discord } = chats();
    const [ana, ben] = [discord.person('Ana'), discord.person('Ben')];
    const [eve, mod] = [discord.person('Eve'), discord.person('Mod')];
    const guild = discord.guild('Home', { botIn: true });
    const standing = { channel: discord.channel(guild), installed: 'guild' } as const;
    const staff = { channel: discord.channel(guild), installed: 'guild', permissions: staffBits } as const;
    const closed = { ...staff, channel: discord.channel(guild, { granted: ['view'] }) };
    const set = await mod.command('settings', { 'reports-channel': 'here' }, closed);
    await until(() => set.original?.content.includes('I can’t send messages in this channel.'));
    await mod.command('settings', { 'reports-channel': 'here' }, staff);
    const said = () => mod.sees(staff.channel).filter(({ deleted, onlyFor }) => !deleted && onlyFor === null);
    await until(() => said().length === 1);
    expect(said()[0]?.content).toBe('New reports of clips made here will be posted in this channel.');
    const { reports } = await rulesOf(chats().services, `discord:${guild.id}`);
    expect(JSON.stringify(reports)).not.toContain(mod.user.id);
    await ana.command('animate', { photo, visibility: 'community' }, standing);
    await finish(chats(), await latestJob(chats(), `discord:${ana.user.id}`));
    const [clip] = ben.sees(standing.channel).filter(({ attachments }) => attachments.length > 0);
    if (clip === undefined) throw new Error('no clip');
    const complains = async (who: typeof ana) => {
      await who.press(clip, buttonNamed(clip, 'Report'), standing);
      const asked = await until(() =>
        who
          .sees(standing.channel)
          .find(({ content, onlyFor }) => onlyFor === who.user && content.includes('What’s wrong')),
      );
      await who.press(asked, buttonNamed(asked, 'Copyright'), standing);
      await until(() => asked.content.includes('within 48 hours'));
    };
    const posts = () => said().slice(1);
    const posted = (count: number) => until(() => posts()[count - 1]);
    await complains(ben);
    const first = await posted(1);
    expect(posts().map(({ content }) => content)).toEqual(['🚩 New report: Parallax clip · Copyright']);
    await mod.press(first, buttonNamed(first, 'Dismiss'), staff);
    await until(() => first.content === 'Report dismissed. The clip stays.');
    expect(await open()).toMatchObject([{ times: 1 }]);
    await complains(eve);
    const again = await posted(2);
    // Who may only read there decides nothing.
    await ben.press(again, buttonNamed(again, 'Hide'), { channel: staff.channel, installed: 'guild' });
    await until(() => ben.sees(staff.channel).some(({ onlyFor }) => onlyFor === ben.user));
    expect(clip.deleted).toBe(false);
    await mod.press(again, buttonNamed(again, 'Hide'), staff);
    await until(() => clip.deleted && again.content.startsWith('Hidden.'));
    expect(buttonsOf(again).map(({ label }) => label)).toEqual(['Allow sharing']);
  });

  it('in a group DM is nothing for moderators, as there are none', async () => {
    const { discord } = chats();
    const [ana, ben] = [discord.person('Ana'), discord.person('Ben')];
    const group = { channel: discord.groupChannel(), installed: 'user' } as const;
    await ana.command('animate', { photo }, group);
    await finish(chats(), await latestJob(chats(), `discord:${ana.user.id}`));
    const clip = await until(() => ben.sees(group.channel).find(({ attachments }) => attachments.length > 0));
    await ben.press(clip, buttonNamed(clip, 'Report'), group);
    const asked = await until(() =>
      ben.sees(group.channel).find(({ content }) => content.includes('What’s wrong')),
    );
    await ben.press(asked, buttonNamed(asked, 'No consent'), group);
    await until(() => asked.content.includes('within 48 hours'));
    expect(asked.content).not.toContain('moderators');
  });

  it('on Telegram too, where a member is offered no Hide', async () => {
    const { telegram } = chats();
    const [ana, ben, mod] = [await onTelegram(chats()), await onTelegram(chats()), await onTelegram(chats())];
    const chat = telegram.group({ admins: [mod], deleting: [mod] });
    await ana.send(photo, { chat, caption: '/animate@photoplay_bot visibility:community' });
    await finish(chats(), await latestJob(chats(), `telegram:${ana.user.id}`));
    const [clip] = ben.sees(chat).filter(({ media }) => media?.kind === 'video');
    if (clip === undefined) throw new Error('no clip');
    const pressed = async (who: typeof ana, message: typeof clip, label: string, words: string) => {
      const before = new Map(who.sees(chat).map((one) => [one, one.text]));
      who.press(message, telegramParts.buttonNamed(message, label));
      // Telegram changes what only one person sees in place.
      return until(() =>
        who.sees(chat).find((one) => before.get(one) !== one.text && one.text.includes(words)),
      );
    };
    const asked = await pressed(ben, clip, 'Report', 'What’s wrong');
    expect(JSON.stringify(asked.keyboard)).not.toContain('hide:');
    await pressed(ben, asked, 'Shows a minor', 'within 48 hours');
    const again = await pressed(mod, clip, 'Report', 'What’s wrong');
    await pressed(mod, again, 'Hide', 'Only its owner can see this clip now');
    await until(() => clip.deleted);
    await until(() => ana.sees().find(({ text }) => text?.includes('Moderators hid your Parallax clip.')));
  });
});
