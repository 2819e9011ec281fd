import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { buttonsOf, format, buttonNamed as onDiscord } from '../story/discord-parts.ts';
import { buttonNamed, said } from '../story/telegram-parts.ts';
import { onTelegram, openChats, photo } from './chats.ts';

const numbers = (text: string): string[] =>
  text.split('\n').flatMap((line) => /^\W*(\d+)\W* (?:⏳|🎬)/u.exec(line)?.[1] ?? []);

describe('the list of what somebody has waiting', () => {
  const chats = openChats({ works: false });

  it('on Discord has the numbers of its buttons, and is shown anew without what is cancelled', async () => {
    const { discord } = chats();
    const ana = discord.person('Ana');
    const standing = { channel: discord.channel(discord.guild('Home')) };
    for (const effect of ['parallax', 'old-photo', 'parallax']) {
      const act = await ana.command('animate', { photo, effect }, standing);
      await until(() => (act.original?.content ?? '') !== '');
    }
    const act = await ana.command('queue', {}, standing);
    const list = await until(() => (act.original?.content ?? '') !== '' && act.original);
    const labels = () => buttonsOf(list).map(({ label }) => label);
    expect(numbers(list.content)).toEqual(['1', '2', '3']);
    expect(labels()).toEqual(['Cancel 1', 'Cancel 2', 'Cancel 3']);
    await ana.press(list, onDiscord(list, 'Cancel 2'), standing);
    await until(() => list.content.includes(format('replies.queue', { count: 2 })));
    expect(list.content).not.toContain('Old photo');
    await ana.press(list, onDiscord(list, 'Cancel 2'), standing);
    await until(() => list.content.includes(format('replies.queue', { count: 1 })));
    await ana.press(list, onDiscord(list, 'Cancel'), standing);
    await until(() => list.content === format('replies.queue-empty'));
    expect(labels()).toEqual([]);
  });

  it('on Telegram does so too', async () => {
    const ana = await onTelegram(chats());
    for (const effect of ['parallax', 'old-photo'])
      await ana.send(photo, { caption: `/animate effect:${effect}` });
    const jobs = (count: number) => said('replies.queue', { count });
    await until(() => ana.sees().filter(({ text }) => text.includes('⏳')).length === 2);
    ana.text('/queue');
    const list = await until(() => ana.sees().find(({ text }) => text.includes(jobs(2))));
    expect(numbers(list.text)).toEqual(['1', '2']);
    ana.press(list, buttonNamed(list, 'Cancel 1'));
    await until(() => list.text.includes(jobs(1)));
    ana.press(list, buttonNamed(list, 'Cancel'));
    await until(() => list.text.includes(said('replies.queue-empty')));
  });
});
