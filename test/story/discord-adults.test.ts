import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { buttonNamed, format, photo, short } from './discord-parts.ts';
import { quickStand } from './quick-stand.ts';

const manageServer = 1n << 5n;

describe.each([
  ['the gateway', 'usual'],
  ['HTTP', 'HTTP'],
] as const)('age-restricted channels, heard of through %s', (_way, transport) => {
  const { discord: stand } = quickStand({ transport });

  const stage = async () => {
    const staged = stand.stage();
    const { ana, ben, guild, standing } = staged;
    const adult = { channel: stand.discord.channel(guild, { nsfw: true }) };
    const wish = { photo: await photo('cat-chelsea.jpg'), ...short };
    const managing = { ...standing, permissions: manageServer };
    const set = async (values: Record<string, string | number>): Promise<string> =>
      (await stand.cardOf(await ana.command('settings', values, managing))).content;
    const toldBen = (place = standing) =>
      until(() =>
        ben.sees(place.channel).find(({ onlyFor, content }) => onlyFor !== null && content.startsWith('❌')),
      );
    const thread = { channel: stand.discord.thread(adult.channel) };
    return { ...staged, adult, thread, wish, set, toldBen };
  };

  it('may be the only place for words of one’s own', async () => {
    const { ben, thread, set, standing, toldBen, wish } = await stage();
    expect(await set({ 'adults-only': 'prompts' })).toMatch(/Age-restricted channels only\W+custom prompts/);
    await ben.command('animate', { ...wish, prompt: 'pan left' }, standing);
    expect((await toldBen()).content).toContain(format('failures.adults_only.prompts'));
    await ben.command('animate', wish, standing);
    await stand.clipIn(() => ben.sees(standing.channel));
    await ben.command('animate', { ...wish, prompt: 'pan left' }, thread);
    await stand.clipIn(() => ben.sees(thread.channel));
  });

  it('keep what is made in them from the public, and cover it elsewhere', async () => {
    const { ana, ben, thread, standing, wish } = await stage();
    await ana.command('animate', wish, thread);
    const first = await stand.clipIn(() => ana.sees(thread.channel));
    expect(first.attachments[0]?.spoiler).toBeUndefined();

    const own = await ben.post(standing.channel, 'look at this');
    await ben.press(own, buttonNamed(first, 'Extend'), standing);
    const remade = await stand.clipIn(() => ana.sees(standing.channel), [own]);
    expect(remade.attachments[0]?.spoiler).toBe(true);
  });

  it('cover what leaves them as a direct message', async () => {
    const { ana, adult, wish } = await stage();
    const release = stand.discord.holdUploads();
    const act = await ana.command('animate', { ...wish, visibility: 'private' }, adult);
    await stand.cardOf(act);
    adult.channel.deleted = true;
    release();
    const direct = stand.discord.directChannel(ana.user);
    const clip = await stand.clipIn(() => ana.sees(direct));
    expect(clip.attachments[0]?.spoiler).toBe(true);
  });
});
