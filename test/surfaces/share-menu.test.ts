import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { buttonNamed, buttonsOf } from '../story/discord-parts.ts';
import * as telegramParts from '../story/telegram-parts.ts';
import { finish, latestJob, onTelegram, openChats, photo } from './chats.ts';

describe('somebody shares a clip', () => {
  const chats = openChats({ works: false });

  /** Ana, and her clip in a channel that others read too. */
  const clipOnDiscord = async () => {
    const { discord } = chats();
    const ana = discord.person('Ana');
    const channel = discord.channel(discord.guild('Home', { botIn: true }), {});
    const standing = { channel, installed: 'guild' } as const;
    await ana.command('animate', { photo, visibility: 'community' }, standing);
    await finish(chats(), await latestJob(chats(), `discord:${ana.user.id}`));
    const clip = await until(() => ana.sees(channel).find(({ attachments }) => attachments.length > 0));
    return { ana, channel, clip, discord, standing };
  };

  it('on Discord in steps that only they see, and takes all of it back', async () => {
    const { discord } = chats();
    const [ana, ben] = [discord.person('Ana'), discord.person('Ben')];
    const channel = discord.channel(discord.guild('Home', { botIn: true }), {});
    const standing = { channel, installed: 'guild' } as const;
    await ana.command('animate', { photo, visibility: 'community' }, standing);
    await finish(chats(), await latestJob(chats(), `discord:${ana.user.id}`));
    const clips = () => ben.sees(channel).filter(({ attachments }) => attachments.length > 0);
    const [clip] = clips();
    if (clip === undefined) throw new Error('no clip');
    await ana.press(clip, buttonNamed(clip, 'Share'), standing);
    const menu = await until(() => ana.sees(channel).find(({ content }) => content.includes('can see this')));
    expect(menu.onlyFor).toBe(ana.user);
    const labels = () => buttonsOf(menu).map(({ label }) => label);
    const press = (label: string) => ana.press(menu, buttonNamed(menu, label), standing);
    expect(labels()).toEqual(['Copy link', 'Post in channel', 'Publish to gallery', 'Make private']);
    await press('Copy link');
    await until(() => menu.content.includes('https://clips.example/c/'));
    await press('Publish to gallery');
    await until(() => menu.content.includes('Your name and the original photo file aren’t shown.'));
    await press('Don’t publish');
    await until(() => labels().includes('Turn off link'));
    await press('Post in channel');
    await until(() => clips().length === 2);
    await press('Make private');
    await until(() => clips().length === 0);
    await until(() => labels().join(' ') === 'Copy link Post in channel Publish to gallery');
    expect(menu.content).toBe('Only you can see this clip.');
  });

  it('ends up with the menu of the last press, however late the answer to an earlier one arrives', async () => {
    const { ana, channel, clip, discord, standing } = await clipOnDiscord();
    await ana.press(clip, buttonNamed(clip, 'Share'), standing);
    const menu = await until(() => ana.sees(channel).find(({ content }) => content.includes('can see this')));
    const before = menu.edits;
    const late = { kind: 'held', until: setTimeout(500) } as const;
    const edits = (method: string, path: string) => method === 'PATCH' && path.endsWith('/@original');
    discord.state.faults.push({ matches: edits, happens: 'before', answer: late, times: 1 });
    await ana.press(menu, buttonNamed(menu, 'Copy link'), standing);
    await ana.press(menu, buttonNamed(menu, 'Make private'), standing);
    await until(() => menu.edits === before + 2);
    expect(menu.content).toBe('Only you can see this clip.');
  });

  it('is offered no post where the bot may not write, and told so where it turns out', async () => {
    const { ana, channel, clip, discord, standing } = await clipOnDiscord();
    const menu = async () => {
      await ana.press(clip, buttonNamed(clip, 'Share'), standing);
      return until(() => ana.sees(channel).find(({ content }) => content.includes('can see this')));
    };
    const first = await menu();
    channel.granted.delete('send');
    await ana.press(first, buttonNamed(first, 'Post in channel'), standing);
    const isTold = ({ content }: typeof clip) => content.includes('I can’t post this clip here.');
    await until(() => ana.sees(channel).some(isTold));
    expect(ana.sees(discord.directChannel(ana.user))).toEqual([]);
    first.deleted = true;
    for (const one of ana.sees(channel)) if (isTold(one)) one.deleted = true;
    expect(buttonsOf(await menu()).map(({ label }) => label)).not.toContain('Post in channel');
  });

  it('on Telegram in a group too', async () => {
    const { telegram } = chats();
    const [ana, ben] = [await onTelegram(chats()), await onTelegram(chats())];
    const chat = telegram.group({ admins: [ana] });
    await ana.send(photo, { chat, caption: '/animate@photoplay_bot visibility:community' });
    await finish(chats(), await latestJob(chats(), `telegram:${ana.user.id}`));
    const clips = () => ben.sees(chat).filter(({ media }) => media?.kind === 'video');
    const [clip] = clips();
    if (clip === undefined) throw new Error('no clip');
    // Others get a copy for themselves, so that the group has only what its owner can take back.
    const [id = ''] = /(?<=edit:)[\w-]{22}/.exec(JSON.stringify(clip.keyboard)) ?? [];
    ben.text(`/clip@photoplay_bot id:${id}`, { chat });
    await until(() => ben.sees().find(({ media }) => media?.kind === 'video'));
    expect(clips()).toEqual([clip]);
    const pressed = async (message: typeof clip, label: string, words: string) => {
      const before = new Set(ana.sees(chat));
      ana.press(message, telegramParts.buttonNamed(message, label));
      const isAnswer = (one: typeof clip) => !before.has(one) || one === message;
      return until(() => ana.sees(chat).find((one) => isAnswer(one) && one.text.includes(words)));
    };
    const menu = await pressed(clip, 'Share', 'Everyone in this group can see this clip.');
    expect(ben.sees(chat)).not.toContain(menu);
    const asked = await pressed(menu, 'Publish to gallery', 'Publish this clip to the gallery?');
    const again = await pressed(asked, 'Don’t publish', 'Everyone in this group can see this clip.');
    const posted = await pressed(again, 'Post in group', 'Everyone in this group can see this clip.');
    await until(() => clips().length === 2);
    await pressed(posted, 'Make private', 'Only you can see this clip.');
    await until(() => clips().length === 0);
  });

  it('by @bot in any Telegram chat: one’s own public clips, found by what their effect is called', async () => {
    const { telegram } = chats();
    const [ana, ben] = [telegram.person('Ana', { language: 'de' }), await onTelegram(chats())];
    ana.start();
    await ana.send(photo, { caption: 'effect:old-photo' });
    await finish(chats(), await latestJob(chats(), `telegram:${ana.user.id}`));
    const clip = await until(() =>
      ana.sees().find(({ replyTo, media }) => replyTo !== null && media?.kind === 'video'),
    );
    const found = async (person: typeof ana, words: string) => {
      const query = person.inline(words);
      return (await until(() => query.answer)).results;
    };
    expect(await found(ana, '')).toEqual([]);
    const press = (message: typeof clip, label: string) =>
      ana.press(message, telegramParts.buttonNamed(message, label));
    const next = (label: string) =>
      until(() =>
        ana.sees().find((one) => telegramParts.buttonsOf(one).some(({ text }) => text.includes(label))),
      );
    press(clip, 'Teilen');
    press(await next('In die Galerie'), 'In die Galerie');
    press(await next('Doch nicht'), 'Veröffentlichen');
    await until(() => ana.sees().some(({ text }) => text.includes('in der Galerie sehen')));
    const results = await found(ana, 'altes foto');
    expect(results).toMatchObject([{ type: 'video', title: 'Altes Foto' }]);
    expect(await found(ana, 'tanz')).toEqual([]);
    expect(await found(ben, '')).toEqual([]);
    const chat = telegram.group({ admins: [ana] });
    const shown = ana.choose(ana.inline(''), results[0] ?? {}, { chat });
    expect(shown.media?.kind).toBe('video');
  });
});
