import { describe, expect, it } from 'vitest';
import { findJob } from '../../src/store/jobs.ts';
import { until } from '../peers/discord/person.ts';
import { buttonsOf, buttonNamed as onDiscord } from '../story/discord-parts.ts';
import { buttonNamed } from '../story/telegram-parts.ts';
import { latestJob, onTelegram, openChats, photo } from './chats.ts';

const manageServer = 1n << 5n;

describe('presets and defaults in chats', () => {
  const chats = openChats({ works: false });
  const orderOf = async (owner: string) =>
    (await findJob(chats().services.store.database, await latestJob(chats(), owner)))?.order;

  it('on Discord are saved, listed, shown with their buttons, exported and used', async () => {
    const { discord } = chats();
    const ana = discord.person('Ana');
    const standing = { channel: discord.channel(discord.guild('Home')) };
    const say = async (command: string, values: object) => {
      const act = await ana.command(command, { ...values }, standing);
      return await until(() => (act.original?.content ?? '') !== '' && act.original);
    };
    expect((await say('defaults', { seconds: 2 })).content).toContain('Seconds: 2 sec');
    expect(
      (await say('preset', { name: 'Soft', effect: 'old-photo', prompt: 'slow zoom' })).content,
    ).toContain('It includes the prompt');
    const list = await say('presets', {});
    expect(buttonsOf(list).map(({ label }) => label)).toEqual(['Preset']);
    await ana.press(list, onDiscord(list, 'Preset'), standing);
    const shown = await until(() =>
      ana.sees(standing.channel).find((one) => buttonsOf(one).some(({ label }) => label === 'Export')),
    );
    await ana.press(shown, onDiscord(shown, 'Export'), standing);
    await until(() => ana.sees(standing.channel).find((one) => one.attachments.length === 1));
    const begun = await say('animate', { photo, preset: 'soft' });
    expect(begun.content).toContain('Old photo');
    expect(await orderOf(`discord:${ana.user.id}`)).toMatchObject({
      ...{ effect: 'old-photo', prompt: 'slow zoom', seconds: 2 },
    });
  });

  it('on Telegram too', async () => {
    const ana = await onTelegram(chats());
    const answer = (part: string) => until(() => ana.sees().find(({ text }) => text.includes(part)));
    ana.text('/defaults seconds:2');
    await answer('Seconds: 2 sec');
    ana.text('/preset Soft effect:old-photo');
    await answer('Saved as the preset Soft');
    ana.text('/presets');
    const list = await answer('Your presets');
    ana.press(list, buttonNamed(list, 'Preset'));
    const shown = await answer('Preset Soft');
    ana.press(shown, buttonNamed(shown, 'Export'));
    await until(() => ana.sees().find(({ media }) => media?.kind === 'document'));
    await ana.send(photo, { caption: '/animate preset:soft' });
    expect(await orderOf(`telegram:${ana.user.id}`)).toMatchObject({ effect: 'old-photo', seconds: 2 });
  });

  const file = {
    name: 'night.json',
    type: 'application/json',
    bytes: Buffer.from(
      JSON.stringify({
        ...{ photoplay: 'preset', version: 1, name: 'Night walk' },
        values: { effect: 'old-photo', ratio: '9:16' },
      }),
    ),
  };

  it('are imported from a file on Telegram, shared in a group, and chosen by name in any chat', async () => {
    const { telegram } = chats();
    const ana = await onTelegram(chats());
    const ben = await onTelegram(chats());
    const chat = telegram.group({ admins: [ana] });
    await ana.send(file, { as: 'document', caption: '/preset' });
    await until(() => ana.sees().find(({ text }) => text.includes('Saved as the preset Night walk')));
    const shares = ana.text('/preset Night walk do:share', { chat });
    await until(() => ana.sees(chat).find(({ replyTo }) => replyTo === shares));
    const picture = await ben.send(photo, { chat });
    ben.text('/animate preset:"night walk" visibility:community', { chat, replyTo: picture });
    const wanted = { effect: 'old-photo', ratio: '9:16' };
    expect(await orderOf(`telegram:${ben.user.id}`)).toMatchObject(wanted);

    const query = ana.inline('night');
    const { results } = await until(() => query.answer);
    expect(results).toMatchObject([{ type: 'article', title: 'Night walk' }]);
    const own = await ana.send(photo, { chat });
    ana.choose(query, results[0] ?? {}, { chat, replyTo: own });
    expect(await orderOf(`telegram:${ana.user.id}`)).toMatchObject(wanted);
  });

  it('are imported and shared on Discord, and deleted there', async () => {
    const { discord } = chats();
    const [ana, ben] = [discord.person('Ana'), discord.person('Ben')];
    const standing = { channel: discord.channel(discord.guild('Home')) };
    const managing = { ...standing, permissions: manageServer };
    const say = async (person: typeof ana, command: string, values: object) => {
      const act = await person.command(command, { ...values }, person === ana ? managing : standing);
      return (await until(() => (act.original?.content ?? '') !== '' && act.original)).content;
    };
    expect(await say(ana, 'preset', { file })).toContain('Saved as the preset Night walk');
    expect(await say(ana, 'preset', { name: 'night walk', do: 'share' })).toContain('Night walk');
    expect(await say(ben, 'presets', {})).toContain('Night walk');
    await say(ben, 'animate', { photo, preset: 'night walk' });
    expect(await orderOf(`discord:${ben.user.id}`)).toMatchObject({ effect: 'old-photo', ratio: '9:16' });
    expect(await say(ana, 'preset', { name: 'night walk', do: 'unshare' })).toContain('no longer shared');
    await ben.command('animate', { photo, preset: 'night walk' }, standing);
    const refused = 'There’s no preset named night walk';
    await until(() => ben.sees(standing.channel).find(({ content }) => content.includes(refused)));
  });
});
