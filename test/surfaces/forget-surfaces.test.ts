import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { buttonNamed } from '../story/telegram-stand.ts';
import { finish, latestJob, onTelegram, openChats, photo } from './chats.ts';

const hour = 60 * 60_000;

describe('somebody who asks to be forgotten', () => {
  const chats = openChats({ works: false });

  it('on Discord is asked once, alone, and then the bot deletes what it posted', async () => {
    const { discord } = chats();
    const ana = discord.person('Ana');
    const channel = discord.channel(discord.guild('Home', { botIn: true }), {});
    const standing = { channel, installed: 'guild' } as const;
    await ana.command('animate', { photo, visibility: 'community' }, standing);
    await finish(chats(), await latestJob(chats(), `discord:${ana.user.id}`));
    const posted = () => ana.sees(channel).filter(({ attachments }) => attachments.length > 0);
    expect(posted()).toHaveLength(1);
    const asked = await ana.command('forget', {}, standing);
    const question = await until(() => (asked.original?.content ?? '') !== '' && asked.original);
    expect(question.content).toContain('Delete everything I store about this Discord account?');
    expect(question.onlyFor).toBe(ana.user);
    const yes = JSON.stringify(question.components).match(/forget:[\w-]{22}:yes/)?.[0] ?? '';
    const pressed = await ana.press(question, yes, standing);
    const answer = await until(() => (pressed.original?.content ?? '') !== '' && pressed.original);
    expect(answer.content).toBe('Done. 1 clip and everything else about you is deleted.');
    expect(posted()).toEqual([]);
  });

  it.each([
    { hours: 1, stays: '' },
    { hours: 49, stays: ' 1 message couldn’t be deleted.' },
  ])('on Telegram too, but for what is older than a bot may delete ($hours h)', async ({ hours, stays }) => {
    const { telegram } = chats();
    const ana = await onTelegram(chats());
    await ana.send(photo, { chat: ana.home, caption: '/animate@photoplay_bot visibility:private' });
    await finish(chats(), await latestJob(chats(), `telegram:${ana.user.id}`));
    const clips = () => ana.sees().filter(({ media }) => media?.kind === 'video');
    expect(clips()).toHaveLength(1);
    telegram.state.clock.advance(hours * hour);
    ana.text('/forget');
    const question = await until(() =>
      ana.sees().find(({ text }) => text?.includes('this Telegram account?')),
    );
    ana.press(question, buttonNamed(question, 'Delete everything'));
    await until(() =>
      ana
        .sees()
        .find(({ text }) => text === `Done. 1 clip and everything else about you is deleted.${stays}`),
    );
    expect(clips()).toHaveLength(stays === '' ? 0 : 1);
  });
});
