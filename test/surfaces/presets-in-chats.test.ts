import { describe, expect, it } from 'vitest';
import { findJob } from '../../src/store/jobs.ts';
import { until } from '../peers/discord/person.ts';
import { buttonsOf, buttonNamed as onDiscord } from '../story/discord-parts.ts';
import { buttonNamed } from '../story/telegram-stand.ts';
import { latestJob, onTelegram, openChats, photo } from './chats.ts';

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
});
