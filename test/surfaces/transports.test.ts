import { describe, expect, it } from 'vitest';
import { type Standing, until } from '../peers/discord/person.ts';
import type { Message as Post } from '../peers/telegram/world.ts';
import { buttonNamed } from '../story/discord-parts.ts';
import { promising } from '../story/quick-stand.ts';
import * as telegramParts from '../story/telegram-parts.ts';
import { type Chats, onTelegram, openChats, photo } from './chats.ts';

const patience = 100;

/** Where one is on Discord: the clips come there, or into the direct messages. */
const places: Readonly<Record<string, (chats: Chats, user: string) => Standing>> = {
  'a server': ({ discord }) => ({ channel: discord.channel(discord.guild('Home')) }),
  'a thread or forum post': ({ discord }) => ({
    channel: discord.thread(discord.channel(discord.guild('Home'))),
  }),
  'direct messages': ({ discord }, user) => ({
    channel: [...discord.state.channels.values()].find(({ recipient }) => recipient?.id === user) as never,
  }),
  'a group DM': ({ discord }) => ({ channel: discord.groupChannel(), installed: 'user' }),
  'a server without the bot': ({ discord }) => ({
    channel: discord.channel(discord.guild('Home', { botIn: false })),
    installed: 'user',
  }),
};

const onDiscord = async (chats: Chats, place: string): Promise<void> => {
  const ana = chats.discord.person('Ana');
  chats.discord.directChannel(ana.user);
  const standing = places[place]?.(chats, ana.user.id);
  if (standing === undefined) throw new Error(`no ${place}`);
  const clips = () => ana.sees(standing.channel).filter(({ attachments }) => attachments.length > 0);
  const made = (count: number) => until(() => clips().length === count && clips().at(-1), patience);
  await ana.command('animate', { photo, prompt: 'slow zoom', visibility: 'community' }, standing);
  const first = await made(1);
  await ana.press(first, buttonNamed(first, 'Reroll'), standing);
  const second = await made(2);
  const form = await ana.press(second, buttonNamed(second, 'Edit'), standing);
  await until(() => form.modal);
  await ana.submit(form, { prompt: 'pan left' }, standing);
  expect((await made(3)).content).toContain('pan left');
  await ana.press(second, buttonNamed(second, 'Delete'), standing);
  const asked = await until(() =>
    ana.sees(standing.channel).find(({ components }) => JSON.stringify(components).includes(':keep')),
  );
  await ana.press(asked, buttonNamed(asked, 'Delete forever'), standing);
  await until(() => clips().length === 2);
};

/** In whose name, and where, one asks on Telegram. */
const ways = [
  ...(['a private chat', 'a group', 'a topic', 'a channel'] as const),
  ...(['the name of a channel', 'an anonymous admin'] as const),
] as const;

const onTelegramIn = async (chats: Chats, way: (typeof ways)[number]): Promise<void> => {
  const ana = await onTelegram(chats);
  const { telegram } = chats;
  const alone = way === 'a private chat';
  const group = telegram.group({
    admins: [ana],
    ...(way === 'an anonymous admin' && { anonymous: [ana] }),
    ...(way === 'a topic' && { topics: ['Films'] }),
    ...(way === 'a channel' && { type: 'channel', botAdmin: true }),
  });
  const chat = alone ? ana.home : group;
  const as = { 'the name of a channel': 'channel', 'an anonymous admin': 'group' }[way as string] as
    | 'channel'
    | 'group'
    | undefined;
  const topic = way === 'a topic' ? { topic: telegram.topic(group, 'Films') } : {};
  const clips = () => ana.sees(chat).filter(({ media }) => media?.kind === 'video');
  const made = (count: number): Promise<Post> =>
    until(() => clips().length === count && clips().at(-1), patience);
  const before = clips().length;
  const caption = alone ? 'slow zoom' : '/animate@photoplay_bot slow zoom visibility:community';
  await ana.send(photo, { chat, caption, ...topic, ...(as && { name: as }) });
  const first = await made(before + 1);
  if (as === 'channel') {
    // A channel presses nothing: its commands answer the clip.
    ana.text('/reroll@photoplay_bot', { chat, as, replyTo: first });
    await made(before + 2);
    return;
  }
  ana.press(first, telegramParts.buttonNamed(first, 'Reroll'));
  const second = await made(before + 2);
  ana.press(second, telegramParts.buttonNamed(second, 'Edit'));
  const asking = telegramParts.said('chat.new-motion');
  const question = await until(() => ana.sees(chat).find(({ text }) => text.includes(asking)));
  ana.reply(question, 'pan left');
  const third = await made(before + 3);
  expect(third.text).toContain('pan left');
  if ('topic' in topic) expect(third.topic).toBe(topic.topic);
};

describe.each(['usual', 'HTTP'] as const)('a photo becomes a clip, and another, heard by %s', (transport) => {
  const chats = openChats({ transport, engines: () => [promising] });

  it.concurrent.each(Object.keys(places))('on Discord in %s', (place) => onDiscord(chats(), place));

  it.concurrent.each(ways)('on Telegram, in %s', (way) => onTelegramIn(chats(), way));

  it('and everything was heard that way', () => {
    const { discord, telegram } = chats();
    expect(discord.gateway.identified > 0).toBe(transport === 'usual');
    expect(telegram.state.webhook !== null).toBe(transport === 'HTTP');
  });
});
